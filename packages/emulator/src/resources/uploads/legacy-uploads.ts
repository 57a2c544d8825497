/** Direct uploads of v1.0 and v1.1: one form with the whole file, or segments. Source: fact sheet section 9. */
import { jsonReply } from '../../engine/json-reply.ts'
import type { PathGroup, Resource } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import { FORM_PATH } from '../../storage/post-form.ts'
import { storageOrigin } from '../../storage/storage-origin.ts'
import { LINK_LIFETIME_MS, stateOf, type Upload, type UploadPart } from '../../storage/upload.ts'
import { checkEtags, etagMissing } from './check-etags.ts'
import { findOwnUpload } from './find-own-upload.ts'
import { linkOf } from './part-link.ts'
import { type AnnouncedPart, PartReader } from './part-reader.ts'

/** Fact: 5 MB to 5 GB, of which the last may have fewer. */
const SEGMENT_BYTES_MIN = 5_000_000
const SEGMENT_BYTES_MAX = 5_000_000_000
/** A guess: what S3 takes of one upload. */
const SEGMENTS_MAX = 10_000
const DEFAULT_TYPE = 'application/octet-stream'
const DEFAULT_NAME = 'upload'

const group = (scope: 'company' | 'project'): PathGroup => ({
  scope,
  tool: null,
  routes: ['v1.0', 'v1.1'].flatMap((version) => {
    const path = `/rest/${version}/${scope === 'company' ? 'companies' : 'projects'}/{${scope}_id}/uploads`
    const one = `${path}/{uuid}`
    return [
      { method: 'POST', path, operation: 'action', success: 201, run: createUpload },
      { method: 'GET', path: one, operation: 'action', run: showUpload },
      { method: 'PATCH', path: one, operation: 'action', run: completeUpload },
    ] as const
  }),
})

export const legacyUploads: Resource = {
  name: 'uploads',
  wrapper: null,
  belongsTo: 'company',
  source: '9',
  fields: {},
  paths: [group('project'), group('company')],
}

function createUpload(work: Work): Result {
  const { storage, assumptions } = work.platform
  const read = new PartReader(work.body)
  // Required at v1.1 only.
  const isNameNeeded = work.route.path.startsWith('/rest/v1.1/')
  const fileName = read.text('response_filename', isNameNeeded) ?? DEFAULT_NAME
  const contentType = read.text('response_content_type', false) ?? DEFAULT_TYPE
  const isAttachment = read.flag('attachment_content_disposition')
  const size = read.size('size', false)
  const segments = read.parts('segments', {
    bytesMin: SEGMENT_BYTES_MIN,
    bytesMax: SEGMENT_BYTES_MAX,
    countMax: SEGMENTS_MAX,
  })
  if (segments !== null && size !== null) read.sumIs(segments, size, 'size')
  const refusal = read.refusal()
  if (refusal) return refusal
  storage.sweepUploads()
  const upload: Upload = {
    ...ownerOf(work),
    kind: segments === null ? 'form' : 'segments',
    ...{
      fileName,
      contentType,
      isAttachment,
      size,
      sha256: null,
      arrivedSha256: null,
      isUsed: false,
    },
    ...{ createdMs: work.nowMs, linkedMs: work.nowMs, completedMs: null },
  }
  const parts: readonly AnnouncedPart[] = segments ?? [{ n: 1, size, sha256: null, md5: null }]
  storage.uploads.add(upload, parts)
  return jsonReply(work, shown(work, upload, storageOrigin(work.call, assumptions)))
}

function showUpload(work: Work): Result {
  const upload = findOwnUpload(work, 'uuid')
  if ('failure' in upload) return upload
  const { assumptions } = work.platform
  return jsonReply(work, shown(work, upload, storageOrigin(work.call, assumptions)))
}

/** Completes the segments by their etags; a form completes itself by being posted. */
function completeUpload(work: Work): Result {
  const upload = findOwnUpload(work, 'uuid')
  if ('failure' in upload) return upload
  const { storage } = work.platform
  if (upload.kind === 'segments') {
    const refusal = complete(work, upload)
    if (refusal) return refusal
  }
  const now = storage.uploads.find(upload.id) ?? upload
  return jsonReply(work, shown(work, now, storageOrigin(work.call, work.platform.assumptions)))
}

function complete(work: Work, upload: Upload): Refusal | null {
  const { storage } = work.platform
  const { segments } = work.body
  const etags = Array.isArray(segments) ? segments.map((each) => each?.etag ?? null) : null
  const checked = checkEtags(work, 'segments', etags, storage.uploads.parts(upload.id))
  if (checked.kind === 'refused') return checked.refusal
  if (!checked.isWhole) return etagMissing(work, 'segments')
  if (upload.completedMs === null) storage.uploads.completed(upload.id, work.nowMs)
  return null
}

export function ownerOf(
  work: Work,
): Pick<Upload, 'id' | 'companyId' | 'projectId' | 'userId' | 'origin'> {
  const { platform, companyId, projectId, userId, call } = work
  const { origin } = new URL(call.request.url)
  return { id: platform.storage.nextUploadId(), companyId, projectId, userId, origin }
}

function shown(work: Work, upload: Upload, storage: string): unknown {
  const { uploads } = work.platform.storage
  const parts = uploads.parts(upload.id)
  const status = stateOf(upload, parts, work.nowMs)
  if (upload.kind === 'form') {
    const isOpen = status === 'ready'
    return { uuid: upload.id, status, ...(isOpen ? form(work, upload, storage) : {}) }
  }
  const segments = parts.map((part) => ({ ...segment(work, upload, part, storage) }))
  return { uuid: upload.id, status, segments }
}

function form(work: Work, upload: Upload, storage: string) {
  const { id, fileName, contentType, isAttachment, linkedMs } = upload
  const kind = isAttachment ? 'attachment' : 'inline'
  const fields = {
    key: `uploads/${id}`,
    'Content-Type': contentType,
    'Content-Disposition': `${kind}; filename="${fileName.replace(/["\\\r\n]/g, '_')}"`,
  }
  const policy = { uploadId: id, endsMs: linkedMs + LINK_LIFETIME_MS, fields }
  return { url: `${storage}${FORM_PATH}`, fields: work.platform.storage.links.form(policy) }
}

function segment(work: Work, upload: Upload, part: UploadPart, storage: string) {
  const { size, sha256, md5, arrived } = part
  const status = upload.completedMs === null ? 'ready' : 'complete'
  const given = { size, sha256, ...(md5 === null ? {} : { md5 }) }
  return { ...given, etag: arrived?.etag ?? null, status, ...linkOf(work, upload, part, storage) }
}
