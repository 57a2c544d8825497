import { expect, it } from 'vitest'
import { type ApiRig, type Ask, apiRig } from '../../../test/api-rig.ts'
import { formOf } from '../../../test/form-of.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'

const IN_5001 = '?project_id=5001'
const FOLDERS = '/rest/v1.0/folders'
const FILES = '/rest/v1.0/files'
const INDEX = '/rest/v1.0/projects/5001/documents'
const PM = { as: 'user-7002' }

interface Named {
  readonly name: string
  readonly folders: readonly Named[]
  readonly files: readonly Named[]
}
const namesOf = (all: readonly Named[]) => all.map(({ name }) => name)

const folder = async ({ post }: ApiRig, attributes: object, ask: Ask = {}) =>
  (await post(`${FOLDERS}${IN_5001}`, { folder: attributes }, ask)).json
const file = (api: ApiRig, name: string, attributes: Record<string, string> = {}, ask: Ask = {}) =>
  api.post(`${FILES}${IN_5001}`, formOf('file', { ...attributes, data: [name, `of ${name}`] }), ask)
const show = async ({ get }: ApiRig, path: string, query = '', ask: Ask = {}) =>
  (await get(`${path}${IN_5001}${query}`, ask)).json

it('the folders of a project are one tree, with the recycle bin and those of the sandbox in it', async () => {
  const api = apiRig()
  const tree = await show(api, FOLDERS)
  expect(tree).toMatchObject({ name: 'Root', parent_id: null, has_children: true })
  expect(namesOf(tree.folders)).toEqual([
    'Recycle Bin',
    'Drawings',
    'Photos',
    'Contracts',
    'Safety',
  ])
  expect(tree.folders[0]).toMatchObject({ is_recycle_bin: true, parent_id: tree.id })
  const { json } = await api.get(`${FOLDERS}?project_id=5003`)
  expect(namesOf(json.folders)).toEqual(['Recycle Bin'])
})

it('the tree goes all the way down, and a folder shows what lies in it', async () => {
  const api = apiRig()
  const a = await folder(api, { name: 'A' })
  const b = await folder(api, { name: 'B', parent_id: a.id })
  await file(api, 'plan.pdf', { parent_id: String(b.id) })
  expect(b.name_with_path).toBe('Root\\A\\B')
  const tree = await show(api, FOLDERS)
  const inA = tree.folders.find(({ name }: Named) => name === 'A')
  expect(namesOf(inA.folders[0].files)).toEqual(['plan.pdf'])
  const shown = await show(api, `${FOLDERS}/${a.id}`)
  expect(shown).toMatchObject({ has_children_folders: true, has_children_files: false })
  expect(shown.folders[0]).toMatchObject({ name: 'B', has_children_files: true, files: [] })
  expect((await show(api, FOLDERS, '&exclude_folders=true')).folders).toEqual([])
  expect((await show(api, `${FOLDERS}/${b.id}`, '&exclude_files=true')).files).toEqual([])
})

it('a project with too many documents takes too long', async () => {
  const api = apiRig()
  const { engine, platform } = api
  const root = await show(api, FOLDERS)
  platform.database.transaction(() => {
    const table = engine.parts.records.of({
      ...{ name: 'documents', belongsTo: 'project', hasParent: false, firstId: 1 },
    })
    for (let n = 0; n < 5_000; n++) {
      const id = table.nextId()
      const data = JSON.stringify({ ...root, id, parent_id: root.id, is_deleted: false })
      const owner = { companyId: 4001, projectId: 5001, parentId: null, originId: null }
      const times = { createdMs: 0, updatedMs: 0, deletedMs: null }
      table.insert({ id, ...owner, ...times, data })
    }
  })
  const { status, call } = await api.get(`${FOLDERS}${IN_5001}`)
  expect([status, call.failure]).toEqual([408, 'request-timeout-batch'])
})

it('a file is taken from a multipart body, or from an upload; without bytes there is none', async () => {
  const api = apiRig()
  const made = await file(api, 'Plan.PDF', { description: 'Level 2' })
  expect(made).toMatchObject({
    status: 201,
    json: {
      name: 'Plan.PDF',
      description: 'Level 2',
      size: 11,
      file_type: 'pdf',
      name_with_path: 'Root\\Plan.PDF',
      checked_out_by: null,
      created_by: { id: 7001 },
      file_versions: [{ number: 1, size: 11, name: 'Plan.PDF' }],
    },
  })
  expect(made.json.file_versions[0].url).toMatch(/^http:\/\/.+\/fas\/api\/v5\/files\/[0-9a-f]+$/)
  const none = await api.post(`${FILES}${IN_5001}`, { file: { name: 'x' } })
  expect([none.status, none.json]).toEqual([400, { errors: { data: ['required'] } }])
  const wrong = await api.post(`${FILES}${IN_5001}`, { file: { upload_uuid: 'x' } })
  expect(wrong.json).toEqual({ errors: { upload_uuid: ['is invalid'] } })
})

it('new bytes are a new version, and the older ones stay', async () => {
  const api = apiRig()
  const { json } = await file(api, 'plan.pdf')
  const one = `${FILES}/${json.id}`
  const again = formOf('file', { data: ['plan-b.pdf', 'longer than before'] })
  const changed = await api.patch(`${one}${IN_5001}`, again)
  expect(changed.json).toMatchObject({ name: 'plan.pdf', size: 18 })
  const numbers = changed.json.file_versions.map(({ number }: { number: number }) => number)
  expect(numbers).toEqual([2, 1])
  await api.patch(`${one}${IN_5001}`, { file: { description: 'Words alone' } })
  expect((await show(api, one)).file_versions).toHaveLength(2)
  expect((await show(api, one, '&show_latest_version_only=true')).file_versions).toHaveLength(1)
  const tree = await show(api, FOLDERS, '&show_latest_file_version_only=true')
  expect(tree.files[0].file_versions).toHaveLength(1)
  const v2 = await api.get(`/rest/v2.0/projects/5001/documents/${json.id}/revisions`)
  expect(v2.json.data).toMatchObject([
    { file_id: String(json.id), file_version: 2, file_size: 18 },
    { file_version: 1 },
  ])
})

it('a name is there once in a folder, whatever its case; elsewhere it is free', async () => {
  const api = apiRig()
  const a = await folder(api, { name: 'A' })
  await file(api, 'plan.pdf')
  const twin = await file(api, 'PLAN.pdf')
  expect([twin.status, twin.json]).toEqual([400, { errors: { name: ['has already been taken'] } }])
  const other = await file(api, 'plan.pdf', { parent_id: String(a.id) })
  expect(other.status).toBe(201)
  const moved = await api.patch(`${FILES}/${other.json.id}${IN_5001}`, {
    file: { parent_id: null },
  })
  expect([moved.status, moved.call.failure]).toEqual([409, 'duplicate-record'])
  expect(moved.json).toMatchObject({
    errors: { base: ['Name has already been taken'] },
    error_type: 'duplicate_name',
    file: { name: 'plan.pdf' },
  })
  const numbered = await file(api, 'plan.pdf', { unique_name: 'true' })
  expect(numbered.json.name).toBe('plan (1).pdf')
  expect((await file(api, 'plan.pdf', { unique_name: 'true' })).json.name).toBe('plan (2).pdf')
})

it('who has checked a file out holds it until then, or until they give it back', async () => {
  const api = apiRig()
  const { json } = await file(api, 'plan.pdf')
  const one = `${FILES}/${json.id}${IN_5001}`
  const checked_out_until = '2026-11-20T09:00:00Z'
  const held = await api.patch(one, { file: { checked_out_until } }, PM)
  expect(held.json).toMatchObject({ checked_out_until, checked_out_by: { id: 7002 } })
  const refused = await api.patch(one, { file: { description: 'Mine' } })
  expect([refused.status, refused.call.failure]).toEqual([409, 'state-conflict'])
  expect(refused.json).toMatchObject({
    errors: { base: ['File is checked out by Parker Mason'] },
    error_type: 'checked_out',
    file: { id: json.id, checked_out_until },
  })
  expect((await api.send('DELETE', one)).status).toBe(409)
  expect((await api.patch(one, { file: { description: 'Theirs' } }, PM)).status).toBe(200)
  await api.clock.advance(60 * 60 * 1_000)
  expect((await api.patch(one, { file: { description: 'Mine' } })).status).toBe(200)
  const until = '2026-11-20T12:00:00Z'
  await api.patch(one, { file: { checked_out_until: until } }, PM)
  const back = await api.patch(one, { file: { checked_out_until: null } }, PM)
  expect(back.json).toMatchObject({ checked_out_until: null, checked_out_by: null })
})

it('a folder that moves or is renamed takes the paths of all below with it', async () => {
  const api = apiRig()
  const a = await folder(api, { name: 'A' })
  const b = await folder(api, { name: 'B', parent_id: a.id })
  const { json } = await file(api, 'plan.pdf', { parent_id: String(b.id) })
  await api.patch(`${FOLDERS}/${a.id}${IN_5001}`, { folder: { name: 'Z' } })
  expect((await show(api, `${FILES}/${json.id}`)).name_with_path).toBe('Root\\Z\\B\\plan.pdf')
  await api.patch(`${FOLDERS}/${b.id}${IN_5001}`, { folder: { parent_id: null } })
  expect((await show(api, `${FILES}/${json.id}`)).name_with_path).toBe('Root\\B\\plan.pdf')
  expect(await show(api, `${FOLDERS}/${a.id}`)).toMatchObject({ has_children: false })
  const circle = await api.patch(`${FOLDERS}/${b.id}${IN_5001}`, { folder: { parent_id: b.id } })
  expect(circle.json).toEqual({ errors: { parent_id: ['is invalid'] } })
})

it('deleting a folder moves it to the recycle bin, and takes what is in it', async () => {
  const api = apiRig()
  const a = await folder(api, { name: 'A' })
  const { json } = await file(api, 'plan.pdf', { parent_id: String(a.id) })
  const gone = await api.send('DELETE', `${FOLDERS}/${a.id}${IN_5001}`)
  expect([gone.status, gone.text]).toEqual([200, '{}'])
  for (const path of [`${FOLDERS}/${a.id}`, `${FILES}/${json.id}`]) {
    expect((await api.get(`${path}${IN_5001}`)).status).toBe(404)
  }
  const tree = await show(api, FOLDERS)
  const [bin] = tree.folders
  expect(namesOf(tree.folders)).not.toContain('A')
  expect(bin).toMatchObject({ name: 'Recycle Bin', has_children_folders: true })
  expect(namesOf((await show(api, `${FOLDERS}/${bin.id}`)).folders)).toEqual(['A'])
  // The name is free again.
  expect((await folder(api, { name: 'A' })).id).not.toBe(a.id)
  const index = async (query: string) => namesOf((await api.get(`${INDEX}?${query}`)).json)
  expect(await index('filters[search]=plan')).toEqual([])
  expect(await index('filters[search]=plan&filters[is_in_recycle_bin]=true')).toEqual(['plan.pdf'])
})

it('the root and the recycle bin stay as they are', async () => {
  const api = apiRig()
  const tree = await show(api, FOLDERS)
  for (const { id } of [tree, tree.folders[0]]) {
    const one = `${FOLDERS}/${id}${IN_5001}`
    expect((await api.patch(one, { folder: { name: 'Mine' } })).status).toBe(422)
    expect((await api.send('DELETE', one)).status).toBe(422)
  }
  const bin = await api.post(`${FOLDERS}${IN_5001}`, {
    folder: { name: 'Hidden', parent_id: tree.folders[0].id },
  })
  expect(bin.status).toBe(400)
})

it('a private folder and what is in it are shown to its maker and to Admins alone', async () => {
  const api = apiRig()
  const a = await folder(api, { name: 'A', explicit_permissions: true }, PM)
  expect(a.private).toBe(true)
  const { json } = await file(api, 'secret.pdf', { parent_id: String(a.id) }, PM)
  expect(json).toMatchObject({ private: true, private_parent: { id: a.id, name: 'A' } })
  const other = { as: 'user-7011' }
  expect((await api.get(`${FILES}/${json.id}${IN_5001}`, other)).call.failure).toBe(
    'resource-hidden',
  )
  expect(namesOf((await show(api, FOLDERS, '', other)).folders)).not.toContain('A')
  expect(namesOf((await api.get(`${INDEX}?filters[private]=true`, other)).json)).toEqual([])
  expect(namesOf((await api.get(`${INDEX}?filters[private]=true`)).json)).toEqual([
    'A',
    'secret.pdf',
  ])
  await api.patch(`${FOLDERS}/${a.id}${IN_5001}`, { folder: { explicit_permissions: false } })
  expect((await api.get(`${FILES}/${json.id}${IN_5001}`, other)).status).toBe(200)
})

it.each([
  { query: 'filters[document_type]=file', want: ['plan.pdf', 'photo.jpg'] },
  { query: 'filters[file_type]=jpg', want: ['photo.jpg'] },
  { query: 'filters[search]=PLAN', want: ['plan.pdf'] },
  { query: 'filters[created_by_id]=7002', want: ['photo.jpg'] },
  { query: 'filters[document_type]=file&sort=name', want: ['photo.jpg', 'plan.pdf'] },
])('the flat index: $query', async ({ query, want }) => {
  const api = apiRig()
  await file(api, 'plan.pdf')
  await file(api, 'photo.jpg', {}, PM)
  expect(namesOf((await api.get(`${INDEX}?${query}`)).json)).toEqual(want)
})

it('the flat index tells a folder from a file, and v2 has ids as strings', async () => {
  const api = apiRig()
  const a = await folder(api, { name: 'A' })
  await file(api, 'plan.pdf', { parent_id: String(a.id) })
  const { json } = await api.get(`${INDEX}?filters[folder_id]=${a.id}`)
  expect(json).toMatchObject([
    {
      document_type: 'file',
      children: null,
      file: { file_type: 'pdf', current_version: { number: 1 } },
    },
  ])
  const v2 = await api.get('/rest/v2.0/projects/5001/documents?filters[search]=A&sort=name')
  expect(v2.json.data[0]).toMatchObject({
    id: String(a.id),
    file: null,
    children: { has_children: true, has_children_files: true },
  })
})

it('a company has documents of its own, and shares none with its projects', async () => {
  const api = apiRig()
  const path = '/rest/v1.0/companies/4001'
  const made = await api.post(`${path}/folders`, { folder: { name: 'Standards' } })
  const bytes = formOf('file', { data: ['cad.dwg', 'x'], parent_id: String(made.json.id) })
  const one = await api.post(`${path}/files`, bytes)
  expect(one).toMatchObject({ status: 201, json: { name_with_path: 'Root\\Standards\\cad.dwg' } })
  const { id } = one.json
  expect(namesOf((await api.get(`${path}/folders`)).json.folders)).toEqual([
    'Recycle Bin',
    'Standards',
  ])
  expect(namesOf((await api.get(`${path}/folders/${made.json.id}`)).json.files)).toEqual([
    'cad.dwg',
  ])
  await api.patch(`${path}/folders/${made.json.id}`, { folder: { name: 'CAD' } })
  await api.patch(`${path}/files/${id}`, { file: { description: 'Base' } })
  expect((await api.get(`${path}/files/${id}`)).json).toMatchObject({
    description: 'Base',
    name_with_path: 'Root\\CAD\\cad.dwg',
  })
  expect((await api.post(`${path}/files/${id}/send_email`, {})).status).toBe(204)
  expect((await api.get(`${path}/documents`)).json).toHaveLength(3)
  const v2 = await api.get('/rest/v2.0/companies/4001/documents?filters[document_type]=file')
  expect(v2.json.data).toHaveLength(1)
  const revisions = await api.get(`/rest/v2.0/companies/4001/documents/${id}/revisions`)
  expect(revisions.json.data).toHaveLength(1)
  expect((await api.get(`${FILES}/${id}${IN_5001}`)).status).toBe(404)
  expect((await api.send('DELETE', `${path}/files/${id}`)).status).toBe(200)
  expect((await api.send('DELETE', `${path}/folders/${made.json.id}`)).status).toBe(200)
  // Another company has a root of its own.
  const far = { company: 598134325779301 }
  const there = await api.get('/rest/v1.0/companies/598134325779301/folders', far)
  expect(namesOf(there.json.folders)).toEqual(['Recycle Bin'])
})

it('a project file is deleted by an Admin, and nobody Read Only adds any', async () => {
  const api = apiRig()
  const { json } = await file(api, 'plan.pdf', {}, PM)
  const one = `${FILES}/${json.id}${IN_5001}`
  expect((await api.send('DELETE', one, PM)).call.failure).toBe('permission-too-low')
  expect((await api.send('DELETE', one)).status).toBe(200)
  const byViewer = await file(api, 'x.pdf', {}, { as: 'user-7003' })
  expect(byViewer.call.failure).toBe('permission-too-low')
})

coversRoutesOf('documents', 'folders', 'files', 'company_folders', 'company_files')
