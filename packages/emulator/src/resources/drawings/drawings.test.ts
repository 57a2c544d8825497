import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { walkRoutes } from '../../../test/walk-routes.ts'
import { wholeUpload } from '../../../test/whole-upload.ts'

const P = '/rest/v1.0/projects/5001'
const V11 = '/rest/v1.1/projects/5001'
/** The set that comes with a sandbox. */
const SET = 74_001

interface Drawings {
  readonly api: ApiRig
  readonly area: string
  readonly areaId: number
  readonly drawingId: number
}

/** An area with one drawing, S-101. */
async function withDrawing(): Promise<Drawings> {
  const api = apiRig()
  const { json } = await api.post(`${P}/drawing_areas`, { name: 'Tower' })
  const area = `/rest/v1.1/drawing_areas/${json.id}/drawings`
  const drawing = { number: 'S-101', title: 'Footings', drawing_discipline: { name: 'Structural' } }
  const made = await api.post(area, { drawing })
  return { api, area, areaId: json.id, drawingId: made.json.id }
}

const upload = (api: ApiRig, drawing_upload: object, headers = {}) =>
  api.post(`${V11}/drawing_uploads`, { drawing_upload }, { headers })

async function revise({ api, drawingId }: Drawings, revision: string) {
  const upload_uuid = await wholeUpload(api, `S-101 ${revision}.pdf`, `sheet ${revision}`)
  const sheet = { upload_uuid, drawing_id: drawingId, drawing_date: '2026-11-19' }
  const imports = [{ ...sheet, default_revision: revision }]
  return upload(api, { drawing_set_id: SET, drawing_log_imports: imports })
}

it('the sandbox has one set of drawings', async () => {
  expect((await apiRig().get(`${P}/drawing_sets`)).json).toMatchObject([
    { id: SET, name: 'Issued for construction', date: '2026-10-30', project_id: 5001, position: 1 },
  ])
})

it('areas are made, renamed and deleted at both versions; a delete says so', async () => {
  await walkRoutes(apiRig(), 'drawing_areas', {
    sample: (n) => ({ name: `Area ${n}` }),
    change: { description: 'Changed' },
  })
  const { post, send } = apiRig()
  const { json } = await post(`${V11}/drawing_areas`, { name: 'Yard' })
  const gone = await send('DELETE', `${V11}/drawing_areas/${json.id}`)
  expect([gone.status, gone.json]).toEqual([200, { id: json.id, success: true }])
})

it('sets are made bare, and changed in their wrapper', async () => {
  const { post, patch, send, get } = apiRig()
  const made = await post(`${P}/drawing_sets`, { name: 'Bulletin 1', date: '2026-11-20' })
  expect(made).toMatchObject({ status: 201, json: { position: 2, company_id: 4001 } })
  const one = `${P}/drawing_sets/${made.json.id}`
  const changed = await patch(one, { drawing_set: { name: 'Bulletin 2' } })
  expect(changed.json).toMatchObject({ name: 'Bulletin 2', date: '2026-11-20' })
  expect((await send('DELETE', one)).json).toEqual({ id: made.json.id, success: true })
  expect((await get(`${P}/drawing_sets`)).json).toHaveLength(1)
})

it('a drawing is made in an area whose project the path does not name', async () => {
  const { api, area, areaId, drawingId } = await withDrawing()
  const old = area.replace('v1.1', 'v1.0')
  expect((await api.get(old)).json).toMatchObject([
    { id: drawingId, number: 'S-101', discipline: 'Structural', current_revision: null },
  ])
  expect((await api.get(`${P}/drawing_areas`)).json).toMatchObject([
    { drawings_count: 1, deletable: false },
  ])
  const changed = await api.patch(`${area}/${drawingId}`, { drawing: { title: 'Piles' } })
  expect(changed.json).toMatchObject({ title: 'Piles', discipline: 'Structural' })
  await api.patch(`${old}/${drawingId}`, {
    drawing: { drawing_discipline: { name: 'structural' } },
  })
  expect((await api.get(`${P}/drawing_disciplines`)).json).toHaveLength(1)
  const nowhere = await api.get('/rest/v1.1/drawing_areas/5/drawings')
  expect([nowhere.status, nowhere.call.failure]).toEqual([404, 'resource-not-found'])
  const outside = await api.get(area, { as: 'user-7003' })
  expect(outside.status).toBe(200)
  const kept = await api.send('DELETE', `${P}/drawing_areas/${areaId}`)
  expect([kept.status, kept.call.failure]).toEqual([422, 'business-rule'])
})

it.each([
  { drawing: { title: 'T' }, status: 400, fields: ['number', 'drawing_discipline'] },
  {
    drawing: { number: 'S-102', drawing_discipline: {} },
    status: 400,
    fields: ['drawing_discipline'],
  },
  {
    drawing: { number: 's-101', drawing_discipline: { name: 'Structural' } },
    status: 422,
    fields: ['number'],
  },
])('the drawing $drawing is refused', async ({ drawing, status, fields }) => {
  const { api, area } = await withDrawing()
  const refused = await api.post(area, { drawing })
  expect([refused.status, Object.keys(refused.json.errors)]).toEqual([status, fields])
})

it('a drawing of a project is for who is in it', async () => {
  const api = apiRig()
  const { json } = await api.post('/rest/v1.0/projects/5003/drawing_areas', { name: 'Tower' })
  const { call } = await api.get(`/rest/v1.1/drawing_areas/${json.id}/drawings`, {
    as: 'user-7002',
  })
  expect(call.failure).toBe('project-out-of-scope')
})

it('a sheet that names its drawing is its newest revision at once', async () => {
  const drawings = await withDrawing()
  const { api, area, drawingId } = drawings
  expect((await revise(drawings, '0')).json.status).toBe('reviewed')
  expect((await revise(drawings, '1')).status).toBe(201)
  const { json } = await api.get(`${P}/drawing_revisions?drawing_id=${drawingId}`)
  expect(json).toMatchObject([
    { revision_number: '0', current: false, number: 'S-101', pdf_size: 7 },
    { revision_number: '1', current: true, drawing_date: '2026-11-19', drawing_set: { id: SET } },
  ])
  expect(json[1].pdf_url).toContain('/fas/api/v5/files/')
  const [drawing] = (await api.get(area)).json
  expect(drawing.current_revision).toMatchObject({ id: json[1].id, revision_number: '1' })
  expect((await api.get(`${P}/drawing_sets`)).json[0]).toMatchObject({
    published_drawings_count: 2,
    deletable: false,
  })
  expect((await api.send('DELETE', `${P}/drawing_sets/${SET}`)).status).toBe(422)
  const order = { drawing: { ordered_revision_ids: [json[0].id, json[1].id] } }
  const turned = await api.patch(`${area}/${drawingId}`, order)
  expect(turned.status).toBe(200)
  expect((await api.get(area)).json[0].current_revision.revision_number).toBe('0')
  const partly = { drawing: { ordered_revision_ids: [json[0].id] } }
  expect((await api.patch(`${area}/${drawingId}`, partly)).status).toBe(422)
})

it('a revision is shown and corrected; its number is there once in its drawing', async () => {
  const drawings = await withDrawing()
  const { api, area, drawingId } = drawings
  await revise(drawings, 'A')
  await revise(drawings, 'B')
  const [first] = (await api.get(`${P}/drawing_revisions`)).json
  const one = `${P}/drawing_revisions/${first.id}`
  const change = (drawing_revision: object) => api.patch(one, { drawing_revision })
  expect((await change({ floorplan: true })).json).toMatchObject({
    floorplan: true,
    current: false,
  })
  expect((await change({ revision_number: 'B' })).status).toBe(422)
  expect((await change({ drawing_id: 5 })).status).toBe(404)
  await api.patch(`${area}/${drawingId}`, { drawing: { number: 'S-201', obsolete: true } })
  expect((await api.get(one)).json).toMatchObject({ number: 'S-201', obsolete: true })
  expect((await api.get(`${P}/drawing_revisions`)).json).toEqual([])
  const all = await api.get(`${P}/drawing_revisions?with_obsolete=true&view=only_ids`)
  expect(all.json).toEqual([{ id: first.id }, { id: first.id + 1 }])
  expect(
    (await api.get(`${P}/drawing_revisions?with_obsolete=true&id=${first.id}`)).json,
  ).toHaveLength(1)
  const mail = `${P}/drawing_revision_emails/${first.id}/send_email`
  expect((await api.post(mail, { distribution_ids: [7001] })).status).toBe(204)
  for (const version of [P, V11]) {
    expect((await api.get(`${version}/drawing_revision_terms`)).json).toEqual([])
  }
})

it('sheets without a drawing wait for a review, and can be deleted until then', async () => {
  const { api } = await withDrawing()
  const upload_uuid = await wholeUpload(api, 'S-301.pdf', 'sheet')
  const imports = [{ upload_uuid, drawing_date: '2026-11-20', default_revision: '0' }]
  const made = await upload(api, { drawing_set_id: SET, drawing_log_imports: imports })
  expect(made).toMatchObject({ status: 201, json: { status: 'ready_for_review' } })
  expect(made.json.drawing_log_imports).toBeUndefined()
  const one = `${V11}/drawing_uploads/${made.json.id}`
  const { json } = await api.get(one)
  expect(json.drawing_log_imports).toMatchObject([{ filename: 'S-301.pdf', default_revision: '0' }])
  expect(json.drawing_log_imports[0].url).toBeUndefined()
  const listed = await api.get(`${V11}/drawing_uploads?view=with_drawing_log_imports`)
  expect(listed.json[0].drawing_log_imports).toHaveLength(1)
  expect((await api.send('DELETE', one)).json).toEqual({ id: made.json.id, success: true })
  expect((await api.get(`${P}/drawing_uploads`)).json).toEqual([])
})

it('at v1.0 the files come in the body, or are named, and nothing is wrapped', async () => {
  const { api } = await withDrawing()
  const form = new FormData()
  form.append('drawing_set_id', String(SET))
  form.append('files[]', new Blob(['sheet']), 'S-401.pdf')
  const made = await api.post(`${P}/drawing_uploads`, form)
  expect(made).toMatchObject({ status: 201, json: { drawing_set_id: SET, created_by_id: 7001 } })
  expect((await api.send('DELETE', `${P}/drawing_uploads/${made.json.id}`)).status).toBe(200)
  const upload_uuids = [await wholeUpload(api, 'S-402.pdf', 'sheet')]
  const named = { drawing_set_id: SET, upload_uuids, drawing_date: '2026-11-20' }
  expect((await api.post(`${P}/drawing_uploads`, named)).status).toBe(201)
})

it('an upload that is sent again with its Idempotency-Token is made once', async () => {
  const { api } = await withDrawing()
  const upload_uuid = await wholeUpload(api, 'S-301.pdf', 'sheet')
  const body = { drawing_set_id: SET, drawing_log_imports: [{ upload_uuid }] }
  const token = { 'idempotency-token': 't-1' }
  const first = await upload(api, body, token)
  expect((await upload(api, body, token)).text).toBe(first.text)
  expect((await api.get(`${V11}/drawing_uploads`)).json).toHaveLength(1)
})

it.each([
  { name: 'no sheets', change: { drawing_log_imports: [] }, want: [400, 'drawing_log_imports'] },
  { name: 'a set that there is not', change: { drawing_set_id: 5 }, want: [400, 'drawing_set_id'] },
  { name: 'no set', change: { drawing_set_id: null }, want: [400, 'drawing_set_id'] },
  { name: 'no upload', change: { drawing_log_imports: [{}] }, want: [400, 'upload_uuid'] },
  {
    name: 'a foreign upload',
    change: { drawing_log_imports: [{ upload_uuid: 'x' }] },
    want: [400, 'upload_uuid'],
  },
  {
    name: 'a drawing without a revision',
    change: { drawing_log_imports: [{ upload_uuid: 'x', drawing_id: 1, drawing_date: 'x' }] },
    want: [400, 'default_revision'],
  },
])('an upload with $name is refused', async ({ change, want }) => {
  const body = { drawing_set_id: SET, drawing_log_imports: [{ upload_uuid: 'x' }], ...change }
  const { status, json } = await upload(apiRig(), body)
  expect([status, ...Object.keys(json.errors)]).toEqual(want)
})

it('a revision that the drawing has is refused, and nothing of the upload is kept', async () => {
  const drawings = await withDrawing()
  await revise(drawings, '0')
  const twice = await revise(drawings, '0')
  expect([twice.status, Object.keys(twice.json.errors)]).toEqual([422, ['default_revision']])
  const reviewed = (await drawings.api.get(`${V11}/drawing_uploads`)).json
  expect(reviewed).toHaveLength(1)
  const kept = await drawings.api.send('DELETE', `${V11}/drawing_uploads/${reviewed[0].id}`)
  expect(kept.status).toBe(422)
})

it('disciplines are renamed, in the deprecated way too', async () => {
  const { api } = await withDrawing()
  const path = 'drawing_disciplines'
  const [{ id }] = (await api.get(`${P}/${path}`)).json
  expect((await api.patch(`${P}/${path}/${id}`, { name: 'Civil' })).json.name).toBe('Civil')
  expect((await api.patch(`${V11}/${path}/${id}`, { name: 'Marine' })).json.name).toBe('Marine')
  expect((await api.send('PUT', `${P}/${path}/${id}?name=Rail`)).json.name).toBe('Rail')
  expect((await api.send('PUT', `${P}/${path}/${id}`)).status).toBe(400)
  expect((await api.get(`${V11}/${path}?view=only_ids`)).json).toEqual([{ id }])
})

coversRoutesOf(
  'drawing_areas',
  'drawing_sets',
  'drawing_disciplines',
  'drawings',
  'drawing_revisions',
  'drawing_uploads',
)
