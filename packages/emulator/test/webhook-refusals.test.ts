/** Who may make webhooks, and what the API does not take. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Answered,
  COMPANY,
  PROJECT,
  V1,
  V2_COMPANY,
  v1Hook,
  v2Hook,
  type WebhookRig,
  webhookRig,
} from './webhook-rig.ts'

let rig: WebhookRig
beforeAll(async () => {
  rig = await webhookRig()
})
afterAll(() => rig.close())

describe('what is refused', () => {
  it.each([
    { name: 'no wrapper', body: { project_id: PROJECT }, field: 'hook' },
    { name: 'no namespace', hook: { namespace: undefined }, field: 'namespace' },
    { name: 'a capital in a namespace', hook: { namespace: 'MyApp' }, field: 'namespace' },
    { name: 'an underscore in a namespace', hook: { namespace: 'my_app' }, field: 'namespace' },
    { name: 'no destination', hook: { destination_url: '' }, field: 'destination_url' },
    { name: 'no address', hook: { destination_url: 'here' }, field: 'destination_url' },
    { name: 'another scheme', hook: { destination_url: 'ftp://x/y' }, field: 'destination_url' },
    { name: 'an unknown version', hook: { api_version: 'v1' }, field: 'api_version' },
    {
      name: 'a header that is no text',
      hook: { destination_headers: { A: 1 } },
      field: 'destination_headers',
    },
    {
      name: 'a header with a line break',
      hook: { destination_headers: { A: 'a\r\nB: c' } },
      field: 'destination_headers',
    },
  ])('v1.0: $name', async ({ body, hook, field }) => {
    const { status, json } = await rig.send('POST', V1, body ?? v1Hook(hook))
    expect(status).toBe(400)
    expect(json.errors).toHaveProperty(field)
  })

  it.each([{ lacks: 'payload_version' }, { lacks: 'namespace' }, { lacks: 'destination_url' }])(
    'v2.0: a hook without $lacks',
    async ({ lacks }) => {
      const { status, json } = await rig.send(
        'POST',
        `${V2_COMPANY}/hooks`,
        v2Hook({ [lacks]: undefined }),
      )
      expect(status).toBe(400)
      expect(json.errors).toHaveProperty(lacks)
    },
  )

  it.each([
    {
      name: 'both a company and a project',
      body: { company_id: COMPANY },
      choice: 'refused',
      want: 400,
    },
    {
      name: 'both, where the project is assumed',
      body: { company_id: COMPANY },
      choice: 'project',
      want: 201,
    },
    { name: 'neither', body: { project_id: undefined }, choice: 'refused', want: 400 },
  ])('v1.0 with $name', async ({ body, choice, want }) => {
    const own = await webhookRig({ assumptions: { 'webhook-both-scopes': choice } })
    expect((await own.send('POST', V1, { ...v1Hook(), ...body })).status).toBe(want)
    await own.close()
  })

  it.each([
    {
      name: 'no such resource',
      trigger: { resource_name: 'RFI', event_type: 'create' },
      want: 400,
    },
    { name: 'no such event', trigger: { resource_name: 'RFIs', event_type: 'close' }, want: 400 },
    { name: 'no event', trigger: { resource_name: 'RFIs' }, want: 400 },
    {
      name: 'an event that the resource does not have',
      trigger: { resource_name: 'Weather Logs', event_type: 'delete' },
      want: 400,
    },
    {
      name: 'an event that stopped for good',
      trigger: { resource_name: 'Project Users', event_type: 'update' },
      want: 400,
    },
    {
      name: 'one of a company for a hook of a project',
      trigger: { resource_name: 'Company Users', event_type: 'create' },
      want: 400,
    },
    {
      name: 'the same one twice',
      trigger: { resource_name: 'RFIs', event_type: 'CREATE' },
      want: 409,
    },
  ])('a trigger for $name', async ({ trigger, want }) => {
    const hook = await rig.hook(['RFIs create'])
    const made = await rig.send('POST', `${V1}/${hook}/triggers`, { project_id: PROJECT, trigger })
    expect(made.status).toBe(want)
  })

  it.each([
    { choice: 'company-resources', want: 400 },
    { choice: 'all-resources', want: 201 },
  ])('a trigger of a project for a hook of a company, where $choice are assumed', async (row) => {
    const own = await webhookRig({ assumptions: { 'webhook-company-hooks': row.choice } })
    const settings = v2Hook({ destination_url: own.receiver.url })
    const { id } = (await own.send('POST', `${V2_COMPANY}/hooks`, settings)).json.data
    const trigger = { resource_name: 'RFIs', event_type: 'create' }
    const made = await own.send('POST', `${V2_COMPANY}/hooks/${id}/triggers`, trigger)
    expect(made.status).toBe(row.want)
    await own.rfi()
    expect(own.receiver.got).toHaveLength(row.want === 201 ? 1 : 0)
    await own.close()
  })

  it('more than 500 triggers at once, and none', async () => {
    const hook = await rig.hook([])
    const path = `${V1}/${hook}/triggers/bulk`
    const one = { resource_name: 'RFIs', event_type: 'create' }
    const triggers = Array(501).fill(one)
    expect((await rig.send('POST', path, { project_id: PROJECT, triggers })).status).toBe(413)
    const ids = Array(501).fill(1)
    expect((await rig.send('DELETE', path, { project_id: PROJECT, triggers: ids })).status).toBe(
      413,
    )
    expect((await rig.send('POST', path, { project_id: PROJECT, triggers: [] })).status).toBe(400)
  })

  it('a second namespace of an app, where that is assumed', async () => {
    const own = await webhookRig({ assumptions: { 'webhook-second-namespace': 'refused' } })
    expect((await own.send('POST', V1, v1Hook())).status).toBe(201)
    expect((await own.send('POST', V1, v1Hook())).status).toBe(201)
    expect((await own.send('POST', V1, v1Hook({ namespace: 'second' }))).status).toBe(400)
    await own.close()
  })

  it('a hook of another company or project, and of the company by its project', async () => {
    const hook = await rig.hook()
    const seen = (path: string) => rig.send('GET', path).then(({ status }: Answered) => status)
    expect(await seen(`${V1}/${hook}/deliveries?project_id=${PROJECT}`)).toBe(200)
    expect(await seen(`${V1}/${hook}/deliveries?project_id=5002`)).toBe(404)
    expect(await seen(`${V1}/${hook}/deliveries?company_id=${COMPANY}`)).toBe(404)
    expect(await seen(`${V2_COMPANY}/hooks/${hook}`)).toBe(404)
  })
})

it('a hook of a company is not there for another company', async () => {
  const far = 598_134_325_779_301
  const made = await rig.send('POST', V1, { company_id: COMPANY, hook: v1Hook().hook })
  const { access_token: token } = await rig.calls.signIn('admin@northside.example')
  const seen = async (company: number) => {
    const path = `${V1}/${made.json.id}/triggers?company_id=${company}`
    const headers = { 'procore-company-id': String(company) }
    return (await rig.calls.api(path, token, { headers })).status
  }
  expect([await seen(COMPANY), await seen(far)]).toEqual([200, 404])
})

describe('who may', () => {
  it.each([
    { user: 'pm@northside.example', want: 403, why: 'Standard elsewhere, and None here' },
    { user: 'viewer@northside.example', want: 403, why: 'Read Only' },
    { user: 'admin@northside.example', want: 201, why: 'a company administrator' },
  ])('$user is answered $want: $why', async ({ user, want }) => {
    const send = await rig.signedIn(user)
    expect((await send('POST', V1, v1Hook())).status).toBe(want)
    expect((await send('GET', `${V1}?project_id=${PROJECT}`)).status).toBe(want === 201 ? 200 : 403)
    expect((await send('POST', `${V2_COMPANY}/hooks`, v2Hook())).status).toBe(want)
  })

  it.each([
    { level: 'Read Only' as const, want: 403 },
    { level: 'Standard' as const, want: 200 },
  ])('$level on Webhooks API is answered $want', async ({ level, want }) => {
    const { directory } = rig.emulator.parts.platform
    const send = await rig.signedIn('viewer@northside.example')
    const tools = { webhooks_api: level }
    directory.putMember('project', PROJECT, 7003, { default: 'Read Only', tools })
    expect((await send('GET', `${V1}?project_id=${PROJECT}`)).status).toBe(want)
  })

  it('the service app may, at once', async () => {
    const send = await rig.service()
    expect((await send('POST', V1, v1Hook())).status).toBe(201)
    expect((await send('POST', `${V2_COMPANY}/hooks`, v2Hook())).status).toBe(201)
  })
})
