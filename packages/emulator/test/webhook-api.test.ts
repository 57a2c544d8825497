/** The API of webhooks in both versions: hooks, triggers, deliveries and what can be subscribed to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { coversRoutesOf } from './route-cover.ts'
import {
  COMPANY,
  PROJECT,
  say,
  URL_OF_HOOK,
  V1,
  V2_COMPANY,
  V2_PROJECT,
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

describe('v1.0', () => {
  it('makes, lists, changes and deletes a hook of a company or of a project', async () => {
    for (const scope of [{ company_id: COMPANY }, { project_id: PROJECT }]) {
      const query = new URLSearchParams(scope as never)
      const headers = { Authorization: 'Bearer abcdefghijk', 'X-Short': 'short' }
      const { hook } = v1Hook({ namespace: 'app-1', destination_headers: headers })
      const made = await rig.send('POST', V1, { ...scope, hook })
      expect(made.status).toBe(201)
      expect(made.json).toEqual({
        id: expect.any(Number),
        api_version: 'v2',
        destination_headers: { Authorization: '*****ghijk', 'X-Short': '*****' },
        destination_url: URL_OF_HOOK,
        owned_by_company_id: 'company_id' in scope ? COMPANY : null,
        owned_by_project_id: 'project_id' in scope ? PROJECT : null,
        owned_by_user_id: 7001,
        namespace: 'app-1',
      })
      const list = async (more = '') => (await rig.send('GET', `${V1}?${query}${more}`)).json
      expect(await list()).toEqual([made.json])
      expect(await list('&namespace=app-1&api_version=v2')).toEqual([made.json])
      expect(await list('&namespace=other')).toEqual([])
      const path = `${V1}/${made.json.id}`
      const changed = await rig.send('PATCH', path, { ...scope, hook: { api_version: 'v3.0' } })
      expect(changed.status).toBe(200)
      expect(changed.json).toEqual({ ...made.json, api_version: 'v3.0' })
      expect((await rig.send('DELETE', `${path}?${query}`)).status).toBe(200)
      expect(await list()).toEqual([])
    }
  })

  it('makes, lists and deletes triggers, whose types it shows in capitals', async () => {
    const hook = await rig.hook([])
    const path = `${V1}/${hook}/triggers`
    const trigger = { resource_name: 'RFI Replies', event_type: 'Delete' }
    const made = await rig.send('POST', path, { project_id: PROJECT, api_version: 'v2', trigger })
    expect(made.status).toBe(201)
    expect(made.json).toEqual({
      id: expect.any(Number),
      webhook_hook_id: hook,
      resource_name: 'RFI Replies',
      resource_id: null,
      event_type: 'DELETE',
      company_id: null,
      project_id: PROJECT,
      user_id: 7001,
    })
    const query = `project_id=${PROJECT}`
    expect((await rig.send('GET', `${path}?${query}`)).json).toEqual([made.json])
    expect((await rig.send('DELETE', `${path}/${made.json.id}?${query}`)).status).toBe(200)
    expect((await rig.send('GET', `${path}?${query}`)).json).toEqual([])
    expect((await rig.send('DELETE', `${path}/${made.json.id}?${query}`)).status).toBe(404)
  })

  it('makes and deletes many triggers at once, each for itself', async () => {
    const hook = await rig.hook([])
    const path = `${V1}/${hook}/triggers/bulk`
    const scope = { project_id: PROJECT, api_version: 'v2' }
    const good = [
      { resource_name: 'RFIs', event_type: 'create' },
      { resource_name: 'Submittals', event_type: 'update' },
    ]
    const all = await rig.send('POST', path, { ...scope, triggers: good })
    expect(all.status).toBe(200)
    expect(all.json).toMatchObject({
      success: [{ event_type: 'CREATE' }, { event_type: 'UPDATE' }],
    })
    const bad = [{ resource_name: 'Project Files' }, { resource_name: 'x', event_type: 'create' }]
    const some = await rig.send('POST', path, {
      ...scope,
      triggers: [...bad, good[0], { resource_name: 'RFIs', event_type: 'update' }],
    })
    expect(some.status).toBe(207)
    expect(some.json).toMatchObject({
      success: [{ resource_name: 'RFIs', event_type: 'UPDATE' }],
      failed: [
        { code: '400', trigger: bad[0], errors: { event_type: ['required'] } },
        { code: '400', trigger: bad[1], errors: { resource_name: [expect.any(String)] } },
        { code: '409', trigger: good[0] },
      ],
    })
    const ids = all.json.success.map((each: { id: number }) => each.id)
    const partly = await rig.send('DELETE', path, { ...scope, triggers: [ids[0], 1] })
    expect(partly.status).toBe(207)
    expect(partly.json).toEqual({ success: [ids[0]], failed: [{ code: '404', trigger: 1 }] })
    const rest = await rig.send('DELETE', path, { ...scope, triggers: [ids[1]] })
    expect([rest.status, rest.json]).toEqual([200, { success: [ids[1]] }])
  })

  it('lists each try with page_size and page_start, by status', async () => {
    const own = await webhookRig()
    own.receiver.reaction = say(500)
    const hook = await own.hook()
    await own.rfi('a')
    own.receiver.reaction = say(200)
    await own.pass('1s')
    await own.rfi('b')
    await own.calls.door('faults', { failure: 'webhook-discarded', times: 1 })
    await own.rfi('c')
    const ids = async (query: string) =>
      (await own.deliveries(hook, query)).map((each: { id: number }) => each.id)
    const all = await ids('')
    expect(all).toHaveLength(4)
    expect(await ids('&page_size=3')).toEqual(all.slice(0, 3))
    expect(await ids(`&page_size=3&page_start=${all[2]}`)).toEqual(all.slice(3))
    expect(await ids('&page_size=0&page_start=x')).toEqual(all)
    for (const filter of ['filter', 'filters']) {
      expect(await ids(`&${filter}[status]=any`)).toEqual(all)
      expect(await ids(`&${filter}[status]=failing`)).toEqual([all[0]])
      expect(await ids(`&${filter}[status]=successful`)).toEqual([all[1], all[2]])
      expect(await ids(`&${filter}[status]=discarded`)).toEqual([all[3]])
    }
    const unknown = await own.send(
      'GET',
      `${V1}/${hook}/deliveries?project_id=${PROJECT}&filter[status]=lost`,
    )
    expect(unknown.status).toBe(400)
    await own.close()
  })

  it('tells the newest first where that is assumed', async () => {
    const own = await webhookRig({ assumptions: { 'webhook-deliveries-order': 'newest-first' } })
    const hook = await own.hook()
    await own.rfi('a')
    await own.rfi('b')
    const [newest, oldest] = await own.deliveries(hook)
    expect(newest.id).toBeGreaterThan(oldest.id)
    expect(await own.deliveries(hook, `&page_start=${newest.id}`)).toEqual([oldest])
    await own.close()
  })

  it('lists what can be subscribed to: 25 resources of a company, 96 of a project, and ours', async () => {
    const known = async (query: string) => {
      const { json } = await rig.send('GET', `/rest/v1.0/webhooks/resources?${query}`)
      return new Map<string, Record<string, unknown>>(
        json.map((each: { tools: string }) => [each.tools, each]),
      )
    }
    const ofCompany = await known(`company_id=${COMPANY}`)
    const ofProject = await known(`project_id=${PROJECT}`)
    expect(ofCompany.size).toBeGreaterThanOrEqual(25)
    expect(ofProject.size).toBeGreaterThanOrEqual(96)
    expect(ofProject.get('Project Users')).toMatchObject({ except: ['update'], update: null })
    expect(ofCompany.get('Company Users')).toMatchObject({
      except: ['delete'],
      create: 'create',
      delete: null,
    })
    expect(ofProject.get('RFIs')).toMatchObject({ except: [], tools: 'RFIs' })
    const versions = await rig.send(
      'GET',
      `/rest/v1.0/webhooks/resources/api_versions?project_id=${PROJECT}`,
    )
    expect(versions.json).toEqual(['v2.0', 'v3.0', 'v4.0'])
  })
})

describe.each([
  { of: 'a company', base: V2_COMPANY, owner: { company_id: '4001', project_id: null } },
  { of: 'a project', base: V2_PROJECT, owner: { company_id: null, project_id: '5001' } },
])('v2.0 of $of', ({ base, owner }) => {
  const resource = owner.project_id === null ? 'Company Vendors' : 'RFIs'

  it('makes, shows, lists, changes and deletes a hook, and disables it', async () => {
    const made = await rig.send('POST', `${base}/hooks`, v2Hook())
    expect(made.status).toBe(201)
    expect(made.json.data).toEqual({
      id: expect.stringMatching(/^\d+$/),
      status: 'active',
      payload_version: 'v4.0',
      namespace: 'my-app',
      destination_headers: {},
      destination_url: URL_OF_HOOK,
      trigger_count: 0,
      ...owner,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    })
    const { id } = made.json.data
    const path = `${base}/hooks/${id}`
    expect((await rig.send('GET', path)).json.data).toEqual(made.json.data)
    const list = async (query: string) => {
      const { json } = await rig.send('GET', `${base}/hooks?${query}`)
      return json.data.find((each: { id: string }) => each.id === id)
    }
    expect(await list('namespace=my-app&payload_version=v4.0')).not.toHaveProperty('trigger_count')
    expect(await list('include_trigger_count=true')).toMatchObject({ trigger_count: 0 })
    expect(await list('payload_version=v2.0')).toBeUndefined()
    const changed = await rig.send('PATCH', path, { status: 'disabled', namespace: 'another' })
    expect(changed.json.data).toMatchObject({ status: 'disabled', namespace: 'another' })
    expect((await rig.send('PATCH', path, { status: 'paused' })).status).toBe(400)
    expect((await rig.send('DELETE', path)).status).toBe(204)
    expect((await rig.send('GET', path)).status).toBe(404)
  })

  it('makes, lists and deletes triggers, alone and many at once', async () => {
    const { id } = (await rig.send('POST', `${base}/hooks`, v2Hook())).json.data
    const path = `${base}/hooks/${id}/triggers`
    const made = await rig.send('POST', path, { resource_name: resource, event_type: 'create' })
    expect(made.status).toBe(201)
    expect(made.json.data).toEqual({
      id: expect.stringMatching(/^\d+$/),
      webhook_hook_id: id,
      resource_name: resource,
      event_type: 'create',
      ...owner,
    })
    const whole = await rig.send('POST', `${path}/bulk`, [
      { resource_name: resource, event_type: 'update' },
    ])
    expect([whole.status, whole.json.data]).toMatchObject([201, [{ event_type: 'update' }]])
    const part = await rig.send('POST', `${path}/bulk`, [
      { resource_name: resource, event_type: 'update' },
    ])
    expect([part.status, part.json.data]).toMatchObject([207, [{ code: '409' }]])
    expect((await rig.send('GET', `${path}?per_page=1`)).json.data).toEqual([made.json.data])
    const ids = [whole.json.data[0].id, '1']
    const gone = await rig.send('DELETE', `${path}/bulk`, ids)
    expect([gone.status, gone.json.data]).toEqual([207, { succeeded: [ids[0]], failed: ['1'] }])
    const again = await rig.send('POST', `${path}/bulk`, [
      { resource_name: resource, event_type: 'update' },
    ])
    const rest = await rig.send('DELETE', `${path}/bulk`, [again.json.data[0].id])
    expect([rest.status, rest.json.data]).toEqual([200, { succeeded: [again.json.data[0].id] }])
    expect((await rig.send('DELETE', `${path}/${made.json.data.id}`)).status).toBe(204)
    await rig.send('DELETE', `${base}/hooks/${id}`)
  })

  it('lists each event with its tries, and filters them', async () => {
    const own = await webhookRig()
    const settings = v2Hook({ destination_url: own.receiver.url })
    const { id } = (await own.send('POST', `${base}/hooks`, settings)).json.data
    for (const type of ['create', 'update']) {
      const trigger = { resource_name: resource, event_type: type }
      await own.send('POST', `${base}/hooks/${id}/triggers`, trigger)
    }
    const change = async () => {
      if (owner.project_id !== null) return own.rfi()
      await own.send('POST', '/rest/v1.0/vendors', {
        company_id: COMPANY,
        vendor: { name: `Vendor ${own.clock.nowMs()}` },
      })
      return own.courier.settled()
    }
    await change()
    await own.pass('24h')
    await own.signInAgain()
    await own.calls.door('faults', { failure: 'webhook-discarded', times: 1 })
    await change()
    own.receiver.reaction = say(500, {}, 'not now')
    await change()
    own.clock.advance(1)
    await change()
    const path = `${base}/hooks/${id}/deliveries`
    const statuses = async (query = '') =>
      (await own.send('GET', `${path}?${query}`)).json.data.map(
        (each: { status: string }) => each.status,
      )
    const all = ['delivered', 'discarded', 'retrying', 'enqueued']
    expect(await statuses()).toEqual(all)
    expect(await statuses('per_page=3&page=2')).toEqual(['enqueued'])
    expect(await statuses('filter[status]=succeeded')).toEqual(['delivered'])
    expect(await statuses('filters[status]=retrying')).toEqual(['retrying'])
    expect(await statuses('filter[status]=enqueued')).toEqual(['enqueued'])
    expect(await statuses('filter[status]=discarded')).toEqual(['discarded'])
    expect(await statuses('filter[status]=failed')).toEqual([])
    expect(await statuses('filter[event_type]=update')).toEqual([])
    expect(await statuses(`filter[resource_name]=${resource}&filter[event_type]=CREATE`)).toEqual(
      all,
    )
    expect(await statuses('filter[end]=2026-11-20')).toEqual(['delivered'])
    expect(await statuses('filter[start]=2026-11-21')).toEqual(all.slice(1))
    expect(await statuses('filter[start]=2026-11-21&filter[end]=2026-11-21')).toHaveLength(3)
    const { headers, json } = await own.send('GET', path)
    expect([headers.get('total'), headers.get('per-page')]).toEqual(['4', '10'])
    expect(json.data[0]).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      payload: own.receiver.got[0]?.body,
      delivery_attempts: [{ success: true, response_status: 200 }],
    })
    expect(json.data[1].delivery_attempts).toEqual([])
    expect(json.data[2].delivery_attempts).toMatchObject([
      { success: false, response_status: 500, response_body: 'not now' },
    ])
    expect((await own.send('GET', `${path}?filter[status]=lost`)).status).toBe(400)
    await own.close()
  })

  it('lists what can be subscribed to by payload version', async () => {
    const path = `${base}/resources`
    const { status, json, headers } = await rig.send(
      'GET',
      `${path}?payload_version=v4.0&per_page=100`,
    )
    expect(status).toBe(200)
    expect(Number(headers.get('total'))).toBeGreaterThanOrEqual(25)
    const found = json.data.find((each: { name: string }) => each.name === resource)
    expect(found).toMatchObject({ payload_version: 'v4.0', tool: expect.any(String) })
    expect(found.actions.slice(0, 2)).toEqual(['create', 'update'])
    expect((await rig.send('GET', path)).status).toBe(400)
    expect((await rig.send('GET', `${path}?payload_version=v9`)).status).toBe(400)
  })
})

coversRoutesOf('webhook_hooks', 'webhook_triggers', 'webhook_deliveries', 'webhook_resources')
