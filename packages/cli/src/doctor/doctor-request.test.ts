import { expect, it } from 'vitest'
import { readRequest } from './doctor-request.ts'

const TOKEN = { PROCORE_ACCESS_TOKEN: 'aa11bb22cc33dd44' }

it.each([
  { url: 'http://emulator.example:4010', env: TOKEN, warns: ['http://emulator.example:4010'] },
  { url: 'http://emulator.example:4010', env: {}, warns: [] },
  { url: 'https://emulator.example', env: TOKEN, warns: [] },
  { url: 'http://127.0.0.1:4010', env: TOKEN, warns: [] },
  { url: 'http://localhost:4010', env: TOKEN, warns: [] },
  { url: 'http://127.evil.example', env: TOKEN, warns: ['http://127.evil.example'] },
])('a token that others can read on its way to $url is warned of: $warns', async (row) => {
  const flags = { apiUrl: row.url, loginUrl: row.url, ask: false, color: false }
  const { notes } = await readRequest(flags, row.env, 0)
  expect(notes.map((note) => /goes to (\S+) without encryption/.exec(note)?.[1])).toEqual(row.warns)
  expect(notes.join()).not.toContain('aa11bb22cc33dd44')
})
