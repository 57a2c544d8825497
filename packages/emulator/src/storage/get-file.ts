/** `GET` of a file from the storage: streamed, whole or a range of it. */
import { ReadableStream } from 'node:stream/web'
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import type { Refusal, Result } from '../reply.ts'
import { fileSecurity } from '../security-headers.ts'
import type { BlobSlice } from './blob-store.ts'
import type { FileBlob, StoredFile } from './file-table.ts'

const PATH = /^\/storage\/files\/([0-9a-f]{40})$/

export function storedFilePath(token: string): string {
  return `/storage/files/${token}`
}

export function isStoredFilePath(path: string): boolean {
  return PATH.test(path)
}

/** For a caller whose link was found good. */
export function getFile(call: Call, { storage }: Platform): Result {
  const [, token = ''] = PATH.exec(call.path) ?? []
  const file = storage.files.findByToken(token)
  const missing = file?.blobs.find(({ blob, size }) => size > 0 && !storage.blobs.has(blob))
  if (file === null || missing) return noObject(token, missing)
  call.companyId = file.companyId
  if (file.projectId !== 0) call.projectId = file.projectId
  const etag = etagOf(file)
  const headers: Record<string, string> = {
    'content-type': file.contentType,
    'content-disposition': dispositionOf(file),
    'accept-ranges': 'bytes',
    etag,
    ...fileSecurity(file.contentType),
  }
  if (call.request.headers.get('if-none-match') === etag) {
    return new Response(null, { status: 304, headers })
  }
  const range = rangeOf(call.request.headers.get('range'), file.size)
  if (range === 'unsatisfiable') {
    headers['content-range'] = `bytes */${file.size}`
    return new Response(null, { status: 416, headers })
  }
  const { start, length } = range ?? { start: 0, length: file.size }
  headers['content-length'] = String(length)
  if (range) headers['content-range'] = `bytes ${start}-${start + length - 1}/${file.size}`
  const status = range ? 206 : 200
  if (call.method === 'HEAD') return new Response(null, { status, headers })
  const bytes = storage.blobs.read(slicesOf(file.blobs, start, length))
  return new Response(ReadableStream.from(bytes) as BodyInit, { status, headers })
}

interface Range {
  readonly start: number
  readonly length: number
}

/** One range, as RFC 9110 has it; several at once and other units are answered with the whole file. */
export function rangeOf(header: string | null, size: number): Range | null | 'unsatisfiable' {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return null
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, length }
  }
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < start) return null
  return start >= size ? 'unsatisfiable' : { start, length: end - start + 1 }
}

/** The pieces of blobs that make up a range of the file. */
export function slicesOf(blobs: readonly FileBlob[], start: number, length: number): BlobSlice[] {
  const slices: BlobSlice[] = []
  let at = 0
  for (const { blob, size } of blobs) {
    const from = Math.max(start, at)
    const to = Math.min(start + length, at + size)
    if (from < to) slices.push({ blob, start: from - at, length: to - from })
    at += size
  }
  return slices
}

/** Of one blob its sha256; of several that of the first and their number, as S3 marks parts. */
function etagOf({ blobs, size }: StoredFile): string {
  const first = blobs[0]?.blob.slice(0, 32) ?? 'empty'
  return blobs.length > 1 ? `"${first}-${size}-${blobs.length}"` : `"${first}"`
}

/** RFC 6266: an ASCII name for old readers, and the whole one. */
function dispositionOf({ name, isAttachment }: StoredFile): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\]/g, '_')
  const kind = isAttachment ? 'attachment' : 'inline'
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${whole}`
}

function noObject(token: string, missing: FileBlob | undefined): Refusal {
  const why = missing ? 'its bytes were left out of a snapshot' : 'there is none'
  const because = `the file ${token.slice(0, 8)}…: ${why}`
  return { failure: 'resource-not-found', variant: 'storage', because }
}
