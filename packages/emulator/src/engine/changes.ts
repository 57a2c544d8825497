/**
 * What was written, told to whoever listens: webhooks do. A listener is called inside the transaction of
 * the write, so that what it stores stands or falls with the write: nothing is announced that did not
 * happen, and nothing that happened is forgotten by a crash.
 */
import type { StoredRecord } from '../state/record-table.ts'
import type { Resource, Shown } from './resource.ts'
import type { Writing } from './work.ts'

export interface RecordChange {
  /** The resource's name, as in `resources/`. */
  readonly resource: string
  readonly event: 'create' | 'update' | 'delete'
  readonly id: number
  readonly companyId: number
  /** Null for a record of a company. */
  readonly projectId: number | null
  /** The directory user who acted; 0 for nobody. */
  readonly userId: number
  /** The client id of the app that acted; null when no app did: the making of a world, a page. */
  readonly clientId: string | null
  /** As it is shown now, or was shown before it was deleted. */
  readonly record: Shown
}

export type ChangeListener = (change: RecordChange) => void

export class Changes {
  readonly #listeners: ChangeListener[] = []

  /** False while nobody listens: then nothing need be put together. */
  get isHeard(): boolean {
    return this.#listeners.length > 0
  }

  listen(listener: ChangeListener): void {
    this.#listeners.push(listener)
  }

  tell(change: RecordChange): void {
    for (const listener of this.#listeners) listener(change)
  }
}

/** Tells whoever listens, when the resource is one that makes events. */
export function announce(
  { changes, userId, clientId }: Writing,
  { name, event: isEvent }: Resource,
  { id, companyId, projectId }: StoredRecord,
  event: 'create' | 'update' | 'delete',
  record: Shown,
): void {
  if (isEvent === undefined || !changes.isHeard) return
  changes.tell({ resource: name, event, id, companyId, projectId, userId, clientId, record })
}
