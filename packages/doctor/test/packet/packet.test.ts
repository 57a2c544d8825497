import { systemClock } from '@underpin/ports'
import { describe, expect, it } from 'vitest'
import { buildPacket, previewText, sealPacket } from '../../src/node.ts'
import { exchangeOf, INPUT, textsOf } from './packet-rig.ts'

const NAMES = [
  'README.txt',
  'message.txt',
  'diagnosis.txt',
  'diagnosis.json',
  'report.txt',
  'report.json',
  'timeline.txt',
  'exchanges.json',
  'environment.json',
  'triage.json',
  'not-collected.txt',
]

describe('a packet', () => {
  it('holds its files in a fixed order, and lists them in its README', () => {
    const texts = textsOf(INPUT)
    expect(Object.keys(texts)).toEqual(NAMES)
    for (const name of NAMES.slice(1)) expect(texts['README.txt']).toContain(name)
  })

  it('is the same bytes for the same input', () => {
    const twice = [INPUT, structuredClone(INPUT)].map((input) => sealPacket(buildPacket(input)))
    expect(twice[0]).toEqual(twice[1])
  })

  it('previews every text in the order of the files', () => {
    const preview = previewText(buildPacket(INPUT))
    const places = NAMES.map((name) => preview.indexOf(`=== ${name}\n`))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(places).not.toContain(-1)
  })
})

it('no file of a packet steers the terminal in which it is read', () => {
  const steering = '\u001b]0;owned\u0007 \u009b8m \u202eevil'
  const body = JSON.stringify({ errors: `Service Unavailable ${steering}` })
  const handed = [exchangeOf({ body, headers: { 'x-odd': steering } })]
  const person = { ...INPUT.person, projectName: `Pier ${steering}` }
  const texts = textsOf({ ...INPUT, handed: [...INPUT.handed, ...handed], person })
  for (const [name, text] of Object.entries(texts)) {
    expect(text, name).not.toMatch(/[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
  }
  expect(texts['message.txt']).toContain('evil')
})

it('a long row of blanks in what was handed over costs no more than another text', () => {
  const startMs = systemClock.monotonicMs()
  const handed = [exchangeOf({ body: `${' '.repeat(60_000)}x` })]
  textsOf({ ...INPUT, handed: [...INPUT.handed, ...handed] })
  expect(systemClock.monotonicMs() - startMs).toBeLessThan(3_000)
})
