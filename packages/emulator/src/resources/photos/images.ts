/** Photos: each is a picture in an album, and one that is private is for Admins and who took it. */
import { takeFile } from '../../engine/attachments.ts'
import {
  boolean,
  integer,
  type Json,
  json,
  reference,
  references,
  text,
} from '../../engine/field.ts'
import { showInstant } from '../../engine/instant.ts'
import { messageOf } from '../../engine/messages.ts'
import type { Change, Resource, RouteRow, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Located, Work, Writing } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import type { SqlCondition } from '../../state/record-table.ts'
import { urlOf } from '../../storage/file-table.ts'
import { headerOf } from '../daily-logs/daily-log-headers.ts'
import { isDay } from '../daily-logs/log-days.ts'
import { setLocationByPath } from '../locations/location-path.ts'
import { albumOf, countImages } from './image-categories.ts'

const PATH = '/rest/v1.0/images'

/** What is shown in the place of an id that is no album's. */
const NO_ALBUM: SqlCondition = { sql: '0', values: [] }

export const images: Resource = {
  name: 'images',
  wrapper: 'image',
  belongsTo: 'project',
  firstId: 72_001,
  source: '11, Images',
  paths: [
    {
      scope: 'project',
      tool: 'photos',
      routes: [
        { ...list(PATH), narrow: inAlbum, enclose: idsAlone },
        ...routesOf(PATH, ['show', 'create', 'update', 'delete']),
      ],
    },
  ],
  fields: {
    url: text({ readonly: true }),
    size: integer({ readonly: true }),
    filename: text({ readonly: true }),
    /** Of the world's photos, which have no bytes; callers name theirs beside the wrapper. */
    image_name: text({ writeonly: true }),
    data: json({ writeonly: true }),
    upload_uuid: text({ writeonly: true }),
    mt_location: json({ writeonly: true }),
    log_date: text({ writeonly: true }),
    description: text(),
    thumbnail_url: text({ readonly: true }),
    taken_at: text({ readonly: true }),
    location: reference('locations', { input: 'location_id', unknownIs: 'business-rule' }),
    image_category_id: integer(),
    image_category_name: text({ readonly: true }),
    image_category_private: boolean({ readonly: true, default: false }),
    permanently_deleted: boolean({ readonly: true, default: false }),
    private: boolean({ default: false }),
    projection: text({ readonly: true, default: 'regular' }),
    starred: boolean({ default: false }),
    width: integer({ readonly: true }),
    height: integer({ readonly: true }),
    daily_log_header_id: integer({ readonly: true }),
    daily_log_segment_id: integer(),
    gps_lat: text({ readonly: true }),
    gps_long: text({ readonly: true }),
    uploader: { type: 'reference', to: 'users', readonly: true, actor: true },
    trades: references('trades', { input: 'trade_ids', default: [] }),
    comments_count: integer({ readonly: true, default: 0 }),
  },
  filters: {
    private: { kind: 'equals', on: '$.private', as: 'boolean' },
    starred: { kind: 'equals', on: '$.starred', as: 'boolean' },
    location_id: { kind: 'equals', on: '$.location.id', as: 'integer' },
    trade_ids: { kind: 'any-id', on: '$.trades' },
    projection: { kind: 'equals', on: '$.projection', as: 'text' },
    uploader_id: { kind: 'equals', on: '$.uploader.id', as: 'integer' },
    daily_log_segment_id: { kind: 'equals', on: '$.daily_log_segment_id', as: 'integer' },
    log_date: { kind: 'range', on: '$.taken_at' },
    query: { kind: 'search', on: ['$.description', '$.filename', '$.image_category_name'] },
  },
  sorts: { taken_at: { on: '$.taken_at' } },
  privateTo: ['uploader'],
  event: 'Images',
  hooks: { rule, stored, removed },
}

function list(path: string): RouteRow {
  return { method: 'GET', path, operation: 'list' }
}

/** `image_category_id` of the query is no filter, and names the album. */
function inAlbum({ query }: Located): SqlCondition | null {
  const given = query.get('image_category_id')
  if (given === null) return null
  if (!/^\d{1,15}$/.test(given)) return NO_ALBUM
  return { sql: "json_extract(data, '$.image_category_id') = ?", values: [Number(given)] }
}

function idsAlone(page: readonly Shown[], work: Work): Json {
  const isAsked = work.query.get('serializer_view') === 'ids_only'
  return isAsked ? page.map(({ id = null }) => id) : page
}

function rule(image: Shown, change: Change): Refusal | null {
  return (
    takePicture(image, change) ??
    setAlbum(image, change.writing) ??
    setDay(image, change) ??
    setLocationByPath(image, change)
  )
}

/** `image[data]`, or an upload that is named in the wrapper or beside it. */
function takePicture(image: Shown, { writing, input, before }: Change): Refusal | null {
  if (before) return null
  const upload = input['upload_uuid'] ?? writing.body['upload_uuid']
  const given = { data: input['data'], upload, uploadKey: 'upload_uuid' }
  const file = takeFile(image, writing, given)
  if (file !== null && 'failure' in file) return file
  const named = input['image_name'] ?? writing.body['image_name']
  const name = typeof named === 'string' && named !== '' ? named : (file?.name ?? null)
  // The photo of a sandbox has no bytes.
  if (file === null && writing.userId !== 0) {
    return { failure: 'missing-field', fields: { data: [messageOf('missing-field')] } }
  }
  const url = file ? urlOf(file) : null
  Object.assign(image, { filename: name, url, thumbnail_url: url, size: file?.size ?? 0 })
  image['taken_at'] = showInstant(writing.nowMs)
  return null
}

function setAlbum(image: Shown, writing: Writing): Refusal | null {
  const album = albumOf(writing, image['image_category_id'])
  if (!album) {
    const fields = { image_category_id: [messageOf('invalid-value')] }
    return { failure: 'invalid-value', fields }
  }
  if ('failure' in album) return album as Refusal
  image['image_category_id'] = album['id'] ?? null
  image['image_category_name'] = album['name'] ?? null
  image['image_category_private'] = album['private'] ?? false
  return null
}

/** A photo of a day is shown in its daily log. */
function setDay(image: Shown, { writing, input }: Change): Refusal | null {
  const day = input['log_date']
  if (typeof day !== 'string' || !isDay(day)) return null
  const header = headerOf(writing, day)
  if ('failure' in header) return header as Refusal
  image['daily_log_header_id'] = header['id'] ?? null
  return null
}

function stored(image: Shown, { writing, before }: Change): void {
  countImages(writing, image['image_category_id'])
  const last = before?.['image_category_id']
  if (before && last !== image['image_category_id']) countImages(writing, last)
}

function removed(image: Shown, writing: Writing): void {
  countImages(writing, image['image_category_id'])
}
