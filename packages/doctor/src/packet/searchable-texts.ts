/** Every text in which a secret could stand in a file of a packet: itself, what it encodes, what an image carries. */
import { innerTexts, textOfBytes, unpacked } from './encoded-run.ts'

/** Fewer printable characters in a row are chance, and no secret that is looked for is shorter. */
const PRINTABLE_RUN = /[\x20-\x7e]{6,}/g

/** Between two runs: no secret may come about by putting them together. */
const APART = ' \u0000 '

export function searchableTexts(bytes: Uint8Array): string[] {
  const content = unpacked(bytes) ?? bytes
  const text = textOfBytes(content)
  if (!text.includes('\ufffd')) return [text, ...innerTexts(text)]
  return [(text.match(PRINTABLE_RUN) ?? []).join(APART)]
}
