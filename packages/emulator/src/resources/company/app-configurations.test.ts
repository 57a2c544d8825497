import { expect, it } from 'vitest'
import { apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'

const C = '/rest/v1.0/companies/4001/app_configurations'

const rig = () => {
  const api = apiRig()
  const installed = api.platform.directory.installations.find('underpin-app', 4001)
  const configuration = (more: object = {}) => ({
    app_installation_id: installed?.id,
    title: 'Viewer',
    instance_configuration: { url: 'https://viewer.example' },
    ...more,
  })
  return { ...api, configuration }
}

it('is made, shown, listed, changed and deleted', async () => {
  const { post, get, patch, send, configuration } = rig()
  const made = await post(C, configuration({ project_ids: [5001, 5002] }))
  expect([made.status, made.json.projects]).toEqual([201, [{ id: 5001 }, { id: 5002 }]])
  const { id } = made.json
  expect((await get(`${C}/${id}`)).json).toMatchObject({ company_id: 4001, title: 'Viewer' })
  expect((await get(`${C}?filters[project_id]=5002`)).json).toHaveLength(1)
  expect((await get(`${C}?filters[project_id]=5003`)).json).toHaveLength(0)
  const changed = await patch(`${C}/${id}`, { title: 'New', project_ids: [5003] })
  expect(changed.json).toMatchObject({ title: 'New', projects: [{ id: 5003 }] })
  const deleted = await send('DELETE', `${C}/${id}`)
  expect([deleted.status, deleted.text]).toEqual([204, ''])
  expect((await get(`${C}/${id}`)).status).toBe(404)
})

it.each([
  { first: { project_ids: [5001] }, second: { project_ids: [5002] }, want: 201 },
  { first: { project_ids: [5001] }, second: { project_ids: [5002, 5001] }, want: 409 },
  {
    first: { applies_to_all_projects: true },
    second: { applies_to_all_projects: true },
    want: 409,
  },
  { first: { applies_to_company: true }, second: { applies_to_company: true }, want: 409 },
  { first: { applies_to_company: true }, second: { project_ids: [5001] }, want: 201 },
])('after $first, $second is $want', async ({ first, second, want }) => {
  const { post, configuration } = rig()
  expect((await post(C, configuration(first))).status).toBe(201)
  expect((await post(C, configuration(second))).status).toBe(want)
})

it.each([
  {
    rule: 'an app that is not installed',
    more: { app_installation_id: 5 },
    want: [422, 'app_installation_id'],
  },
  {
    rule: 'a project of another company',
    more: { project_ids: [9999] },
    want: [422, 'project_ids'],
  },
  {
    rule: 'all projects and some of them',
    more: { applies_to_all_projects: true, project_ids: [5001] },
    want: [422, 'project_ids'],
  },
  { rule: 'no title', more: { title: '' }, want: [400, 'title'] },
  {
    rule: 'a configuration that is no object',
    more: { instance_configuration: 'x' },
    want: [400, 'instance_configuration'],
  },
])('$rule is refused', async ({ more, want }) => {
  const { post, configuration } = rig()
  const { status, json } = await post(C, configuration(more))
  expect([status, Object.keys(json.errors)[0]]).toEqual(want)
})

it('needs Admin on the company’s Admin tool', async () => {
  const { post, configuration } = rig()
  expect((await post(C, configuration(), { as: 'user-7002' })).status).toBe(403)
})

coversRoutesOf('app_configurations')
