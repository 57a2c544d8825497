/** The unified upload of v2.1: always in parts, and ready for use once it is `available`. Fact sheet section 9. */
import { jsonReply } from '../../engine/json-reply.ts'
import type { PathGroup, Resource } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import { storageOrigin } from '../../storage/storage-origin.ts'
import { endsMs, LINK_LIFETIME_MS, stateOf, type Upload } from '../../storage/upload.ts'
import { checkEtags } from './check-etags.ts'
import { findOwnUpload } from './find-own-upload.ts'
import { ownerOf } from './legacy-uploads.ts'
import { linkOf } from './part-link.ts'
import { PartReader } from './part-reader.ts'

/** Fact: more than 5 MiB (exactly that is refused) and at most 100 MiB; the last may have fewer. */
const PART_BYTES_MIN = 5_242_881
const PART_BYTES_MAX = 104_857_600
/** Fact. */
const PARTS_MAX = 10_000

const PATHS = {
  company: '/rest/v2.1/companies/{company_id}/uploads',
  project: '/rest/v2.1/companies/{company_id}/projects/{project_id}/uploads',
} as const

const group = (scope: 'company' | 'project'): PathGroup => {
  const path = PATHS[scope]
  const one = `${path}/{upload_id}`
  return {
    scope,
    tool: null,
    routes: [
      { method: 'POST', path, operation: 'action', success: 201, run: createUpload },
      { method: 'GET', path: one, operation: 'action', run: showUpload },
      { method: 'PATCH', path: one, operation: 'action', run: completeUpload },
    ],
  }
}

export const unifiedUploads: Resource = {
  name: 'unified_uploads',
  wrapper: null,
  belongsTo: 'company',
  source: '9',
  fields: {},
  paths: [group('project'), group('company')],
}

function createUpload(work: Work): Result {
  const { storage } = work.platform
  const read = new PartReader(work.body)
  const fileName = read.text('file_name', true) ?? ''
  const size = read.size('file_size', true)
  const contentType = read.text('content_type', true) ?? ''
  const sha256 = read.sha256('sha256', true)
  read.md5('md5')
  const bounds = { bytesMin: PART_BYTES_MIN, bytesMax: PART_BYTES_MAX, countMax: PARTS_MAX }
  const parts = read.parts('segments', bounds, true)
  if (parts && size !== null) read.sumIs(parts, size, 'file_size')
  const refusal = read.refusal()
  if (refusal) return refusal
  storage.sweepUploads()
  const upload: Upload = {
    ...ownerOf(work),
    kind: 'unified',
    ...{
      fileName,
      contentType,
      isAttachment: true,
      size,
      sha256,
      arrivedSha256: null,
      isUsed: false,
    },
    ...{ createdMs: work.nowMs, linkedMs: work.nowMs, completedMs: null },
  }
  storage.uploads.add(upload, parts ?? [])
  return jsonReply(work, shown(work, upload))
}

/** Links that have ended are made anew. */
function showUpload(work: Work): Result {
  const upload = findOwnUpload(work, 'upload_id')
  if ('failure' in upload) return upload
  const isOld = work.nowMs >= upload.linkedMs + LINK_LIFETIME_MS
  if (!isOld || upload.completedMs !== null) return jsonReply(work, shown(work, upload))
  work.platform.storage.uploads.linked(upload.id, work.nowMs)
  return jsonReply(work, shown(work, { ...upload, linkedMs: work.nowMs }))
}

/** `part_etags` names the parts in their order, null for one that is yet to come. */
function completeUpload(work: Work): Result {
  const upload = findOwnUpload(work, 'upload_id')
  if ('failure' in upload) return upload
  const { uploads } = work.platform.storage
  const { part_etags: given } = work.body
  const parts = uploads.parts(upload.id)
  const checked = checkEtags(work, 'part_etags', Array.isArray(given) ? given : null, parts)
  if (checked.kind === 'refused') return checked.refusal
  const wrong = checked.isWhole ? wrongWhole(work, upload) : null
  if (wrong) return wrong
  const isDone = checked.isWhole && upload.completedMs === null
  if (isDone) uploads.completed(upload.id, work.nowMs)
  const now = isDone ? { ...upload, completedMs: work.nowMs } : upload
  return jsonReply(work, { upload_id: upload.id, status: stateOf(now, parts, work.nowMs) })
}

/** Each part was right by itself; the whole was announced too. */
function wrongWhole({ platform }: Work, { sha256, arrivedSha256 }: Upload): Refusal | null {
  if (sha256 === null || sha256 === arrivedSha256) return null
  const failure = 'upload-digest-mismatch'
  const { text } = platform.answers.wire({ failure, variant: 'whole' })
  const because = `the parts together have the sha256 ${arrivedSha256}`
  return { failure, variant: 'whole', fields: { sha256: [text] }, because }
}

function shown(work: Work, upload: Upload): unknown {
  const { platform, nowMs } = work
  const storage = storageOrigin(work.call, platform.assumptions)
  const parts = platform.storage.uploads.parts(upload.id)
  const status = stateOf(upload, parts, nowMs)
  const { id, fileName, size, contentType, linkedMs } = upload
  const about = { upload_id: id, file_name: fileName, file_size: size, content_type: contentType }
  const endsAt = new Date(linkedMs + LINK_LIFETIME_MS).toISOString()
  const segments = parts.map((part) => ({
    size: part.size,
    sha256: part.sha256,
    ...linkOf(work, upload, part, storage),
    url_expires_at: endsAt,
    etag: part.arrived?.etag ?? null,
  }))
  const expiresAt = new Date(endsMs(upload)).toISOString()
  return { ...about, upload_expires_at: expiresAt, segments, status }
}
