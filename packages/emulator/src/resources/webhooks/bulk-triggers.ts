/** Many triggers in one call, each for itself: 207 when some of them are refused. */
import { failureMode } from '@underpin/failures'
import { textReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import type { Hook } from '../../webhooks/hook.ts'
import { hookOf } from './hook-of-call.ts'
import { makeTrigger } from './make-trigger.ts'
import { shownTrigger } from './shown-trigger.ts'

/** Documented for v1.0, and taken for v2.0 too. */
const BULK_MAX = 500

const MULTI_STATUS = 207

type Each = ReturnType<typeof shownTrigger>

export function bulkCreate(work: Work): Result {
  const asked = askedOf(work)
  if ('failure' in asked) return asked
  const { hook, items } = asked
  const made: Each[] = []
  const failed: object[] = []
  const inOrder: object[] = []
  work.records.transaction(() => {
    for (const item of items) {
      const outcome = makeTrigger(work, hook, item)
      if ('failure' in outcome) {
        failed.push(refusedItem(outcome, item))
        inOrder.push(refusedItem(outcome, item))
      } else {
        made.push(shownTrigger(outcome, hook, work.route.isV2))
        inOrder.push(shownTrigger(outcome, hook, work.route.isV2))
      }
    }
  })
  const isWhole = failed.length === 0
  const v1 = isWhole ? { success: made } : { success: made, failed }
  return answer(work, work.route.isV2 ? inOrder : v1, isWhole)
}

export function bulkDelete(work: Work): Result {
  const asked = askedOf(work)
  if ('failure' in asked) return asked
  const { hook, items } = asked
  const done: number[] = []
  const missing: unknown[] = []
  work.records.transaction(() => {
    for (const item of items) {
      const id = parseId(item)
      const trigger = id === null ? null : work.webhooks.hooks.findTrigger(hook.id, id)
      if (!trigger) {
        missing.push(item)
        continue
      }
      work.webhooks.hooks.removeTrigger(trigger)
      done.push(trigger.id)
    }
  })
  const isWhole = missing.length === 0
  if (work.route.isV2) {
    const succeeded = done.map(String)
    const failed = missing.map(String)
    return answer(work, isWhole ? { succeeded } : { succeeded, failed }, isWhole)
  }
  const failed = missing.map((trigger) => ({ code: codeOf('resource-not-found'), trigger }))
  return answer(work, isWhole ? { success: done } : { success: done, failed }, isWhole)
}

interface Asked {
  readonly hook: Hook
  readonly items: readonly unknown[]
}

/** v1.0 wraps the list in `triggers`, beside its scope; the body of v2.0 is the list itself. */
function askedOf(work: Work): Asked | Refusal {
  const hook = hookOf(work)
  if ('failure' in hook) return hook
  const items = work.body[work.route.isV2 ? '_json' : 'triggers']
  if (!Array.isArray(items) || items.length === 0) {
    return { failure: 'missing-field', fields: { triggers: [messageOf('missing-field')] } }
  }
  if (items.length > BULK_MAX) {
    const because = `${items.length} triggers; at most ${BULK_MAX} are taken in one call`
    return { failure: 'batch-too-large', because }
  }
  return { hook, items }
}

function answer(work: Work, body: object, isWhole: boolean): Result {
  return textReply(work, JSON.stringify(body), isWhole ? work.route.success : MULTI_STATUS)
}

function refusedItem({ failure, fields }: Refusal, trigger: unknown) {
  const message = messageOf(failure)
  return { code: codeOf(failure), message, trigger, errors: fields ?? { base: [message] } }
}

/** What the item alone would have been answered with. */
function codeOf(failure: Refusal['failure']): string {
  return String(failureMode(failure).wire?.status ?? '')
}
