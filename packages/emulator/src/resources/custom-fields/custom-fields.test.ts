import { describe, expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'
import { defaultWorld } from '../../world/default-world.ts'

const RFIS = '/rest/v1.0/projects/5001/rfis'
const SETS = '/rest/v1.0/companies/4001/configurable_field_sets'
const DEFINITIONS = '/rest/v1.0/custom_field_definitions'
const LIST_KIND = 49_500
const CHOICE_KIND = 49_501

const RFI = { subject: 'Joint', question: { body: 'Which one?' }, assignee_ids: [7002] }

/** The default world, with fields of the list kinds besides. */
function setUp() {
  const kinds = [
    { id: LIST_KIND, label: 'Trades', data_type: 'lov_entries' },
    { id: CHOICE_KIND, label: 'Phase', data_type: 'lov_entry' },
    { id: 49_502, label: 'Poured at', data_type: 'datetime' },
    { id: 49_503, label: 'Out of use', data_type: 'string', active: false },
  ]
  const [first, ...others] = defaultWorld.companies
  if (!first) throw new Error('the default world has companies')
  const known = first.records['custom_field_definitions'] ?? []
  const records = { ...first.records, custom_field_definitions: [...known, ...kinds] }
  const companies = [{ ...first, records }, ...others]
  const projects = defaultWorld.projects.map((project) => ({ ...project, records: {} }))
  return apiRig({ world: { ...defaultWorld, companies, projects } })
}

async function entriesOf(rig: ApiRig, definitionId: number, labels: readonly string[]) {
  const custom_field_lov_entries = labels.map((label) => ({ label }))
  const path = `${DEFINITIONS}/${definitionId}/custom_field_lov_entries`
  const { json, status } = await rig.post(`${path}/bulk_create`, { custom_field_lov_entries })
  expect(status).toBe(201)
  return json as { id: number; label: string }[]
}

const write = (rig: ApiRig, fields: Record<string, unknown>, query = '') =>
  rig.post(`${RFIS}${query}`, { rfi: { ...RFI, ...fields } })

describe('custom fields', () => {
  it('are written by their key, and shown with their type', async () => {
    const rig = setUp()
    const { json } = await write(rig, { custom_field_49417: 4, custom_field_49418: 'true' })
    expect(json.custom_fields).toEqual({
      custom_field_49417: { data_type: 'decimal', value: 4 },
      custom_field_49418: { data_type: 'boolean', value: true },
    })
    const { json: read } = await rig.get(`${RFIS}/${json.id}`)
    expect(read.custom_fields).toEqual(json.custom_fields)
  })

  it('keep their values when others are changed', async () => {
    const rig = setUp()
    const { json } = await write(rig, { custom_field_49417: 4 })
    const body = { rfi: { custom_field_49419: 'P-12' } }
    const { json: changed } = await rig.patch(`${RFIS}/${json.id}`, body)
    expect(changed.custom_fields.custom_field_49417.value).toBe(4)
    expect(changed.custom_fields.custom_field_49419.value).toBe('P-12')
  })

  it('of several choices have to be an array of their entries', async () => {
    const rig = setUp()
    const [steel, glass] = await entriesOf(rig, LIST_KIND, ['Steel', 'Glass'])
    const [phase] = await entriesOf(rig, CHOICE_KIND, ['One'])
    const good = await write(rig, {
      [`custom_field_${LIST_KIND}`]: [steel?.id, glass?.id],
      [`custom_field_${CHOICE_KIND}`]: phase?.id,
    })
    expect(good.json.custom_fields[`custom_field_${LIST_KIND}`].value).toEqual([
      { id: steel?.id, label: 'Steel' },
      { id: glass?.id, label: 'Glass' },
    ])
    for (const bad of [steel?.id, [999], [phase?.id]]) {
      const { status, json } = await write(rig, { [`custom_field_${LIST_KIND}`]: bad })
      expect([status, Object.keys(json.errors)]).toEqual([400, [`custom_field_${LIST_KIND}`]])
    }
  })

  it.each([
    ['a word for a number', { custom_field_49417: 'many' }],
    ['a number for a truth', { custom_field_49418: 7 }],
  ])('refuse %s', async (_name, fields) => {
    const { status, json } = await write(setUp(), fields)
    expect([status, Object.keys(json.errors)]).toEqual([400, Object.keys(fields)])
  })

  it('lose a malformed date without a word, as every date-time does', async () => {
    const { status, json, call } = await write(setUp(), { custom_field_49502: 'tomorrow' })
    expect([status, json.custom_fields.custom_field_49502.value]).toEqual([201, null])
    expect(call.failure).toBe('date-silently-dropped')
  })

  it('that nobody has, or that are out of use, are left out', async () => {
    const { status, json } = await write(setUp(), { custom_field_1: 'x', custom_field_49503: 'y' })
    expect([status, json.custom_fields]).toEqual([201, {}])
  })
})

describe('field sets', () => {
  const REQUIRED = {
    cost_code_id: { name: 'Cost Code', visible: true, required: true },
    custom_field_49417: { name: 'Weld length', visible: true, required: true },
    reference: { name: 'Reference', visible: true, required: false },
  }
  const made = (rig: ApiRig, more: Record<string, unknown> = { company_default: true }) =>
    rig.post(SETS, {
      configurable_field_set: {
        ...{ name: 'Strict RFIs', class_name: 'Rfi::Header', fields: REQUIRED },
        ...more,
      },
    })

  it('bind only those who ask for them', async () => {
    const rig = setUp()
    await made(rig)
    expect((await write(rig, {})).status).toBe(201)
    const { status, json } = await write(rig, {}, '?run_configurable_validations=true')
    expect(status).toBe(400)
    expect(Object.keys(json.errors).sort()).toEqual(['cost_code_id', 'custom_field_49417'])
    const full = { cost_code_id: 3, custom_field_49417: 1.5 }
    expect((await write(rig, full, '?run_configurable_validations=true')).status).toBe(201)
  })

  it('may be asked for in the body too', async () => {
    const rig = setUp()
    await made(rig)
    const body = { rfi: RFI, run_configurable_validations: true }
    expect((await rig.post(RFIS, body)).status).toBe(400)
  })

  it('ask of an update only what has no value yet', async () => {
    const rig = setUp()
    await made(rig)
    const { json } = await write(rig, { cost_code_id: 3, custom_field_49417: 1 })
    const path = `${RFIS}/${json.id}?run_configurable_validations=true`
    expect((await rig.patch(path, { rfi: { subject: 'Other' } })).status).toBe(200)
    expect((await rig.patch(path, { rfi: { cost_code_id: null } })).status).toBe(400)
  })

  it('hold for their projects, before the default of the company', async () => {
    const rig = setUp()
    await made(rig, { project_ids: [5002] })
    expect((await write(rig, {}, '?run_configurable_validations=true')).status).toBe(201)
    const { json } = await made(rig, { name: 'Here', project_ids: [5001] })
    expect(json.projects).toMatchObject([{ id: 5001, name: 'Sandbox Test Project' }])
    expect((await write(rig, {}, '?run_configurable_validations=true')).status).toBe(400)
    const here = await rig.get('/rest/v1.0/projects/5001/configurable_field_sets')
    expect(here.json.map(({ name }: { name: string }) => name)).toEqual(['Here'])
  })

  it('can be read, changed and deleted by administrators, and made by nobody else', async () => {
    const rig = setUp()
    const { json } = await made(rig)
    const path = `${SETS}/${json.id}`
    const change = { configurable_field_set: { name: 'Lax', fields: {} } }
    expect((await rig.patch(path, change)).json.name).toBe('Lax')
    expect((await rig.get(path)).json.fields).toEqual({})
    expect((await rig.get(SETS)).json).toHaveLength(1)
    expect((await rig.send('DELETE', path)).status).toBe(200)
    expect((await rig.get(path)).status).toBe(404)
    const refused = await rig.post(SETS, change, { as: 'user-7002' })
    expect(refused.call.failure).toBe('permission-too-low')
  })

  it('name projects that there are', async () => {
    const { status, json } = await made(setUp(), { project_ids: [5] })
    expect([status, Object.keys(json.errors)]).toEqual([400, ['project_ids']])
  })
})

describe('definitions and their entries', () => {
  it('are listed for their company', async () => {
    const rig = setUp()
    const { json } = await rig.get(`${DEFINITIONS}?company_id=4001&filters[with_label]=weld`)
    expect(json).toMatchObject([{ id: 49_417, data_type: 'decimal', company_id: 4001 }])
    const newer = await rig.get('/rest/v1.1/companies/4001/custom_field_definitions')
    expect(newer.json.length).toBeGreaterThan(4)
    const one = await rig.get(`${DEFINITIONS}/49417?company_id=4001`)
    expect(one.json.label).toBe('Weld length')
  })

  it('are all made or none', async () => {
    const rig = setUp()
    await entriesOf(rig, LIST_KIND, ['Steel'])
    const path = `${DEFINITIONS}/${LIST_KIND}/custom_field_lov_entries`
    const body = { custom_field_lov_entries: [{ label: 'Glass' }, { label: 'steel' }] }
    expect((await rig.post(`${path}/bulk_create`, body)).call.failure).toBe('duplicate-record')
    const { json } = await rig.get(`${path}?company_id=4001`)
    expect(json.map(({ label }: { label: string }) => label)).toEqual(['Steel'])
    expect((await rig.get(`${path}/${json[0].id}?company_id=4001`)).json.label).toBe('Steel')
  })
})

coversRoutesOf('custom_field_definitions', 'custom_field_lov_entries', 'configurable_field_sets')
