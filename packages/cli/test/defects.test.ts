import { execFile } from 'node:child_process'
import { connect } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { runEmulator } from './running-emulator.ts'

const LOG = join(import.meta.dirname, '..', 'src', 'serve', 'talking-log.ts')

it('what nobody caught is said to be a defect of ours, and the process goes on', async () => {
  const script = `
    import { surviveDefects } from ${JSON.stringify(LOG)}
    surviveDefects({ say: (text) => console.error(text) })
    Promise.reject(new Error('first'))
    setImmediate(() => { setImmediate(() => console.log('still here')); throw new Error('second') })`
  const run = promisify(execFile)
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script])
  expect(stdout).toBe('still here\n')
  expect(stderr).toMatch(
    /Error: first[\s\S]*defect of Underpin[\s\S]*Error: second[\s\S]*It goes on/,
  )
})

it('a second Ctrl-C does not wait for the first', async () => {
  const emulator = await runEmulator()
  const { port } = new URL(emulator.url)
  // A request whose body never comes keeps the first one waiting for the grace that it is given.
  const slow = connect(Number(port), '127.0.0.1')
  slow.on('error', () => undefined)
  slow.write('POST /rest/v1.0/vendors HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\n')
  expect((await fetch(`${emulator.url}/_underpin/health`)).ok).toBe(true)
  emulator.signal('SIGINT')
  emulator.signal('SIGTERM')
  expect(await emulator.ended).toMatchObject({ code: 130, signal: null })
  slow.destroy()
})
