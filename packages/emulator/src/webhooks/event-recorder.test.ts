/** What becomes of a change: which hooks hear of it, and what each version of the payload says. */
import { expect, it } from 'vitest'
import { apiRig } from '../../test/api-rig.ts'
import type { RecordChange } from '../engine/changes.ts'
import { text } from '../engine/field.ts'
import { type Resource, routesOf } from '../engine/resource.ts'
import { RESOURCES } from '../resources/index.ts'
import { QUEUE_MAX } from './event-queue.ts'
import { EventRecorder } from './event-recorder.ts'
import type { EventType, PayloadVersion } from './hook.ts'
import { payloadOf } from './payload.ts'

const CONTRACTS = '/rest/v1.0/projects/{project_id}/some_contracts'

const contracts: Resource = {
  ...{ name: 'some_contracts', wrapper: 'contract', belongsTo: 'project', source: '11' },
  event: 'Purchase Order Contracts',
  fields: { title: text() },
  paths: [{ scope: 'project', tool: 'commitments', routes: routesOf(CONTRACTS, ['create']) }],
}
const lines: Resource = {
  ...{ name: 'some_lines', wrapper: 'line', belongsTo: 'project', source: '11' },
  event: 'Purchase Order Contract Line Items',
  parent: { resource: 'some_contracts', parameter: 'contract_id' },
  fields: { title: text() },
  paths: [
    {
      ...{ scope: 'project', tool: 'commitments' },
      routes: routesOf(`${CONTRACTS}/{contract_id}/lines`, ['create', 'delete']),
    },
  ],
}
const people: Resource = { ...contracts, name: 'some_people', event: 'Project Users', paths: [] }

const CHANGE: RecordChange = {
  ...{ resource: 'rfis', event: 'create', id: 20_002, companyId: 4001, projectId: 5001 },
  ...{ userId: 7001, clientId: 'underpin-app', record: {} },
}

function setUp(trigger: [string, EventType], projectId: number | null = 5001) {
  const rig = apiRig({ resources: [...RESOURCES, contracts, lines, people] })
  const { webhooks, changes } = rig.engine.parts
  const owner = { companyId: 4001, projectId, userId: 7001, clientId: 'underpin-app' }
  const hook = webhooks.hooks.create(
    owner,
    {
      ...{ namespace: 'app', destinationUrl: 'http://127.0.0.1:9', destinationHeaders: {} },
      ...{ apiVersion: 'v2', payloadVersion: 'v2.0', status: 'active' },
    },
    rig.clock.nowMs(),
  )
  const [resourceName, eventType] = trigger
  webhooks.hooks.createTrigger({ hookId: hook.id, resourceName, eventType, userId: 7001 })
  const recorder = new EventRecorder(rig.engine.parts)
  changes.listen((change) => recorder.record(change))
  const first = (version: PayloadVersion) => {
    const event = webhooks.queue.first(hook.id)
    return event && payloadOf(event, version)
  }
  return { ...rig, webhooks, recorder, hook, first }
}

it('v2.0 says it in numbers, v3.0 adds what is related, v4.0 says it in texts', () => {
  const { recorder, hook, first } = setUp(['RFIs', 'create'])
  expect(recorder.record(CHANGE)).toEqual([hook.id])
  const legacy = {
    id: 1_000_001,
    ulid: expect.stringMatching(/^[0-9A-Z]{26}$/),
    timestamp: '2026-11-20T08:00:00.000000Z',
    metadata: {
      source_user_id: 7001,
      source_project_id: 5001,
      source_operation_id: null,
      source_company_id: 4001,
      source_application_id: 'underpin-app',
    },
    ...{ user_id: 7001, company_id: 4001, project_id: 5001 },
    ...{ event_type: 'create', resource_name: 'RFIs', resource_id: 20_002 },
  }
  expect(first('v2.0')).toEqual({ ...legacy, api_version: 'v2.0' })
  expect(first('v3.0')).toEqual({ ...legacy, api_version: 'v3.0', related_resources: [] })
  expect(first('v4.0')).toEqual({
    id: expect.stringMatching(/^[0-9A-Z]{26}$/),
    timestamp: '2026-11-20T08:00:00.000000Z',
    reason: 'create',
    ...{ company_id: '4001', project_id: '5001', user_id: '7001' },
    ...{ resource_type: 'RFIs', resource_id: '20002' },
  })
})

it('nobody and no app are nothing', () => {
  const { recorder, first } = setUp(['RFIs', 'create'])
  recorder.record({ ...CHANGE, userId: 0, clientId: null })
  const metadata = { source_user_id: null, source_application_id: null }
  expect(first('v2.0')).toMatchObject({ user_id: null, metadata })
  expect(first('v4.0')).toMatchObject({ user_id: null })
})

it('a line item names the contract that it belongs to', async () => {
  const { post, first } = setUp(['Purchase Order Contract Line Items', 'create'])
  const path = CONTRACTS.replace('{project_id}', '5001')
  const contract = (await post(path, { contract: { title: 'Steel' } })).json
  await post(`${path}/${contract.id}/lines`, { line: { title: 'Beams' } })
  expect(first('v3.0')).toMatchObject({
    related_resources: [{ id: contract.id, name: 'Purchase Order Contracts' }],
  })
})

it.each([
  { name: 'the same project', change: {}, want: true },
  { name: 'another project', change: { projectId: 5002 }, want: false },
  { name: 'the project before it', change: { projectId: 5000 }, want: false },
  { name: 'another company', change: { companyId: 4002, projectId: 6001 }, want: false },
  { name: 'another event', change: { event: 'delete' as const }, want: false },
  { name: 'another resource', change: { resource: 'rfi_replies' }, want: false },
  { name: 'a resource without a name for webhooks', change: { resource: 'me' }, want: false },
])('a hook of a project hears of $name: $want', ({ change, want }) => {
  const { recorder } = setUp(['RFIs', 'create'])
  expect(recorder.record({ ...CHANGE, ...change })).toHaveLength(want ? 1 : 0)
})

it.each([
  { name: 'the company', change: { projectId: null }, want: true },
  { name: 'another company', change: { companyId: 4002, projectId: null }, want: false },
])('a hook of a company hears of $name: $want', ({ change, want }) => {
  const { recorder } = setUp(['Company Vendors', 'update'], null)
  const made = recorder.record({ ...CHANGE, resource: 'vendors', event: 'update', ...change })
  expect(made).toHaveLength(want ? 1 : 0)
})

it('updates of people in a project are told until the end of June 2026, and never after', () => {
  const { recorder, clock } = setUp(['Project Users', 'update'])
  const update = { ...CHANGE, resource: 'some_people', event: 'update' as const }
  expect(clock.nowMs()).toBeGreaterThan(Date.UTC(2026, 6, 1))
  expect(recorder.record(update)).toEqual([])
})

it('a queue that is full discards what comes next, and says so', () => {
  const { recorder, webhooks, hook, database } = setUp(['RFIs', 'create'])
  database.run('UPDATE webhook_hooks SET queued_count = ? WHERE id = ?', QUEUE_MAX, hook.id)
  recorder.record(CHANGE)
  const [record] = webhooks.records.attempts({
    ...{ hookId: hook.id, outcomes: null, after: null, limit: 10, order: 'oldest-first' },
  })
  expect(record?.attempt).toMatchObject({ outcome: 'discarded' })
  expect(record?.attempt.error).toContain('10000 events')
  expect(webhooks.queue.first(hook.id)).toBeNull()
})

it('an event stands or falls with the write that it tells of', () => {
  const { recorder, webhooks, hook, database } = setUp(['RFIs', 'create'])
  const undone = () =>
    database.transaction(() => {
      recorder.record(CHANGE)
      throw new Error('the write failed')
    })
  expect(undone).toThrow('the write failed')
  expect(webhooks.queue.first(hook.id)).toBeNull()
  expect(webhooks.queue.stateOf(hook.id).queuedCount).toBe(0)
})
