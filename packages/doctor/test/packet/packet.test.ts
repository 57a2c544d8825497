import { describe, expect, it } from 'vitest'
import { buildPacket, previewText, sealPacket } from '../../src/node.ts'
import { INPUT, textsOf } from './packet-rig.ts'

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
