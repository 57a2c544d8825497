/** Triggers: which changes a hook tells of. */
import { jsonReply } from '../../engine/json-reply.ts'
import { listOf } from '../../engine/list.ts'
import { messageOf } from '../../engine/messages.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Resource } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import type { Hook, Trigger } from '../../webhooks/hook.ts'
import { bulkCreate, bulkDelete } from './bulk-triggers.ts'
import { hookOf, SOURCE, type WebhookRoute, webhookPaths } from './hook-of-call.ts'
import { makeTrigger } from './make-trigger.ts'
import { shownTrigger } from './shown-trigger.ts'

const PATH = '/hooks/{hook_id}/triggers'

const SHARED: readonly WebhookRoute[] = [
  ['GET', PATH, 200, list],
  ['POST', PATH, 201, create],
  ['DELETE', `${PATH}/bulk`, 200, bulkDelete],
]

export const webhookTriggers: Resource = {
  name: 'webhook_triggers',
  wrapper: 'trigger',
  belongsTo: 'company',
  source: SOURCE,
  fields: {},
  paths: webhookPaths(
    [...SHARED, ['POST', `${PATH}/bulk`, 200, bulkCreate], ['DELETE', `${PATH}/{id}`, 200, remove]],
    [...SHARED, ['POST', `${PATH}/bulk`, 201, bulkCreate], ['DELETE', `${PATH}/{id}`, 204, remove]],
  ),
}

function list(work: Work): Result {
  const hook = hookOf(work)
  if ('failure' in hook) return hook
  const triggers = work.webhooks.hooks.triggersOf(hook.id)
  return listOf(
    work,
    triggers.map((trigger) => shownTrigger(trigger, hook, work.route.isV2)),
  )
}

function create(work: Work): Result {
  const hook = hookOf(work)
  if ('failure' in hook) return hook
  const input = inputOf(work)
  if ('failure' in input) return input
  const made = work.records.transaction(() => makeTrigger(work, hook, input.input))
  return 'failure' in made ? made : jsonReply(work, shownTrigger(made, hook, work.route.isV2))
}

function remove(work: Work): Result {
  const hook = hookOf(work)
  if ('failure' in hook) return hook
  const trigger = triggerOf(work, hook)
  if ('failure' in trigger) return trigger
  work.records.transaction(() => work.webhooks.hooks.removeTrigger(trigger))
  return jsonReply(work, {})
}

function triggerOf(work: Work, hook: Hook): Trigger | Refusal {
  const id = parseId(work.parameters['id'])
  const trigger = id === null ? null : work.webhooks.hooks.findTrigger(hook.id, id)
  const because = `hook ${hook.id} has no trigger ${id}`
  return trigger ?? { failure: 'resource-not-found', because }
}

function inputOf({ body, route }: Work): { input: unknown } | Refusal {
  if (route.isV2) return { input: body }
  if (Object.hasOwn(body, 'trigger')) return { input: body['trigger'] }
  return { failure: 'missing-field', fields: { trigger: [messageOf('missing-field')] } }
}
