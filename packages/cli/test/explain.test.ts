import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FAILURE_IDS } from '@underpin/failures'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { underpin } from './underpin.ts'

const BODY = '{"errors":["App is not connected to this company."]}'
const CURL = `HTTP/1.1 403 Forbidden\r\ncontent-type: application/json\r\n\r\n${BODY}\n`

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'underpin-explain-'))
  writeFileSync(join(folder, 'body.json'), BODY)
  writeFileSync(join(folder, 'answer.txt'), CURL)
  writeFileSync(join(folder, 'powershell.txt'), Buffer.from(`\uFEFF${CURL}`, 'utf16le'))
  writeFileSync(join(folder, 'picture.txt'), Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10]))
  writeFileSync(join(folder, 'empty.txt'), '')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('each kind of evidence is explained', () => {
  it.each([
    { name: 'a status code', args: ['403'], id: 'permission-too-low' },
    { name: 'a failure id', args: ['app-not-connected'], id: 'app-not-connected' },
    { name: 'a text', args: ['App is not connected to this company.'], id: 'app-not-connected' },
    {
      name: 'a text without quotes',
      args: 'app isnt conected to this company'.split(' '),
      id: 'app-not-connected',
    },
    { name: 'a JSON body', args: [BODY], id: 'app-not-connected' },
    { name: 'what curl -i printed', args: [CURL], id: 'app-not-connected' },
    { name: 'a file of a body', args: ['body.json'], id: 'app-not-connected' },
    { name: 'a file of an answer', args: ['./answer.txt'], id: 'app-not-connected' },
    { name: 'a file that PowerShell wrote', args: ['powershell.txt'], id: 'app-not-connected' },
    { name: 'standard input', args: ['-'], input: CURL, id: 'app-not-connected' },
    {
      name: 'a link',
      args: ['https:\\\\app.procore.com/1/project/rfi/show'],
      id: 'malformed-link',
    },
  ])('$name', async ({ args, id, input = '' }) => {
    const ran = await underpin(['explain', ...args], { input, cwd: folder })
    expect(ran.code, ran.stderr).toBe(0)
    expect(ran.stdout).toContain(`(${id}, status `)
    for (const title of ['What happened', 'What you can do', 'Did my change happen?']) {
      expect(ran.stdout).toContain(`\n${title}\n`)
    }
    expect(ran.stdout, 'no colour into a pipe').not.toContain('\u001b')
  })
})

describe('what cannot be explained says why, and what to do', () => {
  it.each([
    { name: 'nothing', args: [], code: 2, says: /underpin explain 503/ },
    {
      name: 'a mistyped id',
      args: ['app-not-conected'],
      code: 2,
      says: /Did you mean app-not-connected\?/,
    },
    { name: 'a number that is no status', args: ['700'], code: 2, says: /100 to 599/ },
    {
      name: 'a file that is not there',
      args: ['./gone.json'],
      code: 2,
      says: /no file \.\/gone\.json/,
    },
    { name: 'a folder', args: ['.'], code: 2, says: /is a folder/ },
    { name: 'a picture', args: ['picture.txt'], code: 3, says: /PNG picture: type the words/ },
    { name: 'an empty file', args: ['empty.txt'], code: 3, says: /nothing in it/ },
    {
      name: 'words that nobody knows',
      args: ['hello', 'world'],
      code: 3,
      says: /nothing in it is known/,
    },
    { name: 'a mistyped flag', args: ['503', '--jsn'], code: 2, says: /Did you mean --json\?/ },
    {
      name: '--all with something',
      args: ['503', '--all'],
      code: 2,
      says: /leave the argument out/,
    },
  ])('$name', async ({ args, code, says }) => {
    const ran = await underpin(['explain', ...args], { cwd: folder })
    expect(ran.stderr).toMatch(says)
    expect(ran.stderr, 'no stack').not.toMatch(/\n\s+at /)
    expect(ran.stdout).toBe('')
    expect(ran.code).toBe(code)
  })
})

it('an answer that went well is no failure', async () => {
  const ran = await underpin(['explain', 'HTTP/1.1 200 OK\n\n[]'])
  expect(ran).toMatchObject({ code: 0, stdout: 'Nothing failed here (status 200).\n' })
})

it('--json prints one object: the reading, the explanation and the classification', async () => {
  const ran = await underpin(['explain', '-', '--json'], { input: CURL })
  expect(JSON.parse(ran.stdout)).toMatchObject({
    version: 1,
    input: { kind: 'curl-output', notes: [] },
    explanation: { id: 'app-not-connected', status: 403, whatToDo: { user: expect.any(String) } },
    classification: { failure: 'app-not-connected', applied: 'no', recovery: 'stop-company' },
  })
})

it('--json says in the same shape that something could not be read', async () => {
  const ran = await underpin(['explain', 'app-not-conected', '--json'])
  expect(ran.code).toBe(2)
  expect(JSON.parse(ran.stdout)).toMatchObject({
    version: 1,
    input: { kind: 'unreadable', reason: 'unknown-id', nearest: ['app-not-connected'] },
    explanation: null,
    classification: null,
  })
})

it('--sources names the fact sheet and the seeds', async () => {
  const ran = await underpin(['explain', 'heavy-load', '--sources'])
  expect(ran.stdout).toMatch(/Where this is from\n {2}- .*\(documented\)/)
})

it('--all --json is the whole catalogue, every id of it', async () => {
  const ran = await underpin(['explain', '--all', '--json'])
  const { version, modes } = JSON.parse(ran.stdout)
  expect(version).toBe(1)
  const ids = modes.map(({ id }: { id: string }) => id)
  expect(ids.toSorted()).toEqual(Object.values(FAILURE_IDS).flat().toSorted())
  expect(ran.code).toBe(0)
})

it('--all is a list of ids and titles for people', async () => {
  const ran = await underpin(['explain', '--all'])
  for (const id of Object.values(FAILURE_IDS).flat()) expect(ran.stdout).toContain(`  ${id} `)
})

it('a secret in an answer is not printed', async () => {
  const answer = `> GET /rest/v1.0/me HTTP/1.1\n> Authorization: Bearer s3cr3t-token\n>\n< ${CURL}`
  for (const flags of [[], ['--json'], ['--sources']]) {
    const ran = await underpin(['explain', '-', ...flags], { input: answer })
    expect(ran.stdout).toContain('app-not-connected')
    expect(ran.stdout + ran.stderr).not.toContain('s3cr3t')
  }
})
