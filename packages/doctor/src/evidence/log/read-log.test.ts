import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readLog } from './read-log.ts'

const LINES = [
  '2026-11-20T08:00:01Z ERROR POST https://api.procore.com/rest/v1.0/vendors -> 500 {"error":"x"}',
  '{"level":50,"time":1795161601000,"err":{"response":{"status":403,"data":{"errors":["no"]}}},"msg":"failed"}',
  '10.0.0.1 - - [20/Nov/2026:09:00:01 +0100] "GET /rest/v1.0/projects/1/rfis HTTP/1.1" 429 51 "-" "ruby"',
  'level=error msg="call failed" status=503 url=https://api.procore.com/rest/v1.0/me',
  'Traceback (most recent call last):',
  "  response: { status: 403, data: { errors: [ 'no' ] } }",
  '    at settle (/app/node_modules/axios/lib/core/settle.js:19:12)',
]

it('never throws and always ends, whatever is in the lines', () => {
  const piece = fc.oneof(
    fc.constantFrom(...LINES),
    fc.tuple(fc.constantFrom(...LINES), fc.nat(80)).map(([line, at]) => line.slice(at)),
    fc.string({ unit: 'binary' }),
    fc.json(),
    fc.constantFrom('{', '{'.repeat(500), "{ a: '", '[[[[', 'status=', '\u0000', '"\\'),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (lines) => {
      const read = readLog(lines.join('\n'))
      if (read?.kind === 'log') expect(read.evidence.length).toBeGreaterThan(0)
    }),
    { numRuns: 400 },
  )
})

it('long hostile lines cost little', () => {
  const hostile = [
    'a'.repeat(200_000),
    '{'.repeat(100_000),
    `${'[a] '.repeat(50_000)}error 500`,
    `POST https://api.procore.com/rest/v1.0/x -> 503 ${'"\\'.repeat(50_000)}`,
  ]
  const text = hostile.map((line) => `2026-11-20T08:00:01Z ERROR ${line}`).join('\n')
  expect(readLog(text)?.kind).toBe('log')
})
