/** Ways of writing a secret, and places in a packet's input where it may stand. */
import { gzipSync } from 'node:zlib'
import type { Evidence } from '@underpin/failures'
import type { PacketInput } from '../../src/node.ts'
import { exchangeOf, INPUT, probeResult, REPORT } from './packet-rig.ts'

/** @param n a number from 0 to 99 that decides where it is cut or shifted. */
type Writing = (secret: string, n: number) => string

const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64')
const wrapped = (text: string, end: string) => text.replace(/.{76}(?=.)/g, (line) => line + end)
const cutAt = (secret: string, n: number) => 1 + (n % (secret.length - 1))
const around = (secret: string) =>
  JSON.stringify({
    user: 'someone of the site team',
    nested: { access_token: secret, scope: 'all of it' },
  })

export const WRITINGS: Readonly<Record<string, Writing>> = {
  raw: (secret) => secret,
  percent: (secret) => encodeURIComponent(secret),
  'double percent': (secret) => encodeURIComponent(encodeURIComponent(`/${secret}`)),
  'every byte as percent': (secret) =>
    [...Buffer.from(secret)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
  'JSON in JSON': (secret) => JSON.stringify(JSON.stringify({ token: secret })),
  'every character as an escape': (secret) =>
    [...secret].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
  base64: (secret, n) => base64(`${'xyz'.slice(0, n % 4)}${secret}`),
  base64url: (secret, n) => Buffer.from(`${'??>'.slice(0, n % 4)}${secret}`).toString('base64url'),
  'base64 of JSON': (secret) => base64(around(secret)),
  'base64 of base64': (secret) => base64(base64(around(secret))),
  'base64 of percent': (secret) => base64(`token=${encodeURIComponent(`/${secret}/`)}`),
  'base64 in lines': (secret) => wrapped(base64(around(secret)), '\r\n'),
  'base64 in lines of a JSON string': (secret) => wrapped(base64(around(secret)), '\\n'),
  'base64 as percent': (secret) => encodeURIComponent(base64(around(secret))),
  'base64 of gzip': (secret) => base64(gzipSync(around(secret))),
  'base64 of gzip behind a path': (secret, n) =>
    `${'api/v12/'.slice(n % 8)}${base64(gzipSync(around(secret)))}`,
  'folded header': (secret, n) =>
    `${secret.slice(0, cutAt(secret, n))}\r\n ${secret.slice(cutAt(secret, n))}`,
  'two lines': (secret, n) =>
    `${secret.slice(0, cutAt(secret, n))}\n${secret.slice(cutAt(secret, n))}`,
  'two lines of a JSON string': (secret, n) =>
    `${secret.slice(0, cutAt(secret, n))}\\n${secret.slice(cutAt(secret, n))}`,
}

type Place = (written: string) => PacketInput

const handing = (...handed: PacketInput['handed']): PacketInput => ({ ...INPUT, handed })
const saying = (person: Partial<PacketInput['person']>): PacketInput => ({
  ...INPUT,
  person: { ...INPUT.person, ...person },
})
const nested = (value: unknown) => JSON.stringify({ a: [{ b: { c: [{ d: value }] } }] })
const attached = (name: string, content: string): PacketInput => ({
  ...INPUT,
  attachments: [{ name, bytes: new TextEncoder().encode(content) }],
})

export const PLACES: Readonly<Record<string, Place>> = {
  'a query': (w) => handing(exchangeOf({ url: `https://api.procore.com/rest/v1.0/me?x=${w}&y=1` })),
  'a path': (w) => handing(exchangeOf({ url: `https://api.procore.com/rest/v1.0/${w}/me` })),
  'a header that was sent': (w) => handing(exchangeOf({ requestHeaders: { 'x-anything': w } })),
  'a header that came': (w) => handing(exchangeOf({ headers: { 'x-anything': `a ${w} b` } })),
  'the name of a header': (w) => handing(exchangeOf({ headers: { [w]: 'x' } })),
  'a body that was sent': (w) => handing(exchangeOf({ method: 'POST', requestBody: w })),
  'a form': (w) => handing(exchangeOf({ method: 'POST', requestBody: `a=1&b=${w}&c=2` })),
  'a nested JSON body': (w) => handing(exchangeOf({ body: nested(w) })),
  'a page': (w) =>
    handing(exchangeOf({ body: `<html><body>Error ${w}</body></html>`, headers: {} })),
  'a log line': (w) =>
    handing({ response: { body: `2026-11-20 ERROR sync failed: ${w} rejected` } }),
  'a network error': (w) =>
    handing({
      network: { code: 'ECONNRESET', message: `lost ${w}`, phase: 'exchange' },
    } as Evidence),
  'what a probe says': (w) => ({
    ...INPUT,
    report: { ...REPORT, results: [probeResult({ says: `It said ${w}.` })] },
  }),
  'a fact': (w) => ({
    ...INPUT,
    report: { ...REPORT, results: [probeResult({ facts: { x: w } })] },
  }),
  'a request of a probe': (w) => ({
    ...INPUT,
    report: {
      ...REPORT,
      results: [
        probeResult({
          exchanges: [exchangeOf({ requestHeaders: { authorization: `Bearer ${w}` } })],
        }),
      ],
    },
  }),
  'what was not run': (w) => ({
    ...INPUT,
    report: { ...REPORT, leftOut: [{ name: 'x', asks: 'What?', because: `Nobody gave ${w}.` }] },
  }),
  'the head line': (w) => ({
    ...INPUT,
    diagnosis: { ...INPUT.diagnosis, headline: `It is ${w}.` },
  }),
  'the browser that was said': (w) => saying({ browser: `Chrome with ${w}` }),
  'the role that was said': (w) => saying({ role: w }),
  'the name of the project': (w) => saying({ projectName: w }),
  'who sends it': (w) => saying({ sender: `Ada ${w}` }),
  'the proxy': (w) => ({
    ...INPUT,
    environment: {
      ...INPUT.environment,
      proxy: { HTTPS_PROXY: `http://me:${w}@proxy.example:3128` },
    },
  }),
  'an attached answer': (w) =>
    attached(
      'answer.txt',
      `HTTP/1.1 503 Service Unavailable\r\nx-echo: ${w}\r\n\r\n{"message":"x"}`,
    ),
  'an attached body': (w) => attached('body.json', nested(w)),
  'the name of an attachment': (w) => attached(`shot ${w}.txt`, 'none'),
  'the name of an image': (w) => ({
    ...INPUT,
    attachments: [{ name: `shot ${w}.png`, bytes: new Uint8Array(Buffer.from(PIXEL, 'base64')) }],
  }),
}

/** A PNG of one pixel. */
export const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
