import { expect, it } from 'vitest'
import { type ApiRig, type Ask, apiRig } from '../../../test/api-rig.ts'
import { formOf } from '../../../test/form-of.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'

/** A project without photos; 5001 has that of a sandbox. */
const IN = '?project_id=5002'
const IMAGES = '/rest/v1.0/images'
const ALBUMS = '/rest/v1.0/image_categories'
const PM = { as: 'user-7002' }

const photo = (api: ApiRig, name: string, attributes: Record<string, string> = {}, ask: Ask = {}) =>
  api.post(`${IMAGES}${IN}`, formOf('image', { ...attributes, data: [name, 'pixels'] }), ask)
const album = (api: ApiRig, attributes: object, ask: Ask = {}) =>
  api.post(`${ALBUMS}${IN}`, { image_category: attributes }, ask)
const namesOf = (all: readonly { filename: string }[]) => all.map(({ filename }) => filename)
const listed = async ({ get }: ApiRig, query = '', ask: Ask = {}) =>
  namesOf((await get(`${IMAGES}${IN}${query}`, ask)).json)

it('the sandbox has one photo, in the album of what is in no other', async () => {
  const { get } = apiRig()
  expect((await get(`${IMAGES}?project_id=5001`)).json).toMatchObject([
    { filename: 'site-entrance.jpg', image_category_name: 'Unclassified', url: null },
  ])
  expect((await get(`${ALBUMS}?project_id=5001`)).json).toMatchObject([
    { name: 'Unclassified', count: 1 },
  ])
})

it('a photo is taken from a multipart body, and without a picture there is none', async () => {
  const api = apiRig()
  const made = await photo(api, 'pour.jpg', { description: 'Slab pour' }, PM)
  expect(made).toMatchObject({
    status: 201,
    json: {
      filename: 'pour.jpg',
      description: 'Slab pour',
      size: 6,
      taken_at: '2026-11-20T08:00:00Z',
      uploader: { id: 7002 },
      image_category_name: 'Unclassified',
    },
  })
  expect(made.json.url).toContain('/fas/api/v5/files/')
  const none = await api.post(`${IMAGES}${IN}`, { image_name: 'x.jpg', image: {} })
  expect([none.status, none.json]).toEqual([400, { errors: { data: ['required'] } }])
  const wrong = await api.post(`${IMAGES}${IN}`, { upload_uuid: 'x', image: {} })
  expect(wrong.json).toEqual({ errors: { upload_uuid: ['is invalid'] } })
})

it('a photo moves from album to album, and the albums count', async () => {
  const api = apiRig()
  const pours = (await album(api, { name: 'Pours' })).json
  const made = await photo(api, 'pour.jpg', { image_category_id: String(pours.id) })
  expect(made.json).toMatchObject({ image_category_id: pours.id, image_category_name: 'Pours' })
  const count = async () => (await api.get(`${ALBUMS}/${pours.id}${IN}`)).json.count
  expect(await count()).toBe(1)
  expect(await listed(api, `&image_category_id=${pours.id}`)).toEqual(['pour.jpg'])
  expect((await api.get(`${ALBUMS}/ids_with_images${IN}`)).json).toEqual([pours.id])
  const frames = (await album(api, { name: 'Frames' })).json
  expect([pours.position, frames.position]).toEqual([1, 2])
  const one = `${IMAGES}/${made.json.id}${IN}`
  const moved = await api.patch(one, { image: { image_category_id: frames.id } })
  expect(moved.json).toMatchObject({ image_category_name: 'Frames', filename: 'pour.jpg' })
  expect(await count()).toBe(0)
  const nowhere = await api.patch(one, { image: { image_category_id: 5 } })
  expect(nowhere.json).toEqual({ errors: { image_category_id: ['is invalid'] } })
  expect((await api.get(one)).json.image_category_id).toBe(frames.id)
})

it('an album is deleted when it is empty; its cover is one of its photos', async () => {
  const api = apiRig()
  const { id } = (await album(api, { name: 'Pours' })).json
  const { json } = await photo(api, 'pour.jpg', { image_category_id: String(id) })
  const one = `${ALBUMS}/${id}${IN}`
  const cover = (album_cover_id: number) =>
    api.patch(one, { image_category: { name: 'Pours', album_cover_id } })
  expect((await cover(json.id)).json.album_cover_id).toBe(json.id)
  expect((await cover(5)).call.failure).toBe('business-rule')
  expect((await api.send('DELETE', one)).status).toBe(422)
  expect((await api.send('DELETE', `${IMAGES}/${json.id}${IN}`)).status).toBe(200)
  expect((await api.send('DELETE', one)).status).toBe(200)
  expect((await api.get(`${ALBUMS}${IN}`)).json).toEqual([])
})

it('a private photo is shown to who took it and to Admins', async () => {
  const api = apiRig()
  const { json } = await photo(api, 'crack.jpg', { private: 'true' }, PM)
  expect(await listed(api, '', PM)).toEqual(['crack.jpg'])
  expect(await listed(api)).toEqual(['crack.jpg'])
  const viewer = { as: 'user-7003' }
  expect(await listed(api, '', viewer)).toEqual([])
  expect((await api.get(`${IMAGES}/${json.id}${IN}`, viewer)).call.failure).toBe('resource-hidden')
})

it.each([
  { query: '&filters[starred]=true', want: ['a.jpg'] },
  { query: '&filters[uploader_id]=7002', want: ['b.jpg'] },
  { query: '&filters[query]=B.JP', want: ['b.jpg'] },
  { query: '&filters[log_date]=2026-11-20', want: ['a.jpg', 'b.jpg'] },
  { query: '&image_category_id=x', want: [] },
])('photos by $query', async ({ query, want }) => {
  const api = apiRig()
  await photo(api, 'a.jpg', { starred: 'true' })
  await photo(api, 'b.jpg', {}, PM)
  expect(await listed(api, query)).toEqual(want)
  const { json } = await api.get(`${IMAGES}${IN}${query}&serializer_view=ids_only`)
  expect(json).toHaveLength(want.length)
  for (const id of json) expect(typeof id).toBe('number')
})

it('a photo has a location by its path, and belongs to the daily log of its day', async () => {
  const api = apiRig()
  const image = { mt_location: 'Pier>Cap 3', log_date: '2026-11-19' }
  const { json } = await photo(api, 'a.jpg', image)
  expect(json.location).toMatchObject({ name: 'Pier>Cap 3' })
  const header = await api.get(`/rest/v1.0/projects/5002/daily_log_headers?log_date=2026-11-19`)
  expect(json.daily_log_header_id).toBe(header.json.id)
})

coversRoutesOf('images', 'image_categories')
