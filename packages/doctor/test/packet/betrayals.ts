/** Places where a secret that nobody has named shows by itself that it is one: by a name, or by its form. */
import { gzipSync } from 'node:zlib'
import type { PacketInput } from '../../src/node.ts'
import { exchangeOf, INPUT } from './packet-rig.ts'
import { PIXEL } from './planting.ts'

const handing = (...handed: PacketInput['handed']): PacketInput => ({ ...INPUT, handed })
const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64')
const posting = (requestBody: string, type = 'application/json') =>
  handing(exchangeOf({ method: 'POST', requestHeaders: { 'content-type': type }, requestBody }))
const answering = (body: string, headers: Record<string, string> = {}) =>
  handing(exchangeOf({ body, headers }))
const logged = (line: string) => answering(`2026-11-20T07:03:05Z WARN ${line} (again)`)
const attached = (content: string): PacketInput => ({
  ...INPUT,
  attachments: [{ name: 'answer.txt', bytes: new TextEncoder().encode(content) }],
})
const saying = (browser: string): PacketInput => ({
  ...INPUT,
  person: { ...INPUT.person, browser },
})

export const BETRAYALS: Readonly<Record<string, (secret: string) => PacketInput>> = {
  'a bearer': (s) =>
    handing(exchangeOf({ requestHeaders: { authorization: `Bearer ${s}`, accept: '*/*' } })),
  'a Basic sign-in': (s) =>
    handing(exchangeOf({ requestHeaders: { authorization: `Basic ${base64(`me:${s}`)}` } })),
  'a cookie among others': (s) =>
    handing(exchangeOf({ requestHeaders: { cookie: `lang=en; _session=${s}; theme=dark` } })),
  'a cookie that is set': (s) =>
    answering('{}', { 'set-cookie': `_session=${s}; Path=/; HttpOnly; Secure` }),
  'an API key': (s) => handing(exchangeOf({ requestHeaders: { 'x-api-key': s } })),
  'a query': (s) =>
    handing(exchangeOf({ url: `https://login.procore.com/oauth/token/info?access_token=${s}` })),
  'a callback': (s) =>
    handing(exchangeOf({ url: `https://a.example/callback?code=${s}&state=12345678` })),
  'the fragment of an address': (s) =>
    handing(exchangeOf({ url: `https://a.example/done#access_token=${s}&token_type=bearer` })),
  'a signed address of a storage': (s) =>
    handing(
      exchangeOf({
        url: `https://s3.example/f?X-Amz-Credential=AKIA&X-Amz-Expires=900&X-Amz-Signature=${s}`,
      }),
    ),
  'a signed address with an expiry': (s) =>
    handing(
      exchangeOf({ url: `https://cdn.example/f?Expires=179518&Signature=${s}&Key-Pair-Id=K1` }),
    ),
  'a signed address of another storage': (s) =>
    handing(exchangeOf({ url: `https://gs.example/f?X-Goog-Expires=900&X-Goog-Signature=${s}` })),
  'a signed address in a body': (s) =>
    answering(
      JSON.stringify({ url: `https://s3.example/f?X-Amz-Date=1&X-Amz-Signature=${s}&x=1` }),
    ),
  'a redirect': (s) => answering('', { location: `https://a.example/cb?state=87654321&code=${s}` }),
  'a form': (s) =>
    posting(
      `grant_type=refresh_token&refresh_token=${s}&client_id=underpin-app`,
      'application/x-www-form-urlencoded',
    ),
  'a grant in JSON': (s) =>
    posting(JSON.stringify({ grant_type: 'client_credentials', client_secret: s })),
  'nested JSON': (s) => answering(JSON.stringify({ a: [{ b: { c: { refresh_token: s } } }] })),
  'JSON in JSON': (s) =>
    answering(JSON.stringify({ sent: JSON.stringify({ access_token: s, n: 1 }) })),
  'JSON in JSON in JSON': (s) =>
    answering(JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ client_secret: s }) }) })),
  'the headers of a webhook': (s) =>
    posting(JSON.stringify({ hook: { destination_headers: { 'X-Site': s }, namespace: 'mine' } })),
  'a part of multipart': (s) =>
    posting(
      `--x\r\nContent-Disposition: form-data; name="password"\r\n\r\n${s}\r\n--x--\r\n`,
      'multipart/form-data; boundary=x',
    ),
  'JSON in base64': (s) =>
    answering(JSON.stringify({ data: base64(JSON.stringify({ access_token: s })) })),
  'JSON in base64 in lines': (s) =>
    answering(
      JSON.stringify({
        data: base64(
          JSON.stringify({ note: 'x'.repeat(90), access_token: s, and: 'more of it' }),
        ).replace(/.{76}/g, (l) => `${l}\n`),
      }),
    ),
  'packed JSON in base64': (s) =>
    answering(JSON.stringify({ data: base64(gzipSync(JSON.stringify({ refresh_token: s }))) })),
  'a query that is percent-encoded': (s) =>
    answering(`{"next":"${encodeURIComponent(`https://a.example/?access_token=${s}&x=1`)}"}`),
  'a log line': (s) => logged(`refresh failed refresh_token=${s}`),
  'a log line with quotes': (s) => logged(`body={"client_secret":"${s}","x":1}`),
  'a log line with escaped quotes': (s) => logged(`body="{\\"client_secret\\":\\"${s}\\"}"`),
  'a log line with a bearer': (s) => logged(`headers: Authorization: Bearer ${s}`),
  'a log line with a cookie': (s) => logged(`> Cookie: _procore_session=${s}; x=1`),
  'a log line with a proxy': (s) => logged(`through http://robot:${s}@proxy.example:3128/`),
  'what curl was told': (s) => logged(`curl -u robot:${s} https://api.procore.com/rest/v1.0/me`),
  'a folded header': (s) =>
    attached(
      `HTTP/1.1 503 Service Unavailable\r\nauthorization: Bearer\r\n ${s}\r\nx-a: b\r\n\r\n{"message":"x"}`,
    ),
  'a token over two lines': (s) =>
    attached(
      `HTTP/1.1 503 Service Unavailable\r\nauthorization: Bearer ${s.slice(0, 9)}\r\n ${s.slice(9)}\r\n\r\n{}`,
    ),
  'the proxy of the machine': (s) => ({
    ...INPUT,
    environment: {
      ...INPUT.environment,
      proxy: { HTTPS_PROXY: `http://robot:${s}@proxy.example:1` },
    },
  }),
  'a proxy without a scheme': (s) => ({
    ...INPUT,
    environment: { ...INPUT.environment, proxy: { HTTPS_PROXY: `robot:${s}@proxy.example:1` } },
  }),
  'the words of the person': (s) => saying(`Chrome 142, my password: ${s}`),
  'more words of the person': (s) => saying(`Chrome 142, token=${s} if you need it`),
  'the name of a file': (s) => ({
    ...INPUT,
    attachments: [{ name: `token=${s}.png`, bytes: new Uint8Array(Buffer.from(PIXEL, 'base64')) }],
  }),
}
