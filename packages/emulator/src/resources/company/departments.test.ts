import { expect, it } from 'vitest'
import { apiRig } from '../../../test/api-rig.ts'
import { coversRoutesOf } from '../../../test/route-cover.ts'

const PATH = '/rest/v1.0/departments'
const body = (name: string, more = {}) => ({ company_id: 4001, department: { name, ...more } })

it('a department is made, listed, renamed and deleted', async () => {
  const { post, get, patch, send } = apiRig()
  const made = await post(PATH, body('Civil', { origin_id: 'd-1', origin_data: 'erp' }))
  expect(made).toMatchObject({
    status: 201,
    json: { name: 'Civil', origin_id: 'd-1', origin_data: 'erp' },
  })
  const one = `${PATH}/${made.json.id}`
  await patch(one, body('Marine'))
  expect((await get(`${one}?company_id=4001`)).json.name).toBe('Marine')
  expect((await get(`${PATH}?company_id=4001`)).json).toHaveLength(1)
  expect((await send('DELETE', `${one}?company_id=4001`)).status).toBe(200)
  expect((await get(`${one}?company_id=4001`)).call.failure).toBe('resource-not-found')
})

it('a name is taken once in a company, and cannot be left out', async () => {
  const { post } = apiRig()
  await post(PATH, body('Civil'))
  const twin = await post(PATH, body('CIVIL'))
  expect([twin.status, twin.call.failure]).toEqual([422, 'business-rule'])
  const blank = await post(PATH, body(''))
  expect([blank.status, blank.json]).toEqual([400, { errors: { name: ['required'] } }])
})

it('a department that a project is in cannot be deleted', async () => {
  const { post, patch, get, send } = apiRig()
  const { json } = await post(PATH, body('Civil'))
  const project = { company_id: 4001, project: { department_ids: [json.id] } }
  await patch('/rest/v1.0/projects/5002', project)
  const shown = await get('/rest/v1.0/projects/5002?company_id=4001')
  expect(shown.json.departments).toEqual([{ id: json.id, name: 'Civil' }])
  const kept = await send('DELETE', `${PATH}/${json.id}?company_id=4001`)
  expect([kept.status, kept.call.failure]).toEqual([422, 'business-rule'])
  await patch('/rest/v1.0/projects/5002', { company_id: 4001, project: { department_ids: [] } })
  expect((await send('DELETE', `${PATH}/${json.id}?company_id=4001`)).status).toBe(200)
})

it('only an Admin of the company changes departments', async () => {
  const { post } = apiRig()
  const { call } = await post(PATH, body('Civil'), { as: 'user-7002' })
  expect(call.failure).toBe('permission-too-low')
})

coversRoutesOf('departments')
