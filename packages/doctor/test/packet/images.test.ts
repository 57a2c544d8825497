import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { imageKind, strippedImage } from '../../src/packet/image.ts'
import { INPUT, packed, textsOf } from './packet-rig.ts'
import { PIXEL } from './planting.ts'

const ASIDE = 'taken by ada at 40.7128,-74.0060'

const ascii = (text: string) => Buffer.from(text, 'latin1')
const uint32 = (n: number) => Buffer.from([n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255])
const chunk = (name: string, data: Buffer) =>
  Buffer.concat([uint32(data.length), ascii(name), data, uint32(0)])
const segment = (marker: number, data: Buffer) =>
  Buffer.concat([
    Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]),
    data,
  ])
const riffChunk = (name: string, data: Buffer) => {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(data.length)
  return Buffer.concat([ascii(name), size, data, Buffer.alloc(data.length % 2)])
}

const pixel = Buffer.from(PIXEL, 'base64')

function png(): Buffer {
  const aside = [
    chunk('tEXt', ascii(`Comment\0${ASIDE}`)),
    chunk('iTXt', ascii(`XML:com.adobe.xmp\0\0\0\0\0${ASIDE}`)),
    chunk('zTXt', Buffer.concat([ascii('Comment\0\0'), deflateSync(ASIDE)])),
    chunk('eXIf', ascii(`MM\0*${ASIDE}`)),
    chunk('tIME', ascii('2026-11')),
  ]
  return Buffer.concat([pixel.subarray(0, 33), ...aside, pixel.subarray(33), ascii(ASIDE)])
}

/** Two scans, with a stuffed `FF 00` and a restart in the first. */
function jpeg(aside: readonly Buffer[]): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, ascii('JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
    ...aside,
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xda, ascii('\x01\x01\0\0?\0')),
    Buffer.from([1, 2, 0xff, 0x00, 3, 0xff, 0xd0, 4]),
    segment(0xda, ascii('\x01\x01\0\0?\0')),
    Buffer.from([5, 6]),
    Buffer.from([0xff, 0xd9]),
  ])
}

const JPEG_ASIDE = [
  segment(0xe1, ascii(`Exif\0\0${ASIDE}`)),
  segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0${ASIDE}`)),
  segment(0xed, ascii(`Photoshop 3.0\0${ASIDE}`)),
  segment(0xfe, ascii(ASIDE)),
]

function webp(): Buffer {
  const chunks = Buffer.concat([
    riffChunk('VP8X', Buffer.from([0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
    riffChunk('ICCP', ascii(ASIDE)),
    riffChunk('VP8L', Buffer.from([0x2f, 1, 2, 3, 4])),
    riffChunk('EXIF', ascii(ASIDE)),
    riffChunk('XMP ', ascii(ASIDE)),
  ])
  const size = Buffer.alloc(4)
  size.writeUInt32LE(chunks.length + 4)
  return Buffer.concat([ascii('RIFF'), size, ascii('WEBP'), chunks])
}

function gif(): Buffer {
  const block = (text: string) => Buffer.concat([Buffer.from([text.length]), ascii(text)])
  return Buffer.concat([
    ascii('GIF89a'),
    Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 1, 2, 3, 4, 5, 6]),
    Buffer.concat([Buffer.from([0x21, 0xff]), block('NETSCAPE2.0'), Buffer.from([3, 1, 0, 0, 0])]),
    Buffer.concat([Buffer.from([0x21, 0xfe]), block(ASIDE), Buffer.from([0])]),
    Buffer.concat([
      Buffer.from([0x21, 0xff]),
      block('XMP DataXMP'),
      block(ASIDE),
      Buffer.from([0]),
    ]),
    Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]),
    Buffer.from([0x3b]),
    ascii(ASIDE),
  ])
}

const IMAGES = [
  { kind: 'png', bytes: png() },
  { kind: 'jpg', bytes: jpeg(JPEG_ASIDE) },
  { kind: 'webp', bytes: webp() },
  { kind: 'gif', bytes: gif() },
] as const

describe('images', () => {
  it.each(IMAGES)(
    '$kind is known by its first bytes, and loses what it tells on the side',
    ({ kind, bytes }) => {
      expect(imageKind(bytes)).toBe(kind)
      const stripped = Buffer.from(strippedImage(bytes, kind) ?? [])
      expect(stripped.length).toBeGreaterThan(0)
      expect(stripped.toString('latin1')).not.toContain('taken by ada')
      expect(imageKind(stripped)).toBe(kind)
      expect(strippedImage(stripped, kind), 'stripped once is stripped').toEqual(
        new Uint8Array(stripped),
      )
    },
  )

  it('what makes the pixels stays to the byte', () => {
    expect(Buffer.from(strippedImage(png(), 'png') ?? [])).toEqual(pixel)
    expect(Buffer.from(strippedImage(jpeg(JPEG_ASIDE), 'jpg') ?? [])).toEqual(jpeg([]))
    const stripped = Buffer.from(strippedImage(webp(), 'webp') ?? [])
    expect(stripped[20], 'no flag for what is gone').toBe(0)
    expect(stripped.readUInt32LE(4)).toBe(stripped.length - 8)
  })

  it.each(IMAGES)('$kind that ends early is damaged, wherever it was cut', ({ kind, bytes }) => {
    const whole = strippedImage(bytes, kind)
    for (let size = 12; size < bytes.length - ASIDE.length - 4; size++) {
      const cut = strippedImage(bytes.subarray(0, size), kind)
      expect(cut === null || cut.length <= (whole?.length ?? 0)).toBe(true)
    }
    if (kind !== 'webp') expect(strippedImage(bytes.subarray(0, 30), kind)).toBeNull()
  })

  it('go into the packet under safe names, by what they are and not by what they are called', () => {
    const names = [
      '../../etc/passwd.txt',
      'C:\\shots\\Bildschirm foto ä.bmp',
      '.png',
      'x'.repeat(300),
    ]
    const attachments = names.map((name, at) => ({
      name,
      bytes: new Uint8Array(IMAGES[at]?.bytes ?? []),
    }))
    const files = Object.keys(packed({ ...INPUT, attachments })).filter((name) =>
      name.includes('/'),
    )
    expect(files).toEqual([
      'screenshots/01-passwd.png',
      'screenshots/02-Bildschirm-foto.jpg',
      'screenshots/03-image.webp',
      `screenshots/04-${'x'.repeat(60)}.gif`,
    ])
  })

  it('the README says that pixels cannot be searched', () => {
    const attachments = [{ name: 'a.png', bytes: new Uint8Array(png()) }]
    expect(textsOf({ ...INPUT, attachments })['README.txt']).toContain('look at each')
  })

  it.each([
    { name: 'damaged', bytes: png().subarray(0, 40), says: 'damaged' },
    {
      name: 'too large',
      bytes: Buffer.concat([png(), Buffer.alloc(10 * 1024 * 1024)]),
      says: 'MiB',
    },
    {
      name: 'no text and no image',
      bytes: Buffer.from([0, 1, 2, 3, 0, 5, 6, 0, 0]),
      says: 'binary',
    },
    { name: 'an archive', bytes: Buffer.from('PK\u0003\u0004abc'), says: 'ZIP' },
    { name: 'empty', bytes: Buffer.from(''), says: 'nothing in it' },
  ])('what is $name is left out, and said so', ({ bytes, says }) => {
    const attachments = [{ name: 'thing.png', bytes: new Uint8Array(bytes) }]
    const texts = textsOf({ ...INPUT, attachments })
    expect(Object.keys(texts).filter((name) => name.startsWith('screenshots'))).toEqual([])
    expect(texts['not-collected.txt']).toContain('thing.png')
    expect(texts['not-collected.txt']).toContain(says)
  })

  it('more than twenty are too many', () => {
    const attachments = Array.from({ length: 22 }, (_, at) => ({
      name: `${at}.png`,
      bytes: new Uint8Array(pixel),
    }))
    const texts = textsOf({ ...INPUT, attachments })
    expect(Object.keys(texts).filter((name) => name.startsWith('screenshots'))).toHaveLength(20)
    expect(texts['not-collected.txt']).toContain('21.png')
  })
})

it('a preview inside of a JPEG goes, and so do segments that no decoder asks for', () => {
  const preview = Buffer.concat([
    ascii('JFIF\0\x01\x01\0\0\x01\0\x01'),
    Buffer.from([9, 9]),
    ascii(ASIDE.repeat(8)),
  ])
  const extra = [segment(0xe0, ascii(`JFXX\0\x10${ASIDE}`)), segment(0xf1, ascii(ASIDE))]
  const adobe = segment(0xee, ascii(`Adobe\0${ASIDE}`))
  const plain = jpeg([])
  const bytes = Buffer.concat([
    plain.subarray(0, 2),
    ...[segment(0xe0, preview), ...extra, adobe],
    plain.subarray(20),
  ])
  expect(Buffer.from(strippedImage(bytes, 'jpg') ?? [])).toEqual(plain)
})

it('a small chunk of a PNG that carries more than it can use goes', () => {
  const end = pixel.length - 12
  const bytes = Buffer.concat([
    ...[pixel.subarray(0, 33), chunk('pHYs', ascii(ASIDE)), chunk('gAMA', ascii(ASIDE))],
    pixel.subarray(33),
  ])
  expect(Buffer.from(strippedImage(bytes, 'png') ?? [])).toEqual(pixel)
  const carrying = Buffer.concat([pixel.subarray(0, end), chunk('IEND', ascii(ASIDE))])
  expect(strippedImage(carrying, 'png')).toBeNull()
})
