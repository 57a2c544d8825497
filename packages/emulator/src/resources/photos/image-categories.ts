/** Photo albums, which the reference calls image categories. */
import { boolean, createdBy, integer, text } from '../../engine/field.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { findOther, othersWhere, rewriteOther } from '../../engine/other-records.ts'
import type { Resource, Shown } from '../../engine/resource.ts'
import { routesOf } from '../../engine/resource.ts'
import type { Work, Writing } from '../../engine/work.ts'
import { writeRecord } from '../../engine/write-record.ts'
import type { Refusal, Result } from '../../reply.ts'

const PATH = '/rest/v1.0/image_categories'

/** Where photos are that were put nowhere else. Assumed. */
const UNCLASSIFIED = 'Unclassified'

export const imageCategories: Resource = {
  name: 'image_categories',
  wrapper: 'image_category',
  belongsTo: 'project',
  firstId: 71_001,
  source: '11, Images',
  paths: [
    {
      scope: 'project',
      tool: 'photos',
      routes: [
        ...routesOf(PATH, ['list', 'show', 'create', 'update', 'delete']),
        {
          method: 'GET',
          path: `${PATH}/ids_with_images`,
          operation: 'action',
          level: 'Read Only',
          run: idsWithImages,
        },
      ],
    },
  ],
  fields: {
    name: text({ required: true, charsMax: 255 }),
    position: integer({ readonly: true }),
    private: boolean({ default: false }),
    album_cover_id: integer(),
    cover_photo: text({ readonly: true }),
    count: integer({ readonly: true, default: 0 }),
    created_by: createdBy(),
  },
  privateTo: ['created_by'],
  event: 'Image Categories',
  hooks: { derive, rule, keeps },
}

/** The album that a photo is put in: by its id, or the one of everything else, made with its first photo. */
export function albumOf(writing: Writing, id: unknown): Shown | Refusal | null {
  if (id !== null && id !== undefined) {
    const album = findOther(writing, imageCategories.name, Number(id))
    return album?.stored.projectId === writing.projectId ? album.shown : null
  }
  const found = albumsOf(writing).find(({ shown }) => shown['name'] === UNCLASSIFIED)
  if (found) return found.shown
  const made = writeRecord(writing, imageCategories, { name: UNCLASSIFIED }, null)
  return 'failure' in made ? made : made.shown
}

/** Counts an album's photos again, after one came, moved or went. */
export function countImages(writing: Writing, albumId: unknown): void {
  const album =
    typeof albumId === 'number' ? findOther(writing, imageCategories.name, albumId) : null
  if (!album) return
  const images = imagesOf(writing, albumId)
  const cover = album.shown['album_cover_id']
  const covering = images.find(({ shown }) => shown['id'] === cover) ?? images[0]
  const cover_photo = covering?.shown['thumbnail_url'] ?? null
  rewriteOther(writing, album, { ...album.shown, count: images.length, cover_photo })
}

function albumsOf({ projectId, ...writing }: Writing) {
  const where = { sql: 'project_id = ?', values: [projectId] }
  return othersWhere(writing, imageCategories.name, where)
}

function imagesOf({ projectId, ...writing }: Writing, albumId: unknown) {
  const sql = "project_id = ? AND json_extract(data, '$.image_category_id') = ?"
  return othersWhere(writing, 'images', { sql, values: [projectId, Number(albumId)] })
}

function derive(
  album: Shown,
  { writing, before }: { writing: Writing; before: Shown | null },
): void {
  if (before === null) album['position'] = albumsOf(writing).length + 1
}

function rule(album: Shown, { writing }: { writing: Writing }): Refusal | null {
  const cover = album['album_cover_id']
  if (cover === null) return null
  const image = findOther(writing, 'images', Number(cover))
  if (image?.shown['image_category_id'] === album['id']) return null
  const fields = { album_cover_id: ['is not a photo of this album'] }
  return { failure: 'business-rule', fields }
}

/** Photos are not deleted with their album: it has to be empty. Assumed. */
function keeps(album: Shown, writing: Writing): Refusal | null {
  const [first] = imagesOf(writing, album['id'])
  if (!first) return null
  const because = `image ${first.stored.id} is in album ${album['id']}`
  return {
    failure: 'business-rule',
    fields: { base: ['Album cannot be deleted: it is not empty'] },
    because,
  }
}

/** A list of bare ids. */
function idsWithImages(work: Work): Result {
  const all = albumsOf(work).filter(({ shown }) => Number(shown['count']) > 0)
  return jsonReply(
    work,
    all.map(({ shown }) => shown['id']),
  )
}
