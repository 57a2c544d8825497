/** Where a program keeps what it can do without: the user's cache folder, as each system has it. */
import { isAbsolute, join } from 'node:path'

export interface Place {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly home: string
}

/** XDG Base Directory Specification where the system has no rule of its own; a relative path there is to be ignored. */
export function cacheFolder({ env, platform, home }: Place): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = env
  if (xdg && isAbsolute(xdg)) return join(xdg, 'underpin')
  if (platform === 'win32')
    return join(local || join(home, 'AppData', 'Local'), 'underpin', 'Cache')
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'underpin')
  return join(home, '.cache', 'underpin')
}
