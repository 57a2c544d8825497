/** The bounds of the API of webhooks: how much of each there may be, and may be asked for. */
import { expect, it } from 'vitest'
import { apiRig } from '../../../test/api-rig.ts'
import { HOOKS_MAX, TRIGGERS_MAX } from '../../webhooks/hook-store.ts'

const HOOKS = '/rest/v1.0/webhooks/hooks'
const SETTINGS = { namespace: 'app', destination_url: 'http://127.0.0.1:9/in' }

async function setUp() {
  const rig = apiRig()
  const { webhooks, records } = rig.engine.parts
  const hook = (await rig.post(HOOKS, { project_id: 5001, hook: SETTINGS })).json
  return { ...rig, webhooks, records, hook }
}

it('a company or project has so many hooks, and no more', async () => {
  const { post, webhooks, hook, records } = await setUp()
  const first = webhooks.hooks.find(hook.id)
  records.transaction(() => {
    for (let at = 1; first && at < HOOKS_MAX; at++) webhooks.hooks.create(first, first, 0)
  })
  const refused = await post(HOOKS, { project_id: 5001, hook: SETTINGS })
  expect([refused.status, refused.call.failure]).toEqual([422, 'business-rule'])
  expect((await post(HOOKS, { company_id: 4001, hook: SETTINGS })).status).toBe(201)
})

it('a hook has so many triggers, and no more', async () => {
  const { post, webhooks, hook, records } = await setUp()
  records.transaction(() => {
    for (let at = 0; at < TRIGGERS_MAX; at++) {
      const resourceName = `Resource ${at}`
      webhooks.hooks.createTrigger({
        hookId: hook.id,
        resourceName,
        eventType: 'create',
        userId: 1,
      })
    }
  })
  const trigger = { resource_name: 'RFIs', event_type: 'create' }
  const refused = await post(`${HOOKS}/${hook.id}/triggers`, { project_id: 5001, trigger })
  expect([refused.status, refused.call.failure]).toEqual([422, 'business-rule'])
})

it('a page of deliveries has 100 of them, and 1,000 at most', async () => {
  const { get, webhooks, hook, records } = await setUp()
  const ok = {
    ...{ startedMs: 0, completedMs: 0, status: 200 },
    headers: {},
    body: '',
    error: null,
  }
  records.transaction(() => {
    for (let at = 0; at < 1_001; at++) {
      webhooks.queue.add({
        ...{ hookId: hook.id, eventId: at, ulid: `${at}`, atMs: 0, eventType: 'create' },
        ...{ resourceName: 'RFIs', resourceId: 1, companyId: 4001, projectId: 5001 },
        ...{ userId: 1, clientId: null, related: [] },
      })
      const event = webhooks.queue.first(hook.id)
      if (event) webhooks.queue.delivered(event, ok, false)
    }
  })
  const page = async (size: string) =>
    (await get(`${HOOKS}/${hook.id}/deliveries?project_id=5001${size}`)).json.length
  expect([await page(''), await page('&page_size=5000')]).toEqual([100, 1_000])
})
