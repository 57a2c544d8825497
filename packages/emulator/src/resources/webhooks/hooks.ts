/** Hooks: where notices of a company or a project go. */
import { showInstant } from '../../engine/instant.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { listOf } from '../../engine/list.ts'
import { messageOf } from '../../engine/messages.ts'
import type { Resource } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import type { Hook, HookSettings } from '../../webhooks/hook.ts'
import { masked } from '../../webhooks/masked-headers.ts'
import { hookOf, SOURCE, tooManyHooks, webhookPaths } from './hook-of-call.ts'
import { readHookSettings } from './hook-settings.ts'

export const webhookHooks: Resource = {
  name: 'webhook_hooks',
  wrapper: 'hook',
  belongsTo: 'company',
  source: SOURCE,
  fields: {},
  paths: webhookPaths(
    [
      ['GET', '/hooks', 200, list],
      ['POST', '/hooks', 201, create],
      ['PATCH', '/hooks/{id}', 200, update],
      ['DELETE', '/hooks/{id}', 200, remove],
    ],
    [
      ['GET', '/hooks', 200, list],
      ['POST', '/hooks', 201, create],
      ['GET', '/hooks/{id}', 200, show],
      ['PATCH', '/hooks/{id}', 200, update],
      ['DELETE', '/hooks/{id}', 204, remove],
    ],
  ),
}

function list(work: Work): Result {
  const { query, route, webhooks } = work
  const namespace = query.get('namespace')
  const version = query.get(route.isV2 ? 'payload_version' : 'api_version')
  const isWanted = (hook: Hook) =>
    (namespace === null || hook.namespace === namespace) &&
    (version === null || version === hook.apiVersion || version === hook.payloadVersion)
  const hooks = webhooks.hooks.hooksOf(work).filter(isWanted)
  const isCounted = query.get('include_trigger_count') === 'true'
  return listOf(
    work,
    hooks.map((hook) => shown(work, hook, isCounted)),
  )
}

function show(work: Work): Result {
  const hook = hookOf(work, 'id')
  return 'failure' in hook ? hook : jsonReply(work, shown(work, hook))
}

function create(work: Work): Result {
  const settings = settingsOf(work, null)
  if ('failure' in settings) return settings
  const refusal = tooManyHooks(work) ?? secondNamespace(work, settings)
  if (refusal) return refusal
  const { companyId, userId, clientId } = work
  const owner = { companyId, projectId: work.projectId || null, userId, clientId }
  const { hooks } = work.webhooks
  const hook = work.records.transaction(() => hooks.create(owner, settings, work.nowMs))
  return jsonReply(work, shown(work, hook))
}

function update(work: Work): Result {
  const hook = hookOf(work, 'id')
  if ('failure' in hook) return hook
  const settings = settingsOf(work, hook)
  if ('failure' in settings) return settings
  const { hooks } = work.webhooks
  const updated = work.records.transaction(() => hooks.update(hook, settings, work.nowMs))
  return jsonReply(work, shown(work, updated))
}

function remove(work: Work): Result {
  const hook = hookOf(work, 'id')
  if ('failure' in hook) return hook
  work.records.transaction(() => work.webhooks.hooks.remove(hook.id))
  return jsonReply(work, {})
}

function settingsOf({ body, route }: Work, before: HookSettings | null): HookSettings | Refusal {
  if (route.isV2) return readHookSettings(body, true, before)
  const { hook } = body
  if (typeof hook !== 'object' || hook === null || Array.isArray(hook)) {
    return { failure: 'missing-field', fields: { hook: [messageOf('missing-field')] } }
  }
  return readHookSettings(hook as Readonly<Record<string, unknown>>, false, before)
}

/** One namespace an app is asked for, and enforced only where somebody says so. */
function secondNamespace(work: Work, { namespace }: HookSettings): Refusal | null {
  if (work.platform.assumptions.get('webhook-second-namespace') === 'allowed') return null
  const others = work.webhooks.hooks.hooksOf(work)
  const other = others.find(
    (hook) => hook.clientId === work.clientId && hook.namespace !== namespace,
  )
  if (!other) return null
  const fields = { namespace: [messageOf('invalid-value')] }
  return { failure: 'invalid-value', fields, because: `this app has ${other.namespace} here` }
}

function shown(work: Work, hook: Hook, isCounted = true) {
  const { id, namespace, destinationUrl, companyId, projectId } = hook
  const owner = { company: projectId === null ? companyId : null, project: projectId }
  const headers = masked(hook.destinationHeaders)
  if (!work.route.isV2) {
    return {
      id,
      api_version: hook.apiVersion,
      destination_headers: headers,
      destination_url: destinationUrl,
      owned_by_company_id: owner.company,
      owned_by_project_id: owner.project,
      owned_by_user_id: hook.userId,
      namespace,
    }
  }
  return {
    id,
    status: hook.status,
    payload_version: hook.payloadVersion,
    namespace,
    destination_headers: headers,
    destination_url: destinationUrl,
    ...(isCounted ? { trigger_count: work.webhooks.hooks.triggerCount(id) } : {}),
    company_id: owner.company,
    project_id: owner.project,
    created_at: showInstant(hook.createdMs),
    updated_at: showInstant(hook.updatedMs),
  }
}
