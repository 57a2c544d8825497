import { expect, it } from 'vitest'
import { apiRig } from '../../test/api-rig.ts'

const rfi = {
  rfi: {
    subject: 'Door swing',
    question: { body: 'In or out?' },
    assignee_ids: [7002],
    rfi_manager_id: 7001,
  },
}

it('the road of a first call: projects are listed, an RFI is made, and it is there', async () => {
  const { get, post } = apiRig()
  const projects = await get('/rest/v1.0/projects?company_id=4001')
  expect(projects.json.map((each: { id: number }) => each.id)).toEqual([5001, 5002, 5003])
  expect(projects.json[0].display_name).toBe('1234 - Sandbox Test Project')
  const made = await post('/rest/v1.0/projects/5001/rfis', rfi)
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({
    number: '2',
    subject: 'Door swing',
    title: 'Door swing',
    status: 'open',
    assignees: [{ id: 7002, login: 'pm@northside.example', response_required: true }],
    questions: [{ body: 'In or out?' }],
    created_by: { id: 7001 },
  })
  const shown = await get(`/rest/v1.0/projects/5001/rfis/${made.json.id}`)
  expect(shown.text).toBe(made.text)
  const listed = await get('/rest/v1.0/rfis?project_id=5001')
  expect(listed.headers['total']).toBe('2')
  expect(listed.json[1]).toEqual(made.json)
})
