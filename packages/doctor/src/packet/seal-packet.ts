/** Makes the ZIP of a packet, unpacks it again, and searches what came out for every secret that is known. */
import { strFromU8, unzipSync, type Zippable, zipSync } from 'fflate'
import type { PacketDraft } from './packet-input.ts'
import { searchableTexts } from './searchable-texts.ts'

export interface Leak {
  /** The file's name, or `(a file's name)` when the name itself holds the secret. */
  readonly file: string
  /** What kinds of secrets stand in it; never the secrets. */
  readonly kinds: readonly string[]
}

export type SealedPacket =
  | { readonly kind: 'sealed'; readonly bytes: Uint8Array }
  | { readonly kind: 'refused'; readonly leaks: readonly Leak[] }

/** ZIP holds times from 1980 to 2107; fflate takes them up to 2099. */
const ZIP_TIME_MIN_MS = Date.UTC(1980, 0, 2)
const ZIP_TIME_MAX_MS = Date.UTC(2099, 0, 1)

/** The same draft gives the same bytes, on every machine. */
export function sealPacket(draft: PacketDraft): SealedPacket {
  const zip: Zippable = {}
  for (const { name, bytes } of draft.files) zip[name] = bytes
  const bytes = zipSync(zip, { level: 6, mtime: zipTime(draft.madeAtMs) })
  const leaks = leaksIn(bytes, draft.secretsIn)
  return leaks.length === 0 ? { kind: 'sealed', bytes } : { kind: 'refused', leaks }
}

/** Looks at what the receiver will unpack, and not at what was packed. */
function leaksIn(zip: Uint8Array, secretsIn: PacketDraft['secretsIn']): Leak[] {
  return Object.entries(unzipSync(zip)).flatMap(([name, bytes]) => {
    // Names without a folder are the same in every packet, and tell nothing.
    const inName = name.includes('/') ? secretsIn(name) : []
    const inContent = searchableTexts(bytes).flatMap((text) => secretsIn(text))
    return [
      ...(inName.length === 0 ? [] : [{ file: "(a file's name)", kinds: [...inName] }]),
      ...(inContent.length === 0
        ? []
        : [{ file: inName.length === 0 ? name : '(that file)', kinds: [...new Set(inContent)] }]),
    ]
  })
}

/** ZIP times have no zone, and fflate writes those of this machine's: shifted, they are UTC everywhere. */
function zipTime(atMs: number): number {
  const bounded = Math.min(Math.max(atMs, ZIP_TIME_MIN_MS), ZIP_TIME_MAX_MS)
  return bounded + new Date(bounded).getTimezoneOffset() * 60_000
}

/** The text files of a draft, in their order, as `--preview` shows them. */
export function previewText({ files }: PacketDraft): string {
  const shown = files.map(({ name, bytes }) => {
    const isText = /\.(txt|json)$/.test(name)
    const content = isText ? strFromU8(bytes).trimEnd() : `(an image of ${bytes.length} bytes)`
    return `=== ${name}\n${content}\n`
  })
  return shown.join('\n')
}
