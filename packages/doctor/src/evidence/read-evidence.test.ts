import { CATALOGUE, classify } from '@underpin/failures'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { judgeEvidence } from '../diagnosis/judge-evidence.ts'
import { readEvidence } from './read-evidence.ts'

/** What a person would be told: the id that is named outright, or the likeliest. */
function judged(text: string | Uint8Array) {
  const read = readEvidence(text)
  if (read.kind === 'unreadable') return { kind: read.reason, failure: null }
  const judgement = judgeEvidence(read)
  if (judgement.kind === 'classified') {
    return { kind: read.kind, failure: judgement.classification.failure }
  }
  return { kind: read.kind, failure: judgement.kind === 'named' ? judgement.failure : null }
}

it.each([
  ['503', 'status-code', 'heavy-load'],
  ['HTTP 403', 'status-code', 'permission-too-low'],
  ['error code: 500', 'status-code', 'server-error'],
  ['  429\n', 'status-code', 'rate-limit-hourly'],
  ['app-not-connected', 'failure-id', 'app-not-connected'],
  ['App_Not_Connected', 'failure-id', 'app-not-connected'],
  ['{"errors":["App is not connected to this company."]}', 'json-body', 'app-not-connected'],
  ['{"status":503,"body":{"error":"under heavy load"}}', 'json-body', 'heavy-load'],
  [
    '{"error":{"response":{"status":502,"data":"<h1>502 Bad Gateway</h1>"}}}',
    'json-body',
    'bad-gateway',
  ],
  [
    '<html><head><title>Permission denied, sorry</title></head></html>',
    'markup-body',
    'permission-denied-page',
  ],
  [
    'HTTP/1.1 200 OK\n\n[]\nHTTP/1.1 500 Internal Server Error\n\n\nHTTP/1.1 200 OK\n\n[]',
    'curl-output',
    'server-error',
  ],
  ['https\\\\app.procore.com/87654/project/rfi/show', 'procore-url', 'malformed-link'],
])('%j is read as %s and means %s', (text, kind, failure) => {
  expect(judged(text)).toEqual({ kind, failure })
})

it.each([
  ['App is not connected to this company.', 'app-not-connected'],
  ['"app is not connected to this company"', 'app-not-connected'],
  ['app isnt conected to this compnay', 'app-not-connected'],
  ['my script says App is not connected to this company when I list projects', 'app-not-connected'],
  ['This website is under heavy load', 'heavy-load-page'],
  ['WEBSITE UNDER HEAVY LOAD', 'heavy-load-page'],
  ['permision denied sory', 'permission-denied-page'],
  ['The access token is invalid', 'access-token-expired'],
  ['“The access token is invalid”', 'access-token-expired'],
  ['Missing Procore-Company-Id header', 'company-header-missing'],
  ['the page cannot be found', 'platform-not-found'],
  ['scheduled maintenence', 'maintenance'],
])('the text %s means %s', (text, failure) => {
  expect(judged(text)).toEqual({ kind: 'error-text', failure })
})

it('every text that the catalogue sends leads back to a failure that sends it', () => {
  const lost = CATALOGUE.flatMap(({ id, wire }) => {
    // A bare word or two (`required`) is no text that somebody would hand over alone.
    if (wire === null || wire.text.split(' ').length < 3 || wire.text.includes('{')) return []
    const { failure } = judged(wire.text)
    const sends = CATALOGUE.find((mode) => mode.id === failure)?.wire?.text
    return sends === wire.text ? [] : [`${id}: "${wire.text}" is read as ${failure}`]
  })
  expect(lost).toEqual([])
})

it('an id that nobody knows names the ones that were probably meant', () => {
  expect(readEvidence('app-not-conected')).toMatchObject({
    reason: 'unknown-id',
    nearest: ['app-not-connected'],
  })
  expect(readEvidence('token-expired')).toMatchObject({
    nearest: expect.arrayContaining(['access-token-expired']),
  })
})

it.each(['99', '600', '70000'])('%s is no status code, and that is said', (text) => {
  expect(readEvidence(text)).toMatchObject({ message: expect.stringMatching(/100 to 599/) })
})

it('a sentence that nobody knows is handed on as it is, uncorrected', () => {
  expect(readEvidence('hello world')).toMatchObject({
    kind: 'error-text',
    named: [],
    evidence: [{ response: { body: 'hello world' } }],
    notes: [],
  })
})

it('never throws, and what it reads can be judged, whatever the input is', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.uint8Array(),
    fc.json(),
    fc.string().map((text) => `HTTP/1.1 500 X\n${text}`),
    fc.constantFrom(...CATALOGUE.map(({ title }) => title)).map((title) => title.slice(3)),
  )
  fc.assert(
    fc.property(anything, (input) => {
      const read = readEvidence(input)
      if (read.kind === 'unreadable') expect(read.message).toMatch(/\w.*\.$/)
      else for (const each of read.evidence) classify(each)
    }),
  )
})
