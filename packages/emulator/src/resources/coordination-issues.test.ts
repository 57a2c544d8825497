import { expect, it } from 'vitest'
import { type ApiRig, apiRig } from '../../test/api-rig.ts'
import { coversRoutesOf } from '../../test/route-cover.ts'
import { walkRoutes } from '../../test/walk-routes.ts'

const PATH = '/rest/v1.0/coordination_issues'
const make = async ({ post }: ApiRig, coordination_issue: object) =>
  (await post(PATH, { project_id: 5001, coordination_issue })).json

it('every usual route does what it says, the recycle bin too', async () => {
  await walkRoutes(apiRig(), 'coordination_issues', {
    sample: (n) => ({ title: `I${n}`, issue_type: 'clash', priority: 'high' }),
    change: { status: 'in_progress' },
  })
})

it('the options of a filter are the values that there are', async () => {
  const api = apiRig()
  await make(api, { title: 'A', assignee_id: 7002, status: 'blocked' })
  await make(api, { title: 'B' })
  const options = async (name: string) =>
    (await api.get(`${PATH}/filter_options/${name}?project_id=5001`)).json
  expect(await options('status')).toEqual([
    { key: 'blocked', value: 'blocked' },
    { key: 'open', value: 'open' },
  ])
  expect(await options('assignee_id')).toEqual([{ key: 7002, value: 'Parker Mason' }])
  expect(await options('created_by_id')).toHaveLength(1)
  expect(await options('location_id')).toEqual([])
  const total = await api.get(`${PATH}/status_total?project_id=5001`)
  expect(total.json).toMatchObject({ open_count: 1, blocked_count: 1, closed_count: 0 })
})

it('many are deleted at once, each for itself', async () => {
  const api = apiRig()
  const { id } = await make(api, { title: 'A' })
  const body = { project_id: 5001, deletes: [{ id }, { id: 5 }] }
  expect((await api.post(`${PATH}/bulk_delete`, body)).json).toEqual({
    entities: [{ id }],
    errors: [{ id: 5, errors: { id: ['Entity with this ID not found'] } }],
  })
  const lacking = await api.post(`${PATH}/bulk_delete`, { project_id: 5001 })
  expect(lacking.json).toEqual({ errors: { deletes: ['required'] } })
})

coversRoutesOf('coordination_issues')
