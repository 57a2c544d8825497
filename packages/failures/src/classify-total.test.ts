/** Evidence is pasted by people and sent by strangers: whatever it is, an answer comes, soon, and within its bounds. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CATALOGUE, isFailureId } from './catalogue/index.ts'
import { classify, type Evidence } from './classify.ts'

const SURFACES = ['oauth', 'api', 'storage', 'webhook', 'web', 'network', undefined] as const

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.json(),
  fc.constantFrom(
    '',
    '{',
    '[',
    '<html>',
    '{"errors":',
    '{"error":{"error":1}}',
    '\u0000',
    '<Error>',
  ),
  fc.json().map((json) => `{"errors":${json},"entities":[]}`),
  fc
    .constantFrom(...CATALOGUE.map(({ wire }) => wire?.text ?? ''))
    .map((t) => `{"errors":["${t}"]}`),
)

const headerName = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    'Retry-After',
    'x-rate-limit-reset',
    'X-Rate-Limit-Remaining',
    'location',
    'content-type',
    'www-authenticate',
    'date',
    '__proto__',
  ),
)

const headers = fc.dictionary(headerName, fc.oneof(text, fc.integer().map(String)), { maxKeys: 6 })

const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true }),
  fc.string(),
  fc.constantFrom('/oauth/token', '/rest/v1.0/me', 'https://x.s3.amazonaws.com/a', '://'),
)

const evidence: fc.Arbitrary<Evidence> = fc
  .record(
    {
      surface: fc.constantFrom(...SURFACES),
      request: fc.record(
        {
          method: fc.constantFrom('GET', 'POST', 'patch', ''),
          url,
          headers,
          body: fc.option(text),
        },
        { requiredKeys: [] },
      ),
      response: fc.record(
        {
          status: fc.oneof(fc.integer({ min: 200, max: 599 }), fc.integer(), fc.double()),
          headers,
          body: text,
          isTruncated: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
      network: fc.record({
        code: fc.oneof(fc.string(), fc.constantFrom('ECONNRESET', 'ENOTFOUND', 'EPIPE')),
        message: fc.string(),
        phase: fc.constantFrom('resolve', 'connect', 'tls', 'exchange', 'unknown'),
      }),
      tokenAgeMs: fc.double(),
      nowMs: fc.double(),
    },
    { requiredKeys: [] },
  )
  .map((each) => each as Evidence)

it('answers whatever the evidence is, within its bounds', () => {
  fc.assert(
    fc.property(evidence, fc.constantFrom('yes', 'no', undefined), (each, repeatable) => {
      const found = classify(each, repeatable)
      if (found === null) return
      const [first] = found.candidates
      expect(first.id).toBe(found.failure)
      expect(isFailureId(found.failure)).toBe(true)
      const likelihoods = found.candidates.map(({ likelihood }) => likelihood)
      expect(likelihoods).toEqual(likelihoods.toSorted((a, b) => b - a))
      const sum = likelihoods.reduce((total, share) => total + share, 0)
      expect(sum).toBeGreaterThan(0.98)
      expect(sum).toBeLessThan(1.02)
      expect(found.question === null).toBe(found.candidates.length === 1)
      if (found.waitMs !== null) expect(found.waitMs).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 3_000 },
  )
})

it('takes anything for evidence, of whatever type', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), fc.anything(), (request, response, network) => {
      classify({ request, response, network } as unknown as Evidence)
    }),
    { numRuns: 2_000 },
  )
})

it('every answer of 400 and more is a failure, whatever its body', () => {
  fc.assert(
    fc.property(fc.integer({ min: 400, max: 999 }), text, url, (status, body, at) => {
      expect(classify({ request: { url: at }, response: { status, body } })).not.toBeNull()
    }),
  )
})

it('never advises to repeat a write that may have happened', () => {
  const repeating = ['refresh-once', 'wait-for-header', 'backoff', 'hold-until-recovered', 'shrink']
  fc.assert(
    fc.property(evidence, (each) => {
      const found = classify({ ...each, request: { ...each.request, method: 'POST' } }, 'no')
      if (found === null || found.applied === 'no') return
      expect(repeating).not.toContain(found.recovery)
    }),
    { numRuns: 2_000 },
  )
})

// A pattern that backtracks makes a body of 16 kB take minutes: two nested or neighbouring open ends.
it('no pattern of the catalogue can backtrack over a long body', () => {
  for (const { id, signatures } of CATALOGUE) {
    for (const { text: pattern, path, sent, networkCode, headers: own } of signatures) {
      for (const each of [pattern, path, sent, networkCode, ...Object.values(own ?? {})]) {
        if (each === undefined) continue
        expect(each.source, id).not.toMatch(/\([^()]*[+*][^()]*\)[+*{]/)
        expect(each.source.match(/\.\*|\.\+/g)?.length ?? 0, `${id}: ${each.source}`).toBeLessThan(
          2,
        )
        expect(
          each.flags,
          `${id}: a pattern with memory answers differently each time`,
        ).not.toMatch(/[gy]/)
      }
    }
  }
})
