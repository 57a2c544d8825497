/** Makes events of changes: one for each hook that has a trigger for it, in the transaction of the change. */
import type { RecordChange } from '../engine/changes.ts'
import type { EngineParts } from '../engine/work.ts'
import { makeUlid } from '../ulid.ts'
import type { EventType } from './hook.ts'
import type { RelatedResource } from './webhook-event.ts'
import { isStopped } from './webhook-resources.ts'

export class EventRecorder {
  readonly #parts: EngineParts

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  /** @returns the hooks that have something new in their queue */
  record(change: RecordChange): number[] {
    const { resources, webhooks, platform } = this.#parts
    const name = resources.byName(change.resource)?.event
    if (name === undefined) return []
    const eventType: EventType = change.event
    const atMs = platform.clock.nowMs()
    if (isStopped(name, eventType, atMs)) return []
    const { companyId, projectId } = change
    const hookIds = webhooks.hooks.hooksFor(name, eventType, {
      companyId,
      projectId: projectId ?? 0,
    })
    if (hookIds.length === 0) return []
    const make = () => ({
      eventId: webhooks.queue.nextEventId(),
      ulid: makeUlid(atMs, platform.random),
    })
    const isShared = platform.assumptions.get('webhook-event-ids') === 'shared'
    const shared = isShared ? make() : null
    const related = this.#relatedTo(change)
    for (const hookId of hookIds) {
      webhooks.queue.add({
        hookId,
        ...(shared ?? make()),
        atMs,
        eventType,
        resourceName: name,
        resourceId: change.id,
        companyId,
        projectId,
        userId: change.userId || null,
        clientId: change.clientId,
        related,
      })
    }
    return hookIds
  }

  /** The record above a line item; documented for these alone. */
  #relatedTo({ resource: name, id }: RecordChange): RelatedResource[] {
    const { resources, records } = this.#parts
    const resource = resources.byName(name)
    if (!resource?.parent || !resource.event?.endsWith('Line Items')) return []
    const parentId = records.of(resources.shapeOf(resource)).find(id)?.parentId ?? null
    if (parentId === null) return []
    for (const above of [resource.parent.resource].flat()) {
      const of = resources.byName(above)
      if (of?.event === undefined) continue
      const isIt = records.of(resources.shapeOf(of)).find(parentId) !== null
      if (isIt) return [{ id: parentId, name: of.event }]
    }
    return []
  }
}
