import { expect, it } from 'vitest'
import { apiRig } from '../../test/api-rig.ts'

/** Two companies that the admin is in, with a vendor and a project each. */
const HERE = 4001
const THERE = 598_134_325_779_301
const there = { company: THERE }

const setUp = async (options = {}) => {
  const rig = apiRig(options)
  const vendor = async (company: number, name: string) =>
    (await rig.post('/rest/v1.0/vendors', { company_id: company, vendor: { name } }, { company }))
      .json
  const ours = await vendor(HERE, 'Ours')
  const theirs = await vendor(THERE, 'Theirs')
  const project = await rig.post(
    '/rest/v1.0/projects',
    { company_id: THERE, project: { name: 'Far' } },
    there,
  )
  return { ...rig, ours, theirs, project: project.json }
}

it('a record of another company is not found, nor changed', async () => {
  const { get, patch, theirs } = await setUp()
  const path = `/rest/v1.0/vendors/${theirs.id}`
  expect((await get(`${path}?company_id=${HERE}`)).call.failure).toBe('resource-not-found')
  expect((await patch(path, { company_id: HERE, vendor: { name: 'Taken' } })).status).toBe(404)
  const { json } = await patch('/rest/v1.0/vendors/sync', {
    company_id: HERE,
    updates: [{ id: theirs.id, name: 'Taken' }],
  })
  expect(json).toMatchObject({
    entities: [],
    errors: [{ errors: { id: ['Entity with this ID not found'] } }],
  })
  expect((await get(`${path}?company_id=${THERE}`, there)).json.name).toBe('Theirs')
})

it('the company of the query is that of the header', async () => {
  const { get } = await setUp()
  expect((await get(`/rest/v1.0/vendors?company_id=${THERE}`)).call.failure).toBe(
    'resource-not-found',
  )
  expect((await get(`/rest/v1.0/vendors?company_id=${HERE}`, there)).call.failure).toBe(
    'resource-not-found',
  )
})

it('a list without a company in its address is the one of the header, when that is assumed', async () => {
  const { get } = await setUp({ assumptions: { 'missing-scope': 'header' } })
  expect((await get('/rest/v1.0/vendors')).json).toMatchObject([{ name: 'Ours' }])
  expect((await get('/rest/v1.0/vendors', there)).json).toMatchObject([{ name: 'Theirs' }])
})

it('nothing refers to a record or a person of another company', async () => {
  const { post, theirs } = await setUp()
  const rfi = { subject: 'S', question: { body: 'Q' }, assignee_ids: [7002] }
  const refer = (more: object) =>
    post('/rest/v1.0/projects/5001/rfis', { rfi: { ...rfi, ...more } })
  expect((await refer({ responsible_contractor_id: theirs.id })).json).toEqual({
    errors: { responsible_contractor_id: ['is invalid'] },
  })
  const project = { rfi: { ...rfi } }
  const { project: far, post: again } = await setUp()
  const answer = await again(`/rest/v1.0/projects/${far.id}/rfis`, project, there)
  expect(answer.json).toEqual({ errors: { assignees: ['is invalid'] } })
})

it('somebody who is in both companies is referred to in both', async () => {
  const { post, project } = await setUp()
  const rfi = { subject: 'S', question: { body: 'Q' }, assignee_ids: [7001] }
  const { status, json } = await post(`/rest/v1.0/projects/${project.id}/rfis`, { rfi }, there)
  expect([status, json.assignees[0].id]).toEqual([201, 7001])
})

it('a reply is found under its own RFI only', async () => {
  const { get, post } = await setUp()
  const rfis = '/rest/v1.0/projects/5001/rfis'
  const rfi = { subject: 'S', question: { body: 'Q' }, assignee_ids: [7002] }
  const other = (await post(rfis, { rfi })).json
  const reply = (await post(`${rfis}/20001/replies`, { reply: { body: 'R' } })).json
  expect((await get(`${rfis}/20001/replies/${reply.id}`)).status).toBe(200)
  expect((await get(`${rfis}/${other.id}/replies/${reply.id}`)).status).toBe(404)
  expect((await get(`${rfis}/${other.id}/replies`)).json).toEqual([])
})

it('a company administrator has Admin in the projects that they are in, whatever their level there', async () => {
  const { get, patch, platform } = await setUp()
  platform.directory.putMember('project', 5001, 7001, { default: 'None', tools: {} })
  expect((await get('/rest/v1.0/projects/5001/rfis')).status).toBe(200)
  expect((await patch('/rest/v1.0/projects/5001/tools', { tools: [] })).status).toBe(200)
  platform.directory.removeMember('project', 5001, 7001)
  expect((await get('/rest/v1.0/projects/5001/rfis')).call.failure).toBe('project-out-of-scope')
})

it.each([{ origin_id: { a: 1 } }, { origin_id: 'x'.repeat(256) }, { origin_id: true }])(
  'an origin_id that can be none is refused',
  async ({ origin_id }) => {
    const { post } = await setUp()
    const { status, json } = await post('/rest/v1.0/vendors', {
      company_id: HERE,
      vendor: { name: 'N', origin_id },
    })
    expect([status, Object.keys(json.errors)]).toEqual([400, ['origin_id']])
  },
)
