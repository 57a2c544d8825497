/** The doctor's page, as the command serves it. */
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { start } from './underpin.ts'

/** Says on standard error which modules are loaded. */
const TELLS_MODULES = `data:text/javascript,${encodeURIComponent(`import { registerHooks } from 'node:module'
registerHooks({ load: (url, context, next) => { process.stderr.write('loaded ' + url + '\\n'); return next(url, context) } })`)}`

it.each(['up', 'emulate'])(
  '`%s` serves the page, and loads the doctor when somebody opens it and not before',
  async (command) => {
    const free = ['--port', '0', '--status-port', '0', '--json']
    const env = { NODE_OPTIONS: `--import=${TELLS_MODULES}` }
    const { child, ended } = start([command, ...free], { env })
    if (!child.stdout || !child.stderr) throw new Error('no output')
    const loaded: string[] = []
    createInterface({ input: child.stderr }).on('line', (line) => loaded.push(line))
    const [line] = await Promise.race([
      new Promise<string[]>((resolve) => {
        createInterface({ input: child.stdout ?? process.stdin }).once('line', (said) =>
          resolve([said]),
        )
      }),
      ended.then(({ stderr }) => Promise.reject(new Error(stderr))),
    ])
    const { url } = JSON.parse(line ?? '')
    const ofDoctor = () => loaded.filter((each) => /packages\/doctor|\/amaro\//.test(each))
    expect(loaded.length).toBeGreaterThan(100)
    expect(ofDoctor()).toEqual([])
    const page = await fetch(`${url}/_underpin/doctor`)
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ])
    expect(ofDoctor().length).toBeGreaterThan(3)
    child.kill('SIGTERM')
    await ended
  },
)

it('the welcome says where the page and the failures are', async () => {
  const { child, ended } = start(['up', '--port', '0', '--status-port', '0'])
  if (!child.stdout) throw new Error('no output')
  const url = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout ?? process.stdin }).on('line', (line) => {
      const [, origin] = /(http:\S+)\/_underpin\/doctor$/.exec(line) ?? []
      if (origin !== undefined) resolve(origin)
    })
  })
  expect((await fetch(`${url}/_underpin/doctor`)).status).toBe(200)
  child.kill('SIGTERM')
  expect((await ended).stdout).toContain(`${url}/_underpin/failures\n`)
})
