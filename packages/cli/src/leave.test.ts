import { spawn } from 'node:child_process'
import { expect, it } from 'vitest'

const LEAVING = `
import { createServer } from 'node:net'
import { leave } from './leave.ts'
createServer().listen(0, '127.0.0.1', async () => {
  process.stdout.write('x'.repeat(1_000_000))
  process.exitCode = 3
  await leave()
})
`

it('what is still under way does not keep the process, and what was written comes whole', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', LEAVING], {
    cwd: import.meta.dirname,
  })
  let count = 0
  child.stdout.on('data', (part) => {
    count += part.length
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  expect([code, count]).toEqual([3, 1_000_000])
})
