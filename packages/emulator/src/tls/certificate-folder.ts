/** Where the certificate is kept: beside the data that it serves, or else among the user's caches. */
import { homedir } from 'node:os'
import { join } from 'node:path'

/** `sandbox.db` keeps its certificate in `sandbox.db-tls`; runs without a file share one. */
export function certificateFolder(dataFile?: string): string {
  return dataFile === undefined ? join(cacheFolder(), 'underpin', 'tls') : `${dataFile}-tls`
}

/** As each system has it; XDG Base Directory Specification for the others. */
function cacheFolder(): string {
  const { XDG_CACHE_HOME: xdg, LOCALAPPDATA: local } = process.env
  if (xdg) return xdg
  if (process.platform === 'win32' && local) return local
  return process.platform === 'darwin'
    ? join(homedir(), 'Library', 'Caches')
    : join(homedir(), '.cache')
}
