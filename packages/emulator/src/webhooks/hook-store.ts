/** Hooks and their triggers, as they are stored. */
import type { SqlRow } from '../state/database.ts'
import type { EventType, Hook, HookOwner, HookSettings, HookStatus, Trigger } from './hook.ts'
import type { WebhookTables } from './webhook-tables.ts'

/** Hooks of one company or project. A guess: an app needs one, and a company has tens of apps. */
export const HOOKS_MAX = 100

/** Triggers of one hook: three for each of the 121 names that were seen live (fact sheet section 10), and room. */
export const TRIGGERS_MAX = 1_000

/** A company, or one of its projects: what a hook belongs to. */
export interface HookScope {
  readonly companyId: number
  /** 0 for the company itself. */
  readonly projectId: number
}

export class HookStore {
  readonly #tables: WebhookTables
  /** Told after a hook or its triggers were written, in the transaction of the write. */
  readonly #listeners: ((hookId: number) => void)[] = []

  constructor(tables: WebhookTables) {
    this.#tables = tables
  }

  listen(listener: (hookId: number) => void): void {
    this.#listeners.push(listener)
  }

  find(id: number): Hook | null {
    const row = this.#tables.get('SELECT * FROM webhook_hooks WHERE id = ?', id)
    return row === undefined ? null : toHook(row)
  }

  /** Hooks of the scope itself, in the order in which they were made. */
  hooksOf({ companyId, projectId }: HookScope): Hook[] {
    const sql = `SELECT * FROM webhook_hooks WHERE company_id = ? AND project_id IS ? ORDER BY id`
    return this.#tables.all(sql, companyId, projectId || null).map(toHook)
  }

  /** Every hook of every company. */
  all(): Hook[] {
    return this.#tables.all('SELECT * FROM webhook_hooks ORDER BY id').map(toHook)
  }

  create(owner: HookOwner, settings: HookSettings, nowMs: number): Hook {
    const id = this.#tables.nextNumber('hook')
    const { companyId, projectId, userId, clientId } = owner
    const { status, ...rest } = settings
    const sql = `INSERT INTO webhook_hooks (id, company_id, project_id, status, settings, user_id,
      client_id, created_ms, updated_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
    const text = JSON.stringify(rest)
    this.#tables.run(
      sql,
      id,
      companyId,
      projectId,
      status,
      text,
      userId,
      clientId,
      ...[nowMs, nowMs],
    )
    this.#tell(id)
    return { id, ...owner, ...settings, createdMs: nowMs, updatedMs: nowMs }
  }

  /** What waits in its queue is tried at once: whoever changes a hook has mended something. */
  update(hook: Hook, settings: HookSettings, nowMs: number): Hook {
    const { status, ...rest } = settings
    const sql = `UPDATE webhook_hooks SET status = ?, settings = ?, updated_ms = ?,
      next_attempt_ms = min(next_attempt_ms, ?) WHERE id = ?`
    this.#tables.run(sql, status, JSON.stringify(rest), nowMs, nowMs, hook.id)
    this.#tell(hook.id)
    return { ...hook, ...settings, updatedMs: nowMs }
  }

  setStatus(id: number, status: HookStatus): void {
    this.#tables.run('UPDATE webhook_hooks SET status = ? WHERE id = ?', status, id)
    this.#tell(id)
  }

  /** With its triggers, its queue and its history. */
  remove(id: number): void {
    this.#tables.run('DELETE FROM webhook_hooks WHERE id = ?', id)
    for (const table of ['triggers', 'events', 'attempts']) {
      this.#tables.run(`DELETE FROM webhook_${table} WHERE hook_id = ?`, id)
    }
    this.#tell(id)
  }

  triggersOf(hookId: number): Trigger[] {
    const sql = 'SELECT * FROM webhook_triggers WHERE hook_id = ? ORDER BY id'
    return this.#tables.all(sql, hookId).map(toTrigger)
  }

  triggerCount(hookId: number): number {
    const sql = 'SELECT count(*) AS count FROM webhook_triggers WHERE hook_id = ?'
    return Number(this.#tables.get(sql, hookId)?.['count'])
  }

  findTrigger(hookId: number, id: number): Trigger | null {
    const sql = 'SELECT * FROM webhook_triggers WHERE hook_id = ? AND id = ?'
    const row = this.#tables.get(sql, hookId, id)
    return row === undefined ? null : toTrigger(row)
  }

  hasTrigger(hookId: number, resourceName: string, eventType: EventType): boolean {
    const sql = `SELECT 1 FROM webhook_triggers
      WHERE resource_name = ? AND event_type = ? AND hook_id = ?`
    return this.#tables.get(sql, resourceName, eventType, hookId) !== undefined
  }

  createTrigger(trigger: Omit<Trigger, 'id'>): Trigger {
    const id = this.#tables.nextNumber('trigger')
    const { hookId, resourceName, eventType, userId } = trigger
    const sql = 'INSERT INTO webhook_triggers VALUES (?, ?, ?, ?, ?)'
    this.#tables.run(sql, id, hookId, resourceName, eventType, userId)
    this.#tell(hookId)
    return { id, ...trigger }
  }

  removeTrigger({ id, hookId }: Trigger): void {
    this.#tables.run('DELETE FROM webhook_triggers WHERE id = ?', id)
    this.#tell(hookId)
  }

  /** The active hooks that want to know of this: those of the project, and those of its company. */
  hooksFor(resourceName: string, eventType: EventType, scope: HookScope): number[] {
    const sql = `SELECT hooks.id FROM webhook_triggers AS triggers
      JOIN webhook_hooks AS hooks ON hooks.id = triggers.hook_id
      WHERE triggers.resource_name = ? AND triggers.event_type = ? AND hooks.status = 'active'
        AND hooks.company_id = ? AND (hooks.project_id IS NULL OR hooks.project_id = ?)
      ORDER BY hooks.id`
    const rows = this.#tables.all(sql, resourceName, eventType, scope.companyId, scope.projectId)
    return rows.map((row) => Number(row['id']))
  }

  #tell(hookId: number): void {
    for (const listener of this.#listeners) listener(hookId)
  }
}

function toHook(row: SqlRow): Hook {
  const settings = JSON.parse(String(row['settings'])) as Omit<HookSettings, 'status'>
  return {
    id: Number(row['id']),
    companyId: Number(row['company_id']),
    projectId: row['project_id'] === null ? null : Number(row['project_id']),
    userId: Number(row['user_id']),
    clientId: row['client_id'] === null ? null : String(row['client_id']),
    ...settings,
    status: row['status'] === 'active' ? 'active' : 'disabled',
    createdMs: Number(row['created_ms']),
    updatedMs: Number(row['updated_ms']),
  }
}

function toTrigger(row: SqlRow): Trigger {
  return {
    id: Number(row['id']),
    hookId: Number(row['hook_id']),
    resourceName: String(row['resource_name']),
    eventType: String(row['event_type']) as EventType,
    userId: Number(row['user_id']),
  }
}
