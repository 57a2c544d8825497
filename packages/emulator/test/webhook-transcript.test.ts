/** A first webhook, as somebody tries it: plain fetch, a receiver of one's own, and the list of deliveries. */
import { afterEach, expect, it } from 'vitest'
import { type WebhookRig, webhookRig } from './webhook-rig.ts'

let rig: WebhookRig
afterEach(() => rig.close())

it('create a hook and a trigger, create an RFI: the event arrives, and its delivery is listed', async () => {
  rig = await webhookRig()
  const { url, receiver, courier, calls } = rig
  const { access_token: token } = await calls.signIn('admin@northside.example')
  const headers = {
    Authorization: `Bearer ${token}`,
    'Procore-Company-Id': '4001',
    'Content-Type': 'application/json',
  }
  const post = (path: string, body: object) =>
    fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })

  const created = await post('/rest/v1.0/webhooks/hooks', {
    project_id: 5001,
    hook: {
      api_version: 'v2',
      namespace: 'smithsoft-costcoder',
      destination_url: receiver.url,
      destination_headers: { Authorization: 'Bearer only-mine-to-know' },
    },
  })
  expect(created.status).toBe(201)
  const hook = await created.json()
  expect(hook).toMatchObject({
    api_version: 'v2',
    destination_headers: { Authorization: '*****-know' },
    owned_by_project_id: 5001,
    namespace: 'smithsoft-costcoder',
  })

  const triggered = await post(`/rest/v1.0/webhooks/hooks/${hook.id}/triggers`, {
    project_id: 5001,
    api_version: 'v2',
    trigger: { resource_name: 'RFIs', event_type: 'create' },
  })
  expect(triggered.status).toBe(201)
  expect(await triggered.json()).toMatchObject({ resource_name: 'RFIs', event_type: 'CREATE' })

  const rfi = await (
    await post('/rest/v1.0/projects/5001/rfis', {
      rfi: { subject: 'Beam B7', question: { body: 'Which steel?' }, assignee_ids: [7002] },
    })
  ).json()

  await courier.settled()
  const [notice] = receiver.got
  expect(notice?.headers).toMatchObject({
    authorization: 'Bearer only-mine-to-know',
    'content-type': 'application/json',
  })
  expect(notice?.body).toMatchObject({
    event_type: 'create',
    resource_name: 'RFIs',
    resource_id: rfi.id,
    project_id: 5001,
    metadata: { source_application_id: 'underpin-app', source_user_id: 7001 },
  })

  const listed = await fetch(
    `${url}/rest/v1.0/webhooks/hooks/${hook.id}/deliveries?project_id=5001&filters[status]=successful`,
    { headers },
  )
  expect(await listed.json()).toMatchObject([
    { outcome: 'ok', response_status: 200, response_error: null, event: notice?.body },
  ])
})
