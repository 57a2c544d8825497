import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { wholeUpload } from '../../../test/whole-upload.ts'

const P = '/rest/v1.0/projects/5001'
const IN = '?project_id=5001'
const AREAS = '/rest/v2.1/companies/4001/projects/5001/specification_areas'

const division = (api: ApiRig, number: string) =>
  api.post(`/rest/v1.0/specification_section_divisions${IN}`, {
    specification_section_division: { number, description: 'Concrete' },
  })
const section = (api: ApiRig, specification_section: object) =>
  api.post(`/rest/v1.0/specification_sections${IN}`, { specification_section })

/** Division 03 with section 03 30 00, and a set. */
async function withSection() {
  const api = apiRig()
  const divisionId: number = (await division(api, '03')).json.id
  const of = {
    number: '03 30 00',
    description: 'Cast-in-place',
    specification_section_division_id: divisionId,
  }
  const sectionId: number = (await section(api, of)).json.id
  const set = await api.post(`${P}/specification_sets`, { name: 'Issued for bid' })
  return { api, divisionId, sectionId, setId: set.json.id as number }
}

it('sections lie in divisions, and are labelled by number and description', async () => {
  const { api, divisionId, sectionId } = await withSection()
  const listed = await api.get(`/rest/v1.0/specification_sections${IN}&sort=-number`)
  expect(listed.json).toMatchObject([
    { id: sectionId, label: '03 30 00 - Cast-in-place', current_revision_id: null },
  ])
  const divisions = await api.get(`/rest/v1.0/specification_section_divisions${IN}`)
  expect(divisions.json).toMatchObject([{ id: divisionId, number: '03' }])
  for (const version of ['v1.0', 'v1.1']) {
    const terms = `/rest/${version}/projects/5001/specification_section_terms`
    expect((await api.get(terms)).json).toEqual([])
  }
})

it('a number is there once, and a section needs a division of its project', async () => {
  const { api, divisionId } = await withSection()
  expect((await division(api, '03')).status).toBe(422)
  const twin = { number: '03 30 00', specification_section_division_id: divisionId }
  expect((await section(api, twin)).status).toBe(422)
  const lost = await section(api, { number: '04', specification_section_division_id: 5 })
  expect([lost.status, Object.keys(lost.json.errors)]).toEqual([
    422,
    ['specification_section_division_id'],
  ])
})

it('a submittal shows its section, and has its number in front', async () => {
  const { api, sectionId } = await withSection()
  const submittal = { number: '7', title: 'Mix', specification_section_id: sectionId }
  const made = await api.post(`${P}/submittals`, { submittal })
  expect(made.json).toMatchObject({
    formatted_number: '03 30 00-7',
    specification_section: { id: sectionId, label: '03 30 00 - Cast-in-place' },
  })
})

it('a file that names its section is its newest revision', async () => {
  const { api, divisionId, sectionId, setId } = await withSection()
  const upload = async (default_revision: string) =>
    api.post(`${P}/specification_uploads`, {
      specification_set_id: setId,
      spec_format: 'CSI',
      specification_section_id: sectionId,
      default_revision,
      upload_uuids: [await wholeUpload(api, 'concrete.pdf', default_revision)],
    })
  expect(await upload('A')).toMatchObject({ status: 201, json: [{ status: 'reviewed' }] })
  await upload('B')
  const path = '/rest/v1.0/specification_section_revisions'
  const query = `${IN}&specification_section_division_id=${divisionId}`
  const { json } = await api.get(`${path}${query}`)
  expect(json).toMatchObject([{ revision: 'B', number: '03 30 00' }])
  expect(json[0].url).toContain('/fas/api/v5/files/')
  expect((await api.get(`${path}${query}&all_revisions=true`)).json).toHaveLength(2)
  expect((await api.get(`${path}/${json[0].id}${IN}`)).json.revision).toBe('B')
  expect((await api.get(`${path}${IN}`)).status).toBe(400)
  const mail = `${P}/specification_section_revision_emails/${json[0].id}/send_email`
  expect((await api.post(mail, { distribution_ids: [7001] })).status).toBe(204)
})

it('other files wait for a review, and an upload without files is none', async () => {
  const { api, setId } = await withSection()
  const form = new FormData()
  form.append('specification_set_id', String(setId))
  form.append('spec_format', 'NCS')
  form.append('files[]', new Blob(['book']), 'book.pdf')
  const made = await api.post(`${P}/specification_uploads`, form)
  expect(made.json).toMatchObject([{ status: 'ready_for_review', spec_format: 'NCS' }])
  const query = `filters[status]=ready_for_review&filters[specification_set_id]=${setId}`
  expect((await api.get(`${P}/specification_uploads?${query}`)).json).toHaveLength(1)
  const bare = { specification_set_id: setId, spec_format: 'CSI' }
  expect((await api.post(`${P}/specification_uploads`, bare)).json).toEqual({
    errors: { files: ['required'] },
  })
  const lost = { ...bare, specification_set_id: 5, files: [] }
  expect((await api.post(`${P}/specification_uploads`, lost)).status).toBe(404)
})

it('sets are numbered as they come', async () => {
  const { api, setId } = await withSection()
  expect((await api.get(`${P}/specification_sets/${setId}`)).json.position).toBe(1)
  await api.post(`${P}/specification_sets`, { name: 'Addendum 1', date: '2026-11-20' })
  expect((await api.get(`${P}/specification_sets`)).json).toHaveLength(2)
})

it('areas are of v2, and wrapped all the same', async () => {
  const { post, get, send } = apiRig()
  const made = await post(AREAS, { specification_area: { name: 'Tower' } })
  expect(made).toMatchObject({ status: 201, json: { data: { name: 'Tower', sections_count: 0 } } })
  expect((await post(AREAS, { specification_area: { name: 'tower' } })).status).toBe(422)
  const one = `${AREAS}/${made.json.data.id}`
  const renamed = await send('PUT', one, { body: { specification_area: { name: 'Yard' } } })
  expect(renamed.json.data.name).toBe('Yard')
  expect((await send('DELETE', one)).status).toBe(200)
  expect((await get(AREAS)).json.data).toEqual([])
})

coversRoutesOf(
  'specification_section_divisions',
  'specification_sections',
  'specification_areas',
  'specification_sets',
  'specification_section_revisions',
  'specification_uploads',
)
