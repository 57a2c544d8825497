/**
 * Files in writes, for authors of resources.
 *
 * **A resource that has attachments** declares them, and nothing else is to be done:
 *
 *     attachments: { key: 'attachments', uploads: ['upload_ids'] }
 *
 * Files sent as `attachments[]` of a multipart body, in the wrapper or beside it, and the uploads named
 * under any of `uploads`, there or beside, become `record.attachments`, before `hooks.derive` is called.
 * A name may lead inwards: `question.upload_ids` looks for files in `question.attachments` as well. An
 * update adds; `attachment_ids` says which of those that are there stay. Do not list the key in `fields`.
 *
 * **A resource that is a file** (documents, images, drawings) takes it in `hooks.rule`, which may refuse:
 *
 *     const file = takeFile(record, change.writing, {
 *       data: input['data'],                 // `file[data]`, `image[data]`
 *       upload: input['upload_uuid'],        // or `change.writing.body['upload_uuid']`, beside the wrapper
 *       uploadKey: 'upload_uuid',            // what messages call it
 *     })
 *     if (file !== null && 'failure' in file) return file
 *     if (file !== null) Object.assign(record, { url: urlOf(file), size: file.size, name: file.name })
 *
 * List `data` and `upload_uuid` among the fields, `writeonly`, as `json` and `text`. `file` is null when
 * neither was given. The file is stored with the record, in the same transaction; a
 * write that is refused stores nothing. Source: fact sheet section 9.
 */
import type { Refusal } from '../reply.ts'
import { type StoredFile, urlOf } from '../storage/file-table.ts'
import type { FileSource } from '../storage/storage.ts'
import { endsMs, stateOf, type Upload } from '../storage/upload.ts'
import type { Json } from './field.ts'
import { messageOf } from './messages.ts'
import { ReceivedFile } from './received-file.ts'
import type { Resource, Shown } from './resource.ts'
import type { Writing } from './work.ts'

/** Files taken in one write. A guess at twice what one form may carry. */
const FILES_MAX = 1_000
/** Names the attachments that an update keeps; without it all stay. */
const KEPT_KEY = 'attachment_ids'
const FILES_KEY = 'attachments'

type Input = Readonly<Record<string, unknown>>

/** A file that a write may bring, in either of two ways. */
export interface GivenFile {
  /** What stood where a file may be sent inside the body. */
  readonly data?: unknown
  /** What stood where an upload may be named. */
  readonly upload?: unknown
  /** The key of the upload, for the message when it is refused. */
  readonly uploadKey: string
}

/** Taken and not stored yet, by the record that shows them. */
const TAKEN = new WeakMap<Shown, { file: StoredFile; source: FileSource }[]>()

/** Null when no file was given; a refusal when the upload is not one that the caller may use now. */
export function takeFile(
  record: Shown,
  writing: Writing,
  { data, upload, uploadKey }: GivenFile,
): StoredFile | Refusal | null {
  if (data instanceof ReceivedFile) return takeReceived(record, writing, data)
  if (upload === undefined || upload === null || upload === '') return null
  return takeUpload(record, writing, upload, uploadKey)
}

/** Fills what the resource shows its attachments under. Does nothing for a resource without. */
export function attach(
  record: Shown,
  writing: Writing,
  { attachments }: Resource,
  input: Input,
  before: Shown | null,
): Refusal | null {
  if (!attachments) return null
  const { key, uploads } = attachments
  const held = before?.[key]
  const shown: Json[] = Array.isArray(held) ? held.filter(isKept(input[KEPT_KEY])) : []
  record[key] = shown
  const places = isWholeInput(writing, input) ? [input, writing.body] : [input]
  for (const place of new Set(places)) {
    for (const path of new Set([FILES_KEY, ...uploads.map(besides)])) {
      for (const each of listOf(valueAt(place, path))) {
        // Attachments that are sent back as they were shown are no files.
        if (each instanceof ReceivedFile) shown.push(shownFile(takeReceived(record, writing, each)))
      }
    }
    for (const path of uploads) {
      for (const each of listOf(valueAt(place, path))) {
        const file = takeUpload(record, writing, each, nameOf(path))
        if ('failure' in file) return file
        shown.push(shownFile(file))
      }
    }
  }
  return shown.length <= FILES_MAX ? null : refused('business-rule', key, 'too many attachments')
}

/** The keys of a write that are about its attachments. */
export function attachmentKeys({ attachments }: Resource): readonly string[] {
  if (!attachments) return []
  const uploads = attachments.uploads.map((path) => path.split('.')[0] ?? path)
  return [attachments.key, FILES_KEY, KEPT_KEY, ...uploads]
}

/** Stores what was taken for a record: in the transaction that stores the record itself. */
export function keepTaken(record: Shown, { platform }: Writing): void {
  for (const { file, source } of TAKEN.get(record) ?? []) platform.storage.keep(file, source)
  TAKEN.delete(record)
}

/** As most lists of attachments have it. */
function shownFile(file: StoredFile): Shown {
  const { id, name, contentType } = file
  return { id, name, filename: name, url: urlOf(file), content_type: contentType }
}

function takeReceived(record: Shown, writing: Writing, received: ReceivedFile): StoredFile {
  const { fileName, contentType, origin, arrived } = received
  const file = { name: fileName, contentType, origin, isAttachment: false }
  return take(record, writing, file, { kind: 'arrived', arrived })
}

function takeUpload(
  record: Shown,
  writing: Writing,
  given: unknown,
  key: string,
): StoredFile | Refusal {
  const { storage } = writing.platform
  const upload = typeof given === 'string' ? storage.uploads.find(given) : null
  if (upload === null) return refused('invalid-value', key, 'there is no such upload')
  const why = whyNotUsable(writing, upload)
  if (why !== null) return refused('invalid-value', key, why)
  const parts = storage.uploads.parts(upload.id)
  const state = stateOf(upload, parts, writing.nowMs)
  const { assumptions } = writing.platform
  const mayBeEarly = assumptions.get('upload-before-available') === 'accepted'
  const isWhole =
    state === 'available' || (state === 'complete' && (upload.kind !== 'unified' || mayBeEarly))
  if (!isWhole) return refused('state-conflict', key, `the upload is ${state} still`)
  if (upload.isUsed && assumptions.get('upload-used-again') === 'refused') {
    return refused('state-conflict', key, 'the upload was used before')
  }
  const { fileName: name, contentType, origin, isAttachment } = upload
  const file = { name, contentType, origin, isAttachment }
  return take(record, writing, file, { kind: 'upload', upload, parts })
}

function whyNotUsable({ userId, companyId, nowMs }: Writing, upload: Upload): string | null {
  if (upload.userId !== userId) return `the upload is of user ${upload.userId}`
  if (upload.companyId !== companyId) return `the upload is of company ${upload.companyId}`
  return nowMs < endsMs(upload) ? null : 'the upload was not used in time, and deleted'
}

function take(
  record: Shown,
  { platform, companyId, projectId }: Writing,
  file: Pick<StoredFile, 'name' | 'contentType' | 'origin' | 'isAttachment'>,
  source: FileSource,
): StoredFile {
  const planned = platform.storage.planFile({ ...file, companyId, projectId }, source)
  const taken = TAKEN.get(record) ?? []
  TAKEN.set(record, [...taken, { file: planned, source }])
  return planned
}

function refused(failure: Refusal['failure'], key: string, because: string): Refusal {
  return { failure, fields: { [key]: [messageOf(failure)] }, because: `${key}: ${because}` }
}

/** Not one of many items, for whom the keys beside the wrapper are not meant. */
function isWholeInput({ body }: Writing, input: Input): boolean {
  return body === input || Object.values(body).includes(input)
}

/** `question.upload_ids` has its files in `question.attachments`. */
function besides(path: string): string {
  const end = path.lastIndexOf('.')
  return end < 0 ? FILES_KEY : `${path.slice(0, end)}.${FILES_KEY}`
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

function valueAt(place: Input, path: string): unknown {
  let value: unknown = place
  for (const name of path.split('.')) {
    const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    value = isObject ? (value as Input)[name] : undefined
  }
  return value
}

function isKept(ids: unknown): (attachment: Json) => boolean {
  if (!Array.isArray(ids)) return () => true
  const kept = new Set(ids.map(String))
  return (each) => kept.has(String((each as { id?: Json } | null)?.id))
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
}
