import { gzipSync } from 'node:zlib'
import { createRedactor, type Redactor } from '@underpin/exchange'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { buildPacket, type PacketInput, sealPacket } from '../../src/node.ts'
import { secretsFound } from './independent-scan.ts'
import { INPUT } from './packet-rig.ts'
import { PLACES, WRITINGS } from './planting.ts'

const SECRET = 'Zq7Wk2Rb9Xv4Tn1Lp8Gh3Jd6'

/** Knows every secret, and hides none. */
function blind(): Redactor {
  const redactor = createRedactor()
  return {
    ...redactor,
    text: (text) => text,
    url: (url) => url,
    headers: (headers) => headers,
    value: (value) => value,
    body: (body) => body,
    withoutPieces: (text) => text,
    exchange: (exchange) => exchange,
  }
}

const NOT_TEXT = ['the name of an attachment', 'the name of an image']

describe('the search of the finished packet, with redaction switched off', () => {
  it.each(Object.keys(WRITINGS))('refuses a secret as %s, wherever it stands', (writing) => {
    // Every sixth place, from another one on for each writing: all places take minutes.
    const from = Object.keys(WRITINGS).indexOf(writing)
    const places = Object.entries(PLACES).filter(([name]) => !NOT_TEXT.includes(name))
    for (const [place, plant] of places.filter((_each, at) => (at + from) % 6 === 0)) {
      const input: PacketInput = {
        ...plant(WRITINGS[writing]?.(SECRET, 14) ?? SECRET),
        secrets: [{ kind: 'access token', value: SECRET }],
      }
      const draft = buildPacket(input, blind())
      const sealed = sealPacket(draft)
      if (sealed.kind === 'sealed') {
        // What hides encoded secrets looks for them itself, and hid them here too.
        expect(secretsFound(unzipSync(sealed.bytes), [SECRET]), place).toEqual([])
      } else {
        expect(JSON.stringify(sealed.leaks), place).toContain('access token')
        expect(JSON.stringify(sealed.leaks), place).not.toContain(SECRET.slice(0, 6))
      }
    }
  })

  it('refuses for each file by its name', () => {
    const draft = buildPacket(
      { ...INPUT, secrets: [{ kind: 'password', value: 'Pier 7 R' }] },
      blind(),
    )
    const sealed = sealPacket(draft)
    const leaks = sealed.kind === 'refused' ? sealed.leaks : []
    expect(leaks.map(({ file }) => file)).toEqual(['message.txt', 'timeline.txt', 'triage.json'])
  })

  it.each([
    { name: 'in a packed file', bytes: zipSync({ a: new Uint8Array(9) }), text: null },
    {
      name: 'in the metadata of an image',
      bytes: null,
      text: `\u0089PNG\r\n\u001a\n\xff\xfe${SECRET}`,
    },
  ])('$name', ({ bytes, text }) => {
    const content = bytes ?? Uint8Array.from(text ?? '', (c) => c.charCodeAt(0))
    const draft = buildPacket({ ...INPUT, secrets: [{ kind: 'password', value: SECRET }] })
    const files = [...draft.files, { name: 'screenshots/x.png', holds: '', bytes: content }]
    expect(sealPacket({ ...draft, files }).kind).toBe(text === null ? 'sealed' : 'refused')
  })

  it.each(Object.keys(WRITINGS))('searches what is packed for a secret as %s', (writing) => {
    const draft = buildPacket({ ...INPUT, secrets: [{ kind: 'password', value: SECRET }] })
    const written = `see ${WRITINGS[writing]?.(SECRET, 14)} there`
    const files = [{ name: 'x.txt', holds: '', bytes: new TextEncoder().encode(written) }]
    expect(sealPacket({ ...draft, files }).kind).toBe('refused')
    const packed = [{ name: 'x.gz', holds: '', bytes: new Uint8Array(gzipSync(written)) }]
    expect(sealPacket({ ...draft, files: packed }).kind).toBe('refused')
  })

  it('says nothing of a secret that stands in the name of a file', () => {
    const draft = buildPacket({ ...INPUT, secrets: [{ kind: 'password', value: SECRET }] })
    const files = [
      ...draft.files,
      { name: `screenshots/${SECRET}.png`, holds: '', bytes: new Uint8Array(9) },
    ]
    expect(sealPacket({ ...draft, files })).toEqual({
      kind: 'refused',
      leaks: [{ file: "(a file's name)", kinds: ['password'] }],
    })
  })
})
