import { expect, it } from 'vitest'
import { COMMANDS } from '../src/command-table.ts'
import { underpin } from './underpin.ts'

it('without a command the help comes, and says that this was wrong usage', async () => {
  const ran = await underpin([])
  expect(ran).toMatchObject({ code: 2, stdout: '' })
  expect(ran.stderr).toContain('Usage: underpin')
})

it('help is a result: on standard output, naming every command and the exit codes', async () => {
  const ran = await underpin(['--help'])
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  for (const { name, summary } of COMMANDS) {
    expect(ran.stdout).toMatch(new RegExp(`^ {2}${name} +${summary.slice(0, 20)}`, 'm'))
  }
  expect(ran.stdout).toContain('Exit codes: 0 fine, 1 findings, 2 wrong usage, 3 could not check.')
})

it.each(COMMANDS.map(({ name }) => name))('%s --help shows how, with examples', async (name) => {
  const ran = await underpin([name, '--help'])
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(ran.stdout).toContain(`Usage: underpin ${name}`)
  expect(ran.stdout).toMatch(new RegExp(`\\n {2}\\$ .*underpin ${name}`))
})

it('an unknown command names the nearest', async () => {
  const ran = await underpin(['exlain', '503'])
  expect(ran).toMatchObject({ code: 2, stdout: '' })
  expect(ran.stderr).toBe("Unknown command 'exlain'\n(Did you mean explain?)\n")
})

it('the version is a version', async () => {
  expect((await underpin(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
})
