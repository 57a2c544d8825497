import { expect, it } from 'vitest'
import { loadBrowserModules, modulesFrom } from './browser-modules.ts'

/** An import of a name: no browser finds it. */
const BARE = /^(?:import|export)\b[^;'"()=]*?\bfrom\s*'(?![./])/m

const file = (name: string) => new URL(name, import.meta.url)

it('the whole face of the doctor runs in a browser: it reaches no Node, and no other package', async () => {
  const all = await modulesFrom([file('../index.ts')], '/m')
  expect(all.size).toBeGreaterThan(100)
  const importing = [...all.values()].filter(({ code }) => BARE.test(code))
  expect(importing.map(({ path }) => path)).toEqual([])
})

it.each(['../node.ts', '../web.ts', 'browser-modules.ts'])(
  'what needs Node is refused: %s',
  async (name) => {
    await expect(modulesFrom([file(name)], '/m')).rejects.toThrow(/The page may not load/)
  },
)

it('the page and its reader are among the modules, which are the same each time', async () => {
  const [one, other] = [await loadBrowserModules('/m'), await loadBrowserModules('/m')]
  expect(one.all.has(one.pagePath)).toBe(true)
  expect(one.all.has(one.readerPath)).toBe(true)
  expect([...one.all]).toEqual([...other.all])
})
