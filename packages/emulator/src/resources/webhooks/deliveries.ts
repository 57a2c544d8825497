/** What became of the notices of a hook: v1.0 lists each try, v2.0 each event with its tries. */

import { parseInstant } from '../../engine/instant.ts'
import { jsonReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { pagingHeaders, readPaging } from '../../engine/paging.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Resource } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import {
  type Attempt,
  type AttemptOfEvent,
  DELIVERY_STATUSES,
  type DeliveryStatus,
  type EventQuery,
  type EventWithAttempts,
  type Order,
} from '../../webhooks/delivery-records.ts'
import type { Outcome } from '../../webhooks/event-queue.ts'
import type { Hook } from '../../webhooks/hook.ts'
import { payloadOf, showMicroseconds } from '../../webhooks/payload.ts'
import { hookOf, SOURCE, webhookPaths } from './hook-of-call.ts'

const PATH = '/hooks/{hook_id}/deliveries'

/** Documented default of v1.0; the most is a guess. */
const PAGE_SIZE_DEFAULT = 100
const PAGE_SIZE_MAX = 1_000

const DAY_MS = 86_400_000

export const webhookDeliveries: Resource = {
  name: 'webhook_deliveries',
  wrapper: null,
  belongsTo: 'company',
  source: `${SOURCE}; 4, Pagination`,
  fields: {},
  paths: webhookPaths([['GET', PATH, 200, listAttempts]], [['GET', PATH, 200, listEvents]]),
}

const OUTCOMES: Readonly<Record<string, readonly Outcome[] | null>> = {
  any: null,
  successful: ['ok'],
  discarded: ['discarded'],
  failing: ['failed', 'retried'],
}

function listAttempts(work: Work): Result {
  const hook = hookOf(work)
  if ('failure' in hook) return hook
  const status = filterOf(work, 'status') ?? 'any'
  const outcomes = Object.hasOwn(OUTCOMES, status) ? OUTCOMES[status] : undefined
  if (outcomes === undefined) return unknownStatus(status)
  const size = parseId(work.query.get('page_size')) ?? PAGE_SIZE_DEFAULT
  const rows = work.webhooks.records.attempts({
    hookId: hook.id,
    outcomes,
    after: parseId(work.query.get('page_start')),
    limit: Math.min(size, PAGE_SIZE_MAX),
    order: orderOf(work),
  })
  return jsonReply(
    work,
    rows.map((row) => shownAttempt(row, hook)),
  )
}

function listEvents(work: Work): Result {
  const hook = hookOf(work)
  if ('failure' in hook) return hook
  const query = eventQuery(work, hook)
  if ('failure' in query) return query
  const paging = readPaging(work.query, true, work.platform.assumptions)
  if ('failure' in paging) return paging
  const { records } = work.webhooks
  const page = { limit: paging.perPage, offset: (paging.page - 1) * paging.perPage }
  const data = records.events(query, page).map((row) => shownEvent(row, hook))
  const total = records.eventCount(query)
  const headers = pagingHeaders(paging, total, work.call.request.url, work.query)
  // Not by the usual envelope: it would make texts of the ids in payloads that have numbers.
  const type = { 'content-type': 'application/json; charset=utf-8' }
  return {
    status: work.route.success,
    headers: { ...headers, ...type },
    text: JSON.stringify({ data }),
  }
}

function eventQuery(work: Work, hook: Hook): EventQuery | Refusal {
  const given = filterOf(work, 'status')
  // The filter says `succeeded` where the record says `delivered`.
  const status = given === 'succeeded' ? 'delivered' : given
  if (status !== null && !isStatus(status)) return unknownStatus(status)
  const start = dayOf(filterOf(work, 'start'))
  const end = dayOf(filterOf(work, 'end'))
  return {
    hookId: hook.id,
    status,
    resourceName: filterOf(work, 'resource_name'),
    eventType: filterOf(work, 'event_type')?.toLowerCase() ?? null,
    fromMs: start,
    toMs: end === null ? null : end + DAY_MS - 1,
    order: orderOf(work),
  }
}

function shownAttempt({ attempt, event }: AttemptOfEvent, hook: Hook) {
  const { id, outcome, startedMs, completedMs, status, headers, body, error } = attempt
  return {
    id,
    event_id: event.eventId,
    event: payloadOf(event, hook.payloadVersion),
    outcome,
    started_at: showMicroseconds(startedMs),
    completed_at: showMicroseconds(completedMs),
    response_status: status,
    response_headers: headers,
    response_body: body,
    response_error: error,
  }
}

function shownEvent({ event, status, attempts }: EventWithAttempts, hook: Hook) {
  return {
    id: String(event.eventId),
    status,
    payload: payloadOf(event, hook.payloadVersion),
    delivery_attempts: attempts.map(shownTry),
  }
}

function shownTry(attempt: Attempt) {
  const { id, outcome, startedMs, completedMs, status, headers, body, error } = attempt
  return {
    id: String(id),
    success: outcome === 'ok',
    response_status: status,
    response_body: body,
    response_headers: headers,
    response_error: error,
    started_at: showMicroseconds(startedMs),
    completed_at: showMicroseconds(completedMs),
  }
}

/** The documents say `filter[…]`, the schema of v1.0 `filters[…]`: both are taken (fact sheet section 4). */
function filterOf({ query }: Work, name: string): string | null {
  const given = query.get(`filter[${name}]`) ?? query.get(`filters[${name}]`)
  return given === '' ? null : given
}

function orderOf({ platform }: Work): Order {
  const order = platform.assumptions.get('webhook-deliveries-order')
  return order === 'newest-first' ? 'newest-first' : 'oldest-first'
}

function isStatus(given: string): given is DeliveryStatus {
  return Object.hasOwn(DELIVERY_STATUSES, given)
}

/** The start of a day, UTC; null for what is no day, which filters nothing. */
function dayOf(given: string | null): number | null {
  const instant = given === null ? null : parseInstant(given)
  return instant === null ? null : Math.floor(instant.ms / DAY_MS) * DAY_MS
}

function unknownStatus(status: string): Refusal {
  const fields = { status: [messageOf('invalid-value')] }
  return { failure: 'invalid-value', fields, because: `no delivery has the status ${status}` }
}
