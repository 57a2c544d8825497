import { join } from 'node:path'
import { expect, it } from 'vitest'
import { cacheFolder } from './cache-folder.ts'

const home = join('/', 'home', 'jo')

it.each([
  ['linux', {}, join(home, '.cache', 'underpin')],
  ['linux', { XDG_CACHE_HOME: '/var/jo' }, join('/var/jo', 'underpin')],
  ['linux', { XDG_CACHE_HOME: 'here' }, join(home, '.cache', 'underpin')],
  ['linux', { LOCALAPPDATA: '/local' }, join(home, '.cache', 'underpin')],
  ['darwin', {}, join(home, 'Library', 'Caches', 'underpin')],
  ['win32', { LOCALAPPDATA: '/local' }, join('/local', 'underpin', 'Cache')],
  ['win32', {}, join(home, 'AppData', 'Local', 'underpin', 'Cache')],
] as const)('%s with %o', (platform, env, folder) => {
  expect(cacheFolder({ platform, env, home })).toBe(folder)
})
