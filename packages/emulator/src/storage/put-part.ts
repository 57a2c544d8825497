/** `PUT` of one part: the bytes have to be the ones that were announced, and then they are kept. */
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import type { Refusal, Result } from '../reply.ts'
import type { Arrived } from './blob-store.ts'
import { readWhole } from './read-whole.ts'
import { endsMs, type Upload, type UploadPart } from './upload.ts'

const PATH = /^\/storage\/uploads\/([0-9A-Z]{26})\/(\d{1,5})$/

export function partPath(uploadId: string, n: number): string {
  return `/storage/uploads/${uploadId}/${n}`
}

export function isPartPath(path: string): boolean {
  return PATH.test(path)
}

/** For a caller whose link was found good. */
export async function putPart(call: Call, platform: Platform): Promise<Result> {
  const [, id = '', n = ''] = PATH.exec(call.path) ?? []
  const found = findPart(platform, id, Number(n))
  if ('failure' in found) return found
  const { upload, part } = found
  call.companyId = upload.companyId
  if (upload.projectId !== 0) call.projectId = upload.projectId
  const misannounced = headersRefused(call.request.headers, part)
  if (misannounced) return misannounced
  const { storage, database } = platform
  const arrived = await readWhole(call, platform, part.size)
  if ('failure' in arrived) return arrived
  try {
    // It took its time: by now the upload may be complete, or gone.
    const still = findPart(platform, id, Number(n))
    const refusal = 'failure' in still ? still : contentRefused(arrived, part)
    if (refusal) return refusal
    database.transaction(() => {
      arrived.keep()
      const { sha256: blob, size, md5: etag } = arrived
      storage.uploads.partArrived(id, Number(n), { blob, size, etag })
    })
  } finally {
    arrived.discard()
  }
  await digestWhole(upload, platform)
  return { status: 200, headers: { etag: `"${arrived.md5}"` }, text: '' }
}

type Found = { readonly upload: Upload; readonly part: UploadPart }

function findPart({ storage, clock }: Platform, id: string, n: number): Found | Refusal {
  const upload = storage.uploads.find(id)
  const part = storage.uploads.part(id, n)
  const isOpen = upload?.completedMs === null && clock.nowMs() < endsMs(upload)
  if (upload && part && isOpen) return { upload, part }
  return { failure: 'upload-expired', variant: 'no-upload', because: `upload ${id} is not open` }
}

/** The headers that came with the link are part of it. One that the platform cannot send is not missed. */
function headersRefused(headers: Headers, { size, sha256, md5 }: UploadPart): Refusal | null {
  const sentSha256 = headers.get('x-amz-content-sha256')
  if (sha256 !== null && sentSha256 === null) return unsent('x-amz-content-sha256')
  if (sha256 !== null && sentSha256?.toLowerCase() !== sha256) {
    return { failure: 'upload-digest-mismatch', because: 'x-amz-content-sha256 is another one' }
  }
  const sentMd5 = headers.get('content-md5')
  if (md5 !== null && sentMd5 === null) return unsent('content-md5')
  if (sentMd5 !== null && md5 !== null && hexOfBase64(sentMd5) !== md5) return BAD_MD5
  const length = headers.get('content-length')
  return length === null || size === null ? null : sizeRefused(Number(length), size)
}

function contentRefused({ size, sha256, md5 }: Arrived, part: UploadPart): Refusal | null {
  const wrongSize = part.size === null ? null : sizeRefused(size, part.size)
  if (wrongSize) return wrongSize
  if (part.sha256 !== null && part.sha256 !== sha256) {
    return { failure: 'upload-digest-mismatch', because: `the bytes have the sha256 ${sha256}` }
  }
  return part.md5 !== null && part.md5 !== md5 ? BAD_MD5 : null
}

const BAD_MD5: Refusal = {
  failure: 'upload-digest-mismatch',
  variant: 'md5',
  because: 'the bytes have another md5',
}

function sizeRefused(size: number, announced: number): Refusal | null {
  if (size === announced) return null
  const variant = size < announced ? 'too-few-bytes' : 'too-large'
  const because = `${size} bytes came, and ${announced} were announced`
  return { failure: 'upload-digest-mismatch', variant, because }
}

function unsent(name: string): Refusal {
  const because = `the header ${name} was not sent`
  return { failure: 'upload-link-expired', variant: 'forged', because }
}

function hexOfBase64(text: string): string {
  return Buffer.from(text, 'base64').toString('hex')
}

/** Once all of them are there, the sha256 of the whole: completing compares it with what was announced. */
async function digestWhole({ id, sha256 }: Upload, { storage }: Platform): Promise<void> {
  if (sha256 === null) return
  const slices = storage.uploads
    .parts(id)
    .map(({ arrived }) => arrived && { blob: arrived.blob, start: 0, length: arrived.size })
  const whole = slices.filter((slice) => slice !== null)
  if (whole.length < slices.length) return
  const [only] = whole
  const digest = only && whole.length === 1 ? only.blob : await storage.blobs.digest(whole)
  storage.uploads.digested(id, digest)
}
