import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Exchange } from './exchange.ts'
import { createRedactor } from './redactor.ts'
import { SECRETS_MAX } from './secret-index.ts'

const ACCESS = 'c1f7a3d2e49b8a56f0c1f7a3d2e49b8a56f0c1f7a3d2e49b8a56f0c1f7a3d2e4'
const REFRESH = '9d8c7b6a9d8c7b6a9d8c7b6a9d8c7b6a9d8c7b6a9d8c7b6a9d8c7b6a9d8c7b6a'
const JWT = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzUxMiJ9.eyJhaWQiOiJ4In0.c2lnbmF0dXJl'

describe('by key', () => {
  it.each([
    { name: 'Authorization', value: `Bearer ${ACCESS}`, want: 'Bearer [access token 1]' },
    { name: 'authorization', value: 'Basic dTpwYXNzd29yZA==', want: 'Basic [sign-in 1]' },
    { name: 'Proxy-Authorization', value: 'Digest x="yyyyyyy"', want: '[authorization 1]' },
    { name: 'Cookie', value: 'session=abcdef', want: '[cookie 1]' },
    { name: 'Set-Cookie', value: 'session=abcdef; Secure', want: '[cookie 1]' },
    { name: 'X-Api-Key', value: 'abc', want: '[API key]' },
    { name: 'x-amz-security-token', value: 'FwoGZXIvYXdzEBY', want: '[upload token 1]' },
    { name: 'Procore-Company-Id', value: '598134325779301', want: '598134325779301' },
    { name: 'X-Request-Id', value: 'req-8a7b', want: 'req-8a7b' },
    {
      name: 'WWW-Authenticate',
      value: 'Bearer realm="Doorkeeper", error="invalid_token"',
      want: 'Bearer realm="Doorkeeper", error="invalid_token"',
    },
    {
      name: 'Location',
      value: 'http://localhost:3000/callback?code=abcdefgh&state=xyz12345',
      want: 'http://localhost:3000/callback?code=[authorization code 1]&state=[OAuth state 1]',
    },
  ])('header $name', ({ name, value, want }) => {
    expect(createRedactor().headers({ [name]: value })).toEqual({ [name]: want })
  })

  it.each([
    {
      url: `https://login.procore.com/oauth/token/info?access_token=${ACCESS}&x=1`,
      want: 'https://login.procore.com/oauth/token/info?access_token=[access token 1]&x=1',
    },
    {
      url: 'https://s.example/b?X-Amz-Credential=AKIA%2F2026&X-Amz-Signature=00ff&X-Amz-Date=1',
      want: 'https://s.example/b?X-Amz-Credential=[upload credential 1]&X-Amz-Signature=[upload signature]&X-Amz-Date=1',
    },
    {
      url: 'https://app.example/done#access_token=abcdefgh&token_type=bearer',
      want: 'https://app.example/done#access_token=[access token 1]&token_type=bearer',
    },
    {
      url: 'https://cdn.example/f.pdf?Expires=1795&Signature=abCd~12_&Key-Pair-Id=K2',
      want: 'https://cdn.example/f.pdf?Expires=1795&Signature=[signature 1]&Key-Pair-Id=K2',
    },
    {
      url: 'https://api.procore.com/rest/v1.0/drawings?signature=required',
      want: 'https://api.procore.com/rest/v1.0/drawings?signature=required',
    },
    {
      url: 'https://me:hunter22@api.procore.com/rest/v1.0/me',
      want: 'https://[sign-in 1]@api.procore.com/rest/v1.0/me',
    },
    {
      url: 'https://api.procore.com/rest/v1.0/projects?filters[state]=CA&code=01-100',
      want: 'https://api.procore.com/rest/v1.0/projects?filters[state]=CA&code=01-100',
    },
  ])('URL $url', ({ url, want }) => {
    expect(createRedactor().url(url)).toBe(want)
  })

  it.each([
    {
      name: 'the code of an error is shown',
      type: 'application/json',
      body: '{"error": {"code": "404", "message": "Not Found"}}',
      want: '{"error": {"code": "404", "message": "Not Found"}}',
    },
    {
      name: 'the code of a grant is not',
      type: 'application/json',
      body: '{"grant_type":"authorization_code","code":"abcdef"}',
      want: '{"grant_type":"authorization_code","code":"[authorization code 1]"}',
    },
    {
      name: 'a form',
      type: 'application/x-www-form-urlencoded',
      body: 'grant_type=refresh_token&refresh_token=abc&client_secret=s%2Fcret77',
      want: 'grant_type=refresh_token&refresh_token=[refresh token]&client_secret=[client secret 1]',
    },
    {
      name: 'multipart',
      type: 'multipart/form-data; boundary=x',
      body: '--x\r\nContent-Disposition: form-data; name="password"\r\n\r\nSandbox#2026\r\n--x--\r\n',
      want: '--x\r\nContent-Disposition: form-data; name="password"\r\n\r\n[password 1]\r\n--x--\r\n',
    },
    {
      name: 'a secret subtree, and nothing behind it',
      type: 'application/json',
      body: '{"hook":{"destination_headers":{"A":"one","B":["two",3]},"namespace":"mine"}}',
      want: '{"hook":{"destination_headers":{"A":"[destination header]","B":["[destination header]","[destination header]"]},"namespace":"mine"}}',
    },
    {
      name: 'a body that was cut in the middle of a secret',
      type: 'application/json',
      body: '{"id": 598134325779301999, "access_token": "abcdefgh',
      want: '{"id": 598134325779301999, "access_token": "[access token 1]"',
    },
    {
      name: 'a key that is escaped',
      type: 'application/json',
      body: '{"p\\u0061ssword": "abcdefgh"}',
      want: '{"p\\u0061ssword": "[password 1]"}',
    },
    {
      name: 'what has nothing to hide stays to the letter',
      type: 'application/json',
      body: '{ "a" : [1,2.50, null ],\n "policy":"strict", "token": null, "state":"open" }',
      want: '{ "a" : [1,2.50, null ],\n "policy":"strict", "token": null, "state":"open" }',
    },
    {
      name: 'a signed policy',
      type: 'application/json',
      body: `{"fields":{"policy":"${'ab12'.repeat(12)}"}}`,
      want: '{"fields":{"policy":"[upload policy 1]"}}',
    },
  ])('body: $name', ({ type, body, want }) => {
    expect(createRedactor().body(body, type)).toBe(want)
  })

  it('plain data, by key and by pairs of name and value', () => {
    const shown = {
      password: 'hunter22',
      n: 5,
      list: [{ name: 'Cookie', value: 'a=b' }, 'hunter22'],
    }
    expect(createRedactor().value(shown)).toEqual({
      password: '[password 1]',
      n: 5,
      list: [{ name: 'Cookie', value: '[cookie]' }, '[password 1]'],
    })
  })

  it('further names, as the caller says', () => {
    const redactor = createRedactor({ names: { 'x-site-key': 'site key' } })
    expect(redactor.headers({ 'X-Site-Key': 'abcdefgh' })).toEqual({ 'X-Site-Key': '[site key 1]' })
  })
})

describe('by form', () => {
  it.each([
    { text: `sent Bearer ${ACCESS}!`, want: 'sent Bearer [access token 1]!' },
    { text: `token ${JWT} died`, want: 'token [token 1] died' },
    { text: `refresh with ${REFRESH}`, want: 'refresh with [hex string 1]' },
    {
      text: `curl -H 'Authorization: Bearer abc123'`,
      want: `curl -H 'Authorization: Bearer [authorization 1]'`,
    },
    {
      text: 'Basic training for bearer certificates',
      want: 'Basic training for bearer certificates',
    },
    { text: 'upload 01JD7Q4W9X2K3M5N6P7R8S9T0V', want: 'upload 01JD7Q4W9X2K3M5N6P7R8S9T0V' },
    {
      text: 'WARN login failed client_secret=s3cr3t77 scope=all',
      want: 'WARN login failed client_secret=[client secret 1] scope=all',
    },
    {
      text: 'sent {\\"refresh_token\\": \\"r4-abcdef\\"}',
      want: 'sent {\\"refresh_token\\": \\"[refresh token 1]\\"}',
    },
    { text: 'It was password=hunter22.', want: 'It was password=[password 1].' },
    { text: 'X-Api-Key: k3y-abcdef', want: 'X-Api-Key: [API key 1]' },
    { text: 'password: required, token=expired', want: 'password: required, token=expired' },
    { text: 'access_token=$TOKEN token: ******', want: 'access_token=$TOKEN token: ******' },
    {
      text: 'GET https://a.example/cb?code=abcd1234&state=xyz98765 failed',
      want: 'GET https://a.example/cb?code=[authorization code 1]&state=[OAuth state 1] failed',
    },
    {
      text: 'through http://me:hunter22@proxy.example:3128',
      want: 'through http://[sign-in 1]@proxy.example:3128',
    },
    { text: '> Cookie: _session=abc123; b=2', want: '> Cookie: [cookie 1]' },
    { text: 'Clear the cookie: it is old', want: 'Clear the cookie: it is old' },
    {
      text: 'curl -u me:hunter22 https://a.example',
      want: 'curl -u me:[password 1] https://a.example',
    },
  ])('$text', ({ text, want }) => {
    expect(createRedactor().text(text)).toBe(want)
  })
})

describe('names', () => {
  it('a secret keeps its name, and another gets another', () => {
    const redactor = createRedactor()
    expect(redactor.learn('access token', 'first-token')).toBe('[access token 1]')
    expect(redactor.learn('access token', 'second-token')).toBe('[access token 2]')
    expect(redactor.learn('access token', 'first-token')).toBe('[access token 1]')
    expect(redactor.text('second-token, first-token')).toBe('[access token 2], [access token 1]')
  })

  it('what was redacted once is not redacted again', () => {
    const redactor = createRedactor()
    const headers = { authorization: `Bearer ${ACCESS}`, cookie: 'session=abcdef' }
    const body = '{"refresh_token":"abcdefgh","password":"x"}'
    const first = [redactor.headers(headers), redactor.body(body, 'application/json')]
    const [shown, told] = first
    expect([redactor.headers({ ...(shown as object) }), redactor.body(String(told), null)]).toEqual(
      first,
    )
  })

  it('forgets the oldest secrets, and only them, when there are too many', () => {
    const redactor = createRedactor()
    for (let i = 0; i <= SECRETS_MAX; i++) redactor.learn('token', `secret-number-${i}-`)
    expect(redactor.leftovers('secret-number-0-')).toEqual([])
    expect(redactor.leftovers(`secret-number-${SECRETS_MAX}-`)).toEqual(['token'])
    expect(redactor.leftovers(`secret-number-${SECRETS_MAX / 2}-`)).toEqual(['token'])
  })
})

/** Each way of writing a text that the redactor promises to see through. */
const WRITINGS: Readonly<Record<string, (secret: string, dice: readonly boolean[]) => string>> = {
  raw: (secret) => secret,
  percent: (secret) => encodeURIComponent(secret),
  form: (secret) => encodeURIComponent(secret).replaceAll('%20', '+'),
  'some bytes as percent, in either case': (secret, dice) =>
    [...new TextEncoder().encode(secret)]
      .map((byte, i) => {
        const hex = byte.toString(16).padStart(2, '0')
        if (byte < 0x80 && byte !== 0x25 && dice[i % dice.length]) return String.fromCharCode(byte)
        return `%${dice[(i + 1) % dice.length] ? hex.toUpperCase() : hex}`
      })
      .join(''),
  base64: (secret) => btoa(latin1(secret)),
  base64url: (secret) => btoa(latin1(secret)).replaceAll('+', '-').replaceAll('/', '_'),
  'base64 with something before it': (secret, dice) =>
    btoa(`${'ab'.slice(0, dice[0] ? 1 : 2)}:${latin1(secret)}`),
  JSON: (secret) => JSON.stringify(secret),
  'JSON with every character as an escape': (secret) =>
    secret.replaceAll(/[\s\S]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'JSON in JSON': (secret) => JSON.stringify(JSON.stringify(secret)),
  'percent in JSON': (secret) => JSON.stringify(encodeURIComponent(secret)),
  'JSON in a form': (secret) => encodeURIComponent(JSON.stringify(secret)),
  'base64 in a form': (secret) => encodeURIComponent(btoa(latin1(secret))),
  'base64 in lines of 64': (secret) =>
    btoa(`${'x'.repeat(60)}${latin1(secret)}`).replace(/.{64}/g, (line) => `${line}\r\n `),
}

const secretText = fc.oneof(
  fc.string({ minLength: 6, maxLength: 40 }),
  fc.string({ unit: 'grapheme', minLength: 6, maxLength: 20 }),
  fc.stringMatching(/^[a-z ]{6,12}$/),
)

describe('by value', () => {
  const given = fc.record({
    // Lone surrogates cannot be written in UTF-8 at all.
    secrets: fc.array(secretText, { minLength: 1, maxLength: 4 }),
    writing: fc.constantFrom(...Object.keys(WRITINGS)),
    dice: fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
    around: fc.constantFrom('', ' ', '&x=', '","', '\n'),
  })

  it('finds a secret in whatever writing', () => {
    fc.assert(
      fc.property(given, ({ secrets, writing, dice, around }) => {
        const redactor = createRedactor()
        for (const secret of secrets) redactor.learn('password', secret)
        const written = secrets.map((secret) => WRITINGS[writing]?.(secret, dice) ?? secret)
        for (const each of written) expect(redactor.leftovers(each), each).toEqual(['password'])
        const shown = redactor.text(written.join(around))
        expect(redactor.leftovers(shown)).toEqual([])
        for (const secret of secrets) expect(shown).not.toContain(secret)
      }),
      { numRuns: 3_000 },
    )
  })

  it('no learned secret leaves an exchange, wherever and however it stands in it', () => {
    fc.assert(
      fc.property(given, ({ secrets, writing, dice, around }) => {
        const redactor = createRedactor()
        const [late = 'unused-secret', ...known] = secrets
        for (const secret of known) redactor.learn('access token', secret)
        const written = secrets.map((each) => WRITINGS[writing]?.(each, dice) ?? each).join(around)
        const exchange: Exchange = {
          request: {
            method: 'POST',
            url: `https://api.example/a?x=${written}`,
            headers: { 'x-trace': written, 'content-type': 'text/plain' },
            body: written,
          },
          outcome: {
            kind: 'answered',
            elapsedMs: 1,
            // Known only from here: what stands before it must be clean all the same.
            response: {
              status: 200,
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ password: late, echo: written }),
              isTruncated: false,
            },
          },
          startedAtMs: 0,
        }
        const shown = redactor.exchange(exchange)
        const { request, outcome } = shown
        const answer = outcome.kind === 'answered' ? outcome.response : null
        const parts = [request.url, request.body, ...Object.values(request.headers), answer?.body]
        for (const part of parts) {
          expect(redactor.leftovers(part ?? '')).toEqual([])
          for (const secret of secrets) expect(part).not.toContain(secret)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('a secret that its own name contains is not given away by it', () => {
    const redactor = createRedactor()
    redactor.learn('password', 'password')
    redactor.learn('password', 'hunter22')
    const shown = redactor.text('hunter22 for a password, and more')
    expect(shown).not.toContain('password')
    expect(shown).toContain(', and more')
  })

  it('a secret over the edge of what was redacted is found too', () => {
    const redactor = createRedactor()
    redactor.learn('token', 'abcdefgh')
    redactor.learn('token', '[token')
    expect(redactor.leftovers(redactor.text('x abcdefgh y'))).toEqual([])
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.json(), fc.anything(), (text, json, any) => {
        const redactor = createRedactor()
        redactor.learn('token', text)
        for (const type of ['application/json', 'multipart/form-data', 'text/x', null]) {
          redactor.body(text, type)
          redactor.body(json, type)
          redactor.body(json.slice(0, json.length / 2), type)
        }
        redactor.url(text)
        redactor.value(any)
      }),
    )
  })
})

function latin1(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text))
}

it('a name with a long row of dots behind it costs no more than another text', () => {
  const startMs = performance.now()
  createRedactor().text(`token=${'.'.repeat(200_000)}#z`)
  expect(performance.now() - startMs).toBeLessThan(1_000)
})
