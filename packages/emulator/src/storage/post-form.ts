/** `POST` of a form with a whole file: the signed fields first, the file last. Source: fact sheet section 9. */
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import { isMultipart } from '../read-body.ts'
import type { Refusal, Result } from '../reply.ts'
import type { Arrived } from './blob-store.ts'
import { FIELD_BYTES_MAX, type MultipartFile, readMultipart } from './multipart.ts'
import { atMost } from './read-whole.ts'
import type { Policy } from './signed-links.ts'
import { timedBody } from './timed-body.ts'
import { endsMs, type Upload } from './upload.ts'

export const FORM_PATH = '/storage/uploads'

export async function postForm(call: Call, platform: Platform): Promise<Result> {
  const type = call.request.headers.get('content-type') ?? ''
  if (!isMultipart(type)) return NO_FILE
  const { storage, clock, database } = platform
  const { bounds } = storage
  const body = timedBody(call.request, clock, bounds, bounds.fileBytesMax + FIELD_BYTES_MAX)
  const fields = new Map<string, string>()
  const got: Got[] = []
  try {
    const refusal = await readMultipart(type, body, {
      field: (name, value) => fields.set(name, value),
      async file(file) {
        const taken = await takeFile(file, fields, platform)
        if ('failure' in taken) return taken
        got.push(taken)
        return got.length > 1 ? NO_FILE : null
      },
    })
    if (refusal) return refusal.failure === 'malformed-json' ? MALFORMED : refusal
    const [first] = got
    if (!first) return NO_FILE
    const { upload, arrived } = first
    call.companyId = upload.companyId
    if (upload.projectId !== 0) call.projectId = upload.projectId
    database.transaction(() => {
      arrived.keep()
      const { sha256: blob, size, md5: etag } = arrived
      storage.uploads.partArrived(upload.id, 1, { blob, size, etag })
      storage.uploads.completed(upload.id, clock.nowMs())
    })
    return { status: 204, headers: { etag: `"${arrived.md5}"` }, text: '' }
  } finally {
    for (const { arrived } of got) arrived.discard()
  }
}

interface Got {
  readonly upload: Upload
  readonly arrived: Arrived
}

/** The signature is looked at before the first byte of the file is written. */
async function takeFile(
  { name, bytes }: MultipartFile,
  fields: ReadonlyMap<string, string>,
  platform: Platform,
): Promise<Got | Refusal> {
  if (name !== 'file') return NO_FILE
  const { storage } = platform
  const policy = storage.links.readForm(fields)
  if ('failure' in policy) return policy
  const upload = findUpload(policy, platform)
  if ('failure' in upload) return upload
  const limit = upload.size ?? storage.bounds.fileBytesMax
  const arrived = await storage.blobs.receive(atMost(bytes, limit))
  if (upload.size === null || arrived.size === upload.size) return { upload, arrived }
  arrived.discard()
  const because = `${arrived.size} bytes came, and ${upload.size} were announced`
  return { failure: 'upload-digest-mismatch', variant: 'too-small', because }
}

function findUpload({ uploadId }: Policy, { storage, clock }: Platform): Upload | Refusal {
  const upload = storage.uploads.find(uploadId)
  // A form may be posted again while it lasts, as S3 has it: the last file counts.
  if (upload && clock.nowMs() < endsMs(upload)) return upload
  const because = `there is no upload ${uploadId} any more`
  return { failure: 'upload-expired', variant: 'no-upload', because }
}

const NO_FILE: Refusal = {
  failure: 'upload-link-expired',
  variant: 'no-file',
  because: 'the form has no file, or more than one, or its file is not named "file"',
}

const MALFORMED: Refusal = {
  failure: 'upload-link-expired',
  variant: 'malformed-form',
  because: 'the body is no multipart form',
}
