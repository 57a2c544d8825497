/** Which changes make events, what is told of them, and the faults that happen to their delivery. */
import { classify } from '@underpin/failures'
import { afterEach, describe, expect, it } from 'vitest'
import type { EmulatorOptions } from '../src/emulator-options.ts'
import { PROJECT, V1, type WebhookRig, webhookRig } from './webhook-rig.ts'

const rigs: WebhookRig[] = []
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.close()
})

async function start(options: EmulatorOptions = {}): Promise<WebhookRig> {
  const rig = await webhookRig(options)
  rigs.push(rig)
  return rig
}

describe('what makes an event', () => {
  it.each([
    { name: 'a create', trigger: 'RFIs create', want: ['create'] },
    { name: 'an update', trigger: 'RFIs UPDATE', want: ['update'] },
    { name: 'nothing of another resource', trigger: 'Submittals create', want: [] },
  ])('$name', async ({ trigger, want }) => {
    const rig = await start()
    await rig.hook([trigger])
    const id = await rig.rfi()
    const path = `/rest/v1.0/projects/${PROJECT}/rfis/${id}`
    await rig.send('PATCH', path, { rfi: { subject: 'Changed' } })
    await rig.send('PATCH', path, { rfi: { assignee_ids: [] } })
    await rig.courier.settled()
    expect(rig.receiver.got.map(({ body }) => body.event_type)).toEqual(want)
  })

  it('every item of a sync that was stored, and none that was refused', async () => {
    const rig = await start()
    await companyHook(rig, 'Company Vendors', 'create')
    await rig.send('PATCH', '/rest/v1.0/vendors/sync', {
      company_id: 4001,
      updates: [{ name: 'One' }, { name: '' }, { name: 'Two' }],
    })
    await rig.courier.settled()
    expect(rig.receiver.got).toHaveLength(2)
  })

  it('a change of the company carries no project', async () => {
    const rig = await start()
    await companyHook(rig, 'Company Vendors', 'create')
    await rig.send('POST', '/rest/v1.0/vendors', { company_id: 4001, vendor: { name: 'New' } })
    await rig.courier.settled()
    const [notice] = rig.receiver.got
    expect(notice?.body).toMatchObject({ company_id: 4001, resource_name: 'Company Vendors' })
    expect(notice?.body).not.toHaveProperty('project_id')
    expect(notice?.body.metadata.source_project_id).toBeNull()
  })

  it('who acted is told, so that an app can tell its own changes', async () => {
    const rig = await start()
    await rig.hook()
    const service = await rig.service()
    await service('POST', `/rest/v1.0/projects/${PROJECT}/rfis`, {
      rfi: { subject: 'By the app', question: { body: '?' }, assignee_ids: [7002] },
    })
    await rig.courier.settled()
    const { metadata, user_id: userId } = rig.receiver.got[0]?.body ?? {}
    expect(metadata.source_application_id).toBe('underpin-service')
    expect(userId).toBe(metadata.source_user_id)
  })

  it.each([
    { choice: 'per-hook', ids: 2 },
    { choice: 'shared', ids: 1 },
  ])('two hooks hear of one change by $ids ids where they are $choice', async ({ choice, ids }) => {
    const rig = await start({ assumptions: { 'webhook-event-ids': choice } })
    await rig.hook()
    await rig.hook()
    await rig.rfi()
    expect(rig.receiver.got).toHaveLength(2)
    expect(new Set(rig.receiver.got.map(({ body }) => body.ulid)).size).toBe(ids)
  })
})

describe('faults', () => {
  it('a delivery fails as if nobody answered, and the receiver gets the next try', async () => {
    const rig = await start()
    const hook = await rig.hook()
    await rig.calls.door('faults', { failure: 'webhook-delivery-failing', times: 2 })
    await rig.rfi()
    await rig.pass('1s')
    expect(rig.receiver.got).toHaveLength(0)
    await rig.pass('2s')
    expect(rig.receiver.got).toHaveLength(1)
    expect(await rig.outcomes(hook)).toEqual(['retried', 'retried', 'ok'])
  })

  it('a delivery fails after the receiver did its work, and comes again', async () => {
    const rig = await start()
    await rig.hook()
    await rig.calls.door('faults', { failure: 'webhook-delivery-failing', times: 1, applied: true })
    await rig.rfi()
    await rig.pass('1s')
    const ids = rig.receiver.got.map(({ body }) => body.ulid)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })

  it('a queue is flushed as if twelve hours had passed', async () => {
    const rig = await start()
    const hook = await rig.hook()
    await rig.calls.door('faults', { failure: 'webhook-discarded', times: 1 })
    await rig.rfi()
    await rig.rfi('The next one')
    expect(await rig.outcomes(hook)).toEqual(['discarded', 'ok'])
    expect(rig.receiver.got).toHaveLength(1)
  })

  it('an event comes twice and no more often, however long the fault is on', async () => {
    const rig = await start()
    const hook = await rig.hook()
    await rig.calls.door('faults', { failure: 'webhook-duplicate' })
    await rig.rfi()
    await rig.rfi()
    expect(await rig.outcomes(hook)).toEqual(['ok', 'ok', 'ok', 'ok'])
    const ids = rig.receiver.got.map(({ body }) => body.ulid)
    expect(ids[0]).toBe(ids[1])
    expect(ids[2]).toBe(ids[3])
    expect(new Set(ids).size).toBe(2)
    const body = JSON.stringify(rig.receiver.got.map((notice) => notice.body))
    const known = classify({ surface: 'webhook', response: { body } })
    expect(known?.failure).toBe('webhook-duplicate')
  })

  it.each([
    { match: { path: '/notices' }, isRaised: true },
    { match: { path: '/other*' }, isRaised: false },
    { match: { companyId: 4001, clientId: 'underpin-app', method: 'POST' }, isRaised: true },
    { match: { clientId: 'underpin-service' }, isRaised: false },
  ])('are for the deliveries that match: $match', async ({ match, isRaised }) => {
    const rig = await start()
    const hook = await rig.hook()
    const { json } = await rig.calls.door('faults', { failure: 'webhook-discarded', match })
    await rig.rfi()
    expect(await rig.outcomes(hook)).toEqual([isRaised ? 'discarded' : 'ok'])
    const fault = await rig.calls.door(`faults/${json.number}`)
    expect(fault.json.raised).toBe(isRaised ? 1 : 0)
  })
})

async function companyHook(rig: WebhookRig, name: string, type: string): Promise<number> {
  const settings = { api_version: 'v2', namespace: 'my-app', destination_url: rig.receiver.url }
  const made = await rig.send('POST', V1, { company_id: 4001, hook: settings })
  await rig.send('POST', `${V1}/${made.json.id}/triggers`, {
    company_id: 4001,
    trigger: { resource_name: name, event_type: type },
  })
  return made.json.id
}
