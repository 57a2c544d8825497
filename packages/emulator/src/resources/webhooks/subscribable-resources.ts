/** What can be subscribed to, as the API lists it. */
import { jsonReply } from '../../engine/json-reply.ts'
import { listOf } from '../../engine/list.ts'
import { messageOf } from '../../engine/messages.ts'
import type { Resource } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Result } from '../../reply.ts'
import { EVENT_TYPES, PAYLOAD_VERSIONS, readPayloadVersion } from '../../webhooks/hook.ts'
import { eventsOf, webhookResources } from '../../webhooks/webhook-resources.ts'
import { SOURCE, webhookPaths } from './hook-of-call.ts'

/** The version that the documents' samples of v1.0 name. */
const LISTED_VERSION = 'v2'

export const subscribableResources: Resource = {
  name: 'webhook_resources',
  wrapper: null,
  belongsTo: 'company',
  source: SOURCE,
  fields: {},
  paths: webhookPaths(
    [
      ['GET', '/resources', 200, listV1],
      ['GET', '/resources/api_versions', 200, (work) => jsonReply(work, PAYLOAD_VERSIONS)],
    ],
    [['GET', '/resources', 200, listV2]],
  ),
}

function ofScope({ projectId, resources, nowMs }: Work) {
  return webhookResources(projectId === 0 ? 'company' : 'project', resources, nowMs)
}

/** `create`, `update` and `delete` name the event, or are null where `except` has it. [assumed] */
function listV1(work: Work): Result {
  const rows = ofScope(work).map(({ name, category, except }) => ({
    api_version: LISTED_VERSION,
    product_category: category,
    tools: name,
    except,
    ...Object.fromEntries(EVENT_TYPES.map((type) => [type, except.includes(type) ? null : type])),
  }))
  return jsonReply(work, rows)
}

function listV2(work: Work): Result {
  const given = work.query.get('payload_version')
  const version = readPayloadVersion(given)
  if (version === null) {
    const failure = given === null || given === '' ? 'missing-field' : 'invalid-value'
    return { failure, fields: { payload_version: [messageOf(failure)] } }
  }
  const rows = ofScope(work).map((resource) => ({
    category: resource.category,
    tool: resource.tool,
    name: resource.name,
    payload_version: version,
    actions: eventsOf(resource),
  }))
  return listOf(work, rows)
}
