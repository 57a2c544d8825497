/** What a person attached: an image goes in without what it tells on the side; a recording is read, and never goes in as it is. */
import type { Redactor } from '@underpin/exchange'
import type { Evidence } from '@underpin/failures'
import { decodeInput } from '../evidence/decode-input.ts'
import type { EvidenceRead } from '../evidence/evidence-read.ts'
import { readEvidence } from '../evidence/read-evidence.ts'
import { hideEncodedText } from './hide-encoded.ts'
import { type ImageKind, imageKind, strippedImage } from './image.ts'
import type { Attachment, NotCollected, PacketFile } from './packet-input.ts'

export const ATTACHMENTS_MAX = 20

/** A screenshot of a large screen is two or three. */
export const IMAGE_BYTES_MAX = 10 * 1024 * 1024

/** Mail servers take 25 and less. */
export const IMAGES_BYTES_MAX = 20 * 1024 * 1024

/** A larger recording is a HAR of a browser: JSON, in which nothing is folded. */
const WHOLE_BYTES_MAX = 4 * 1024 * 1024

const NAME_CHARS_MAX = 60

export interface ReadAttachments {
  readonly images: readonly PacketFile[]
  readonly evidence: readonly Evidence[]
  readonly refused: readonly NotCollected[]
}

export function readAttachments(
  attachments: readonly Attachment[],
  redactor: Redactor,
  discover: (given: unknown) => void,
): ReadAttachments {
  const images: PacketFile[] = []
  const evidence: Evidence[] = []
  const refused: NotCollected[] = []
  let imageBytes = 0
  for (const { name, bytes } of attachments.slice(0, ATTACHMENTS_MAX)) {
    const refuse = (because: string) =>
      refused.push({ what: `Attachment ${lastPart(name)}`, because })
    const kind = imageKind(bytes)
    if (kind === null) {
      const read = readRecording(bytes, redactor, discover)
      if (read.kind === 'unreadable') refuse(read.message)
      else if (read.evidence.length === 0) refuse('Nothing in it tells of a request or an answer.')
      else evidence.push(...read.evidence)
      continue
    }
    if (bytes.length > IMAGE_BYTES_MAX || imageBytes + bytes.length > IMAGES_BYTES_MAX) {
      refuse(
        `It has ${mebibytes(bytes.length)} MiB; ${mebibytes(IMAGE_BYTES_MAX)} MiB each and ${mebibytes(IMAGES_BYTES_MAX)} MiB together are taken. Make it smaller.`,
      )
      continue
    }
    const stripped = strippedImage(bytes, kind)
    if (stripped === null) {
      refuse('It begins as an image and goes on as none: it is damaged. Take it again.')
      continue
    }
    imageBytes += bytes.length
    images.push({
      name: `screenshots/${safeName(name, images.length + 1, kind, redactor)}`,
      holds: 'a screenshot: look at it before you send it',
      bytes: stripped,
    })
  }
  for (const { name } of attachments.slice(ATTACHMENTS_MAX)) {
    refused.push({
      what: `Attachment ${lastPart(name)}`,
      because: `There are more than ${ATTACHMENTS_MAX}. Make a second packet for the rest.`,
    })
  }
  return { images, evidence, refused }
}

/**
 * Secrets are looked for in the text as it came: a reader takes it to pieces, and a secret that is
 * folded over two lines may then stand in two of them.
 */
function readRecording(
  bytes: Uint8Array,
  redactor: Redactor,
  discover: (given: unknown) => void,
): EvidenceRead {
  const decoded = bytes.length > WHOLE_BYTES_MAX ? null : decodeInput(bytes)
  if (decoded === null || decoded.kind === 'unreadable') return readEvidence(bytes)
  discover(decoded.text)
  return readEvidence(redactor.text(decoded.text))
}

/** `01-error-screen.png`: letters, digits and dashes, and the ending that the content has. */
function safeName(name: string, count: number, kind: ImageKind, redactor: Redactor): string {
  // Before it is taken apart: a secret may have a slash in it.
  const clean = hideEncodedText(redactor.text(name), redactor)
  const stem = lastPart(clean)
    .replace(/\.\w{1,5}$/, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, NAME_CHARS_MAX)
  return `${String(count).padStart(2, '0')}-${stem === '' ? 'image' : stem}.${kind}`
}

function lastPart(name: string): string {
  return name.split(/[\\/]/).at(-1) ?? ''
}

function mebibytes(sizeBytes: number): string {
  return (sizeBytes / 1024 / 1024).toFixed(1)
}
