/** Files: bytes with a name in a folder, of which one person at a time can hold the right to change them. */
import { takeFile } from '../../engine/attachments.ts'
import { boolean, dateTime, integer, json, reference, text } from '../../engine/field.ts'
import { findRecord } from '../../engine/find-record.ts'
import { parseInstant } from '../../engine/instant.ts'
import { textReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { lookUp } from '../../engine/references.ts'
import type { Change, Resource, RouteRow, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work, Writing } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import { removeDocument } from './delete-document.ts'
import { documentFields, FIRST_DOCUMENT_ID } from './document-fields.ts'
import { documentPlaces } from './document-paths.ts'
import { nameTaken, placeDocument, settleDocument } from './document-rules.ts'
import { findNamesake, shownOf } from './document-tree.ts'
import { addVersion, fileShown } from './file-versions.ts'

/** Names that are tried for `unique_name`. A guess. */
const NAMES_TRIED_MAX = 1_000

export const FILES: readonly Resource[] = documentPlaces('file', fileRoutes).map((place) => {
  return {
    ...place,
    table: 'documents',
    wrapper: 'file',
    firstId: FIRST_DOCUMENT_ID,
    source: '11, Folders & files',
    fields: {
      ...documentFields('file'),
      data: json({ writeonly: true }),
      upload_uuid: text({ writeonly: true }),
      unique_name: boolean({ writeonly: true }),
      description: text(),
      size: integer({ readonly: true }),
      file_type: text({ readonly: true }),
      checked_out_until: dateTime(),
      checked_out_by: reference('users', { readonly: true }),
      file_versions: json({ readonly: true, default: [] }),
      legacy_id: integer({ readonly: true }),
    },
    customFields: true,
    privateTo: ['created_by'],
    hooks: { rule, stored: settleDocument },
  }
})

function fileRoutes(path: string): readonly RouteRow[] {
  return [
    ...routesOf(path, ['show', 'create', 'update'], { present: fileShown }),
    {
      method: 'DELETE',
      path: `${path}/{id}`,
      operation: 'action',
      level: 'Admin',
      run: removeFile,
    },
    ...(path.includes('{company_id}')
      ? [
          {
            method: 'POST',
            path: `${path}/{id}/send_email`,
            operation: 'action',
            success: 204,
            run: sendFile,
          } as const,
        ]
      : []),
  ]
}

function rule(file: Shown, change: Change): Refusal | null {
  const { writing, input, before } = change
  return (
    (before ? checkedOut(before, writing) : null) ??
    takeBytes(file, change) ??
    placeDocument(file, change) ??
    setUniqueName(file, input, writing) ??
    nameTaken(file, change) ??
    setCheckOut(file, input, writing)
  )
}

/** A new file needs bytes; a change that brings some makes a new version. */
function takeBytes(file: Shown, { writing, input, before }: Change): Refusal | null {
  const given = { data: input['data'], upload: input['upload_uuid'], uploadKey: 'upload_uuid' }
  const taken = takeFile(file, writing, given)
  if (taken !== null && 'failure' in taken) return taken
  if (taken === null) {
    const isOfWorld = writing.userId === 0
    if (before || isOfWorld) return needsName(file)
    return { failure: 'missing-field', fields: { data: [messageOf('missing-field')] } }
  }
  const { name } = file
  if (name === null || name === '') file['name'] = taken.name
  addVersion(file, taken, writing)
  return null
}

function needsName(file: Shown): Refusal | null {
  if (file['name'] !== null && file['name'] !== '') return null
  return { failure: 'missing-field', fields: { name: [messageOf('missing-field')] } }
}

/** `plan.pdf`, `plan (1).pdf` …: the first name that is free, when the caller wants any. */
function setUniqueName(file: Shown, input: Change['input'], writing: Writing): null {
  const wants = input['unique_name'] === true || input['unique_name'] === 'true'
  const name = String(file['name'])
  const dot = name.lastIndexOf('.')
  const [stem, end] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  for (let at = 1; wants && at <= NAMES_TRIED_MAX && findNamesake(writing, file); at++) {
    file['name'] = `${stem} (${at})${end}`
  }
  return null
}

/** Whoever checks a file out holds it until then, or until they give it back with null. */
function setCheckOut(file: Shown, input: Change['input'], writing: Writing): null {
  if (input['checked_out_until'] === undefined) return null
  const isHeld = isAfter(file['checked_out_until'], writing.nowMs)
  if (!isHeld) file['checked_out_until'] = null
  file['checked_out_by'] = isHeld
    ? (lookUp(writing, 'users', writing.userId, writing.companyId) ?? null)
    : null
  return null
}

/** 409 while somebody else has checked the file out. */
function checkedOut(file: Shown, { userId, nowMs }: Writing): Refusal | null {
  const holder = file['checked_out_by'] as { readonly id: number; readonly name: string } | null
  if (!isAfter(file['checked_out_until'], nowMs) || holder?.id === userId) return null
  const { id = null, name = null, checked_out_until: until = null } = file
  return {
    failure: 'state-conflict',
    fields: { base: [`File is checked out by ${holder?.name}`] },
    beside: { error_type: 'checked_out', file: { id, name, checked_out_until: until } },
    because: `file ${id} is checked out until ${until}`,
  }
}

function isAfter(until: unknown, nowMs: number): boolean {
  return typeof until === 'string' && (parseInstant(until)?.ms ?? 0) > nowMs
}

function removeFile(work: Work): Result {
  const record = findRecord(work)
  if ('failure' in record) return record
  return checkedOut(shownOf(record), work) ?? removeDocument(work, record)
}

/** Mails are not sent; whether the file is there, and may be seen, is answered all the same. */
function sendFile(work: Work): Result {
  const record = findRecord(work)
  return 'failure' in record ? record : textReply(work, '')
}
