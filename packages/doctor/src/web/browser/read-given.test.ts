import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ANSWERS_MAX, readGiven } from './read-given.ts'

const TOKEN = 'planted0token1of2a3person4who5asks'
const bearer = `Authorization: Bearer ${TOKEN}`

const har = (statuses: readonly number[]) =>
  JSON.stringify({
    log: {
      entries: statuses.map((status, at) => ({
        startedDateTime: `2026-11-20T07:00:${String(at % 60).padStart(2, '0')}Z`,
        request: {
          method: 'GET',
          url: `https://api.procore.com/rest/v1.0/me?access_token=${TOKEN}`,
          headers: [{ name: 'Authorization', value: `Bearer ${TOKEN}` }],
        },
        response: {
          status,
          headers: [],
          content: { mimeType: 'application/json', text: `{"errors":["no: ${TOKEN}"]}` },
        },
      })),
    },
  })

describe('a secret is shown of nothing that is read', () => {
  it.each([
    { name: 'a damaged link', given: `https:\\\\app.procore.com/1/project?access_token=${TOKEN}` },
    { name: 'a sound link', given: `https://app.procore.com/1/project/home?access_token=${TOKEN}` },
    {
      name: 'a link with a mistyped action',
      given: `https://app.procore.com/5001/project/rfi/showww/1?code=1&access_token=${TOKEN}`,
    },
    {
      name: 'an answer that repeats it',
      given: `> GET /rest/v1.0/me HTTP/1.1\n> Host: api.procore.com\n> ${bearer}\n>\n< HTTP/1.1 401 Unauthorized\n< content-type: application/json\n<\n{"errors":["token ${TOKEN} is not known"]}`,
    },
    {
      name: 'a JSON body',
      given: JSON.stringify({
        error: 'invalid_grant',
        error_description: `refresh_token=${TOKEN} was used`,
        refresh_token: TOKEN,
      }),
    },
    { name: 'a HAR', given: har([200, 403, 500]) },
    {
      name: 'a log',
      given: `2026-11-20T07:00:00Z INFO ${bearer}\n2026-11-20T07:00:01Z ERROR GET https://api.procore.com/rest/v1.0/me?access_token=${TOKEN} 403 {"errors":["${TOKEN} may not"]}\n2026-11-20T07:00:02Z ERROR 503 heavy load\n`,
    },
    {
      name: 'a page',
      given: `<html><head><title>401</title></head><body>${bearer} was not accepted</body></html>`,
    },
    { name: 'an error text', given: `401 Unauthorized, ${bearer}` },
    { name: 'bytes', given: new TextEncoder().encode(har([401])) },
  ])('$name', ({ given }) => {
    expect(JSON.stringify(readGiven(given))).not.toContain(TOKEN)
  })
})

it('several failures are told apart, each with where it was seen', () => {
  const { what, answers } = readGiven(har([403, 500, 500, 200]))
  expect(what).toBe('a HAR file')
  expect(answers.length).toBeGreaterThan(1)
  expect(answers.map(({ failure }) => failure)).toContain('server-error')
  const seen = answers.find(({ failure }) => failure === 'server-error')?.seen.join(' ')
  expect(seen).toContain('twice')
})

it('what cannot be explained says why', () => {
  expect(readGiven('').notes.join()).toContain('nothing in it')
  expect(readGiven(new Uint8Array([0x50, 0x4b, 3, 4])).notes.join()).toContain('ZIP')
  expect(readGiven('HTTP/1.1 200 OK\n\n[]').notes.join()).toContain(
    'Nothing failed here (status 200).',
  )
  expect(readGiven('heavy-lod')).toMatchObject({
    what: null,
    nearest: expect.arrayContaining(['heavy-load']),
  })
})

it('nothing throws, and what is shown is bounded', () => {
  const status = fc.integer({ min: 100, max: 599 })
  const input = fc.oneof(
    fc.string({ maxLength: 2_000 }),
    fc.uint8Array({ maxLength: 2_000 }),
    fc.json(),
    fc.array(status, { maxLength: 60 }).map(har),
  )
  fc.assert(
    fc.property(input, (given) => {
      const { answers, notes } = readGiven(given)
      expect(answers.length).toBeLessThanOrEqual(ANSWERS_MAX)
      expect(answers.length + notes.length).toBeGreaterThan(0)
    }),
    { numRuns: 300 },
  )
})
