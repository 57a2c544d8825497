/**
 * What the status page shows, apart from how: incidents and maintenances, and who is told of them. Kept
 * in memory and written through to the database as one row, so that it survives a restart and is in a
 * snapshot.
 */
import type { Clock, Log } from '@underpin/ports'
import type { Database } from '../state/database.ts'
import { type ComponentStatus, worstOf } from './component-status.ts'
import { COMPONENTS } from './components.ts'
import { DueSteps, type StepSource } from './due-steps.ts'
import {
  type Incident,
  type IncidentChange,
  type IncidentOrder,
  isOver,
  openedIncident,
  updatedIncident,
} from './incident.ts'
import {
  cancelledMaintenance,
  changedMaintenance,
  type MaintenanceOrder,
  type MaintenanceWindow,
  nextTurn,
  plannedMaintenance,
  turnedMaintenance,
} from './maintenance.ts'
import type { StatusEvent, StatusListener } from './status-event.ts'
import { statusId } from './status-id.ts'

/** Incidents and maintenances kept, each; the oldest is forgotten. A guess: years of a real page. */
const EVENTS_MAX = 500
/** Listeners. A guess: the subscriptions are one. */
const LISTENERS_MAX = 100

/** What all posts come to for one component. */
interface Shown {
  readonly status: ComponentStatus
  readonly lastPostMs: number
}

interface Kept {
  readonly incidents: readonly Incident[]
  readonly maintenances: readonly MaintenanceWindow[]
  /** Ids given out. */
  readonly idCount: number
  readonly sinceMs: number
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS status_board (
    key INTEGER PRIMARY KEY CHECK (key = 1),
    data TEXT NOT NULL
  )`

export interface BoardParts {
  readonly clock: Clock
  readonly log: Log
  readonly database: Database
}

export class StatusBoard {
  readonly #parts: BoardParts
  readonly #steps: DueSteps
  readonly #listeners = new Set<StatusListener>()
  #incidents: readonly Incident[] = []
  #maintenances: readonly MaintenanceWindow[] = []
  #idCount = 0
  #sinceMs = 0
  /** By the name of the component; null when it must be read from the posts again. */
  #shown: ReadonlyMap<string, Shown> | null = null

  constructor(parts: BoardParts) {
    this.#parts = parts
    this.#steps = new DueSteps(parts.clock)
    this.#steps.add(() => this.#nextTurn())
    this.#load()
    parts.database.onReplaced(() => {
      this.#load()
      this.#steps.arm()
    })
  }

  /** Newest first. */
  get incidents(): readonly Incident[] {
    this.#steps.catchUp()
    return this.#incidents
  }

  /** In the order of their start. */
  get maintenances(): readonly MaintenanceWindow[] {
    this.#steps.catchUp()
    return this.#maintenances
  }

  /** When the page came to be: before, nothing happened. */
  get sinceMs(): number {
    return this.#sinceMs
  }

  /** The maintenance that is in force now, or null. Asked for by every call: it posts nothing. */
  inForce(): MaintenanceWindow | null {
    if (this.#maintenances.length === 0) return null
    const nowMs = this.#parts.clock.nowMs()
    return this.#maintenances.find((each) => each.startMs <= nowMs && nowMs < each.endMs) ?? null
  }

  incident(id: string): Incident | null {
    return this.incidents.find((each) => each.id === id) ?? null
  }

  maintenance(id: string): MaintenanceWindow | null {
    return this.maintenances.find((each) => each.id === id) ?? null
  }

  plan(order: MaintenanceOrder): MaintenanceWindow {
    this.#steps.catchUp()
    const atMs = this.#parts.clock.nowMs()
    const planned = plannedMaintenance(order, atMs, this.#newId)
    this.#putMaintenance('announced', planned, atMs)
    // One that has begun already is in progress at once.
    this.#steps.catchUp()
    return this.maintenance(planned.id) ?? planned
  }

  /** Null when there is no such maintenance, or it is over. */
  changePlan(id: string, change: Partial<MaintenanceOrder>): MaintenanceWindow | null {
    const before = this.maintenance(id)
    if (before === null || before.status === 'completed') return null
    const atMs = this.#parts.clock.nowMs()
    const changed = changedMaintenance(before, change, atMs, this.#newId)
    this.#putMaintenance('changed', changed, atMs)
    return this.maintenance(id)
  }

  /** Null when there is no such maintenance, or it is over. */
  cancelPlan(id: string): MaintenanceWindow | null {
    const before = this.maintenance(id)
    if (before === null || before.status === 'completed') return null
    const atMs = this.#parts.clock.nowMs()
    const cancelled = cancelledMaintenance(before, atMs, this.#newId)
    this.#putMaintenance(before.status === 'in_progress' ? 'ended' : 'changed', cancelled, atMs)
    return this.maintenance(id)
  }

  /** @param atMs when it is posted; default: now. */
  openIncident(order: IncidentOrder, atMs?: number): Incident {
    this.#steps.catchUp()
    const postedAtMs = atMs ?? this.#parts.clock.nowMs()
    const incident = openedIncident(order, postedAtMs, this.#newId)
    this.#change(postedAtMs, () => {
      this.#incidents = [incident, ...this.#incidents].slice(0, EVENTS_MAX)
      return incidentEvent('opened', incident, postedAtMs)
    })
    return incident
  }

  /** Null when there is no such incident. */
  updateIncident(id: string, change: IncidentChange, atMs?: number): Incident | null {
    const before = this.incident(id)
    if (before === null) return null
    const postedAtMs = atMs ?? this.#parts.clock.nowMs()
    const after = updatedIncident(before, change, postedAtMs, this.#newId)
    const isEnd = isOver(after.status) && !isOver(before.status)
    this.#change(postedAtMs, () => {
      this.#incidents = this.#incidents.map((each) => (each.id === id ? after : each))
      return incidentEvent(isEnd ? 'resolved' : 'updated', after, postedAtMs)
    })
    return after
  }

  /** How a component is now, by everything that is posted of it. */
  statusOf(name: string): ComponentStatus {
    return this.#shownOf(name)?.status ?? 'operational'
  }

  /** When a post last spoke of a component: its state may have changed then. Null: never. */
  lastPostMs(name: string): number | null {
    return this.#shownOf(name)?.lastPostMs ?? null
  }

  /**
   * Calls `listener` for everything that is posted from now on, at the time when it falls due. While
   * somebody listens the board may hold one timer. @returns the end of listening
   */
  listen(listener: StatusListener): () => void {
    if (this.#listeners.size >= LISTENERS_MAX) {
      throw new RangeError(`the status board takes ${LISTENERS_MAX} listeners; end one first`)
    }
    this.#listeners.add(listener)
    this.#steps.watch(true)
    return () => {
      this.#listeners.delete(listener)
      this.#steps.watch(this.#listeners.size > 0)
    }
  }

  /** What else is posted by itself. */
  follow(source: StepSource): void {
    this.#steps.add(source)
  }

  /** Takes the steps that are due; for whoever is about to change what falls due, or to store it. */
  catchUp(): void {
    this.#steps.catchUp()
  }

  /** What falls due has changed. */
  rearm(): void {
    this.#steps.arm()
  }

  /** As at the start: nothing happened, nothing planned. */
  clear(): void {
    this.#take(null)
    this.#keep()
    this.#steps.arm()
  }

  /** Stores what was due by now, and leaves no timer. */
  close(): void {
    this.#steps.catchUp()
    this.#listeners.clear()
    this.#steps.watch(false)
  }

  readonly #newId = (): string => {
    this.#idCount += 1
    return statusId(this.#idCount)
  }

  /** The start or the end of a maintenance, whichever comes first. */
  #nextTurn() {
    let next: { atMs: number; take: () => void } | null = null
    for (const each of this.#maintenances) {
      const turn = nextTurn(each)
      if (turn === null || (next !== null && turn.atMs >= next.atMs)) continue
      // Announced after its start, it starts when it is announced.
      const atMs = Math.max(turn.atMs, each.updatedAtMs)
      const what = turn.status === 'completed' ? 'ended' : 'started'
      const turned = () => turnedMaintenance(each, { ...turn, atMs }, this.#newId)
      next = { atMs, take: () => this.#putMaintenance(what, turned(), atMs) }
    }
    return next
  }

  #putMaintenance(
    what: 'announced' | 'changed' | 'started' | 'ended',
    maintenance: MaintenanceWindow,
    atMs: number,
  ): void {
    this.#change(atMs, () => {
      const others = this.#maintenances.filter(({ id }) => id !== maintenance.id)
      this.#maintenances = [...others, maintenance]
        .sort((a, b) => a.startMs - b.startMs)
        .slice(-EVENTS_MAX)
      const [update] = maintenance.updates
      return update ? { kind: 'maintenance', what, atMs, maintenance, update } : null
    })
  }

  #change(atMs: number, post: () => StatusEvent | null): void {
    this.#steps.undisturbed(() => {
      const isHeard = this.#listeners.size > 0
      const before = isHeard ? this.#statuses() : []
      const event = post()
      this.#shown = null
      this.#keep()
      if (event === null || !isHeard) return
      const after = this.#statuses()
      this.#tell(event)
      for (const [at, component] of COMPONENTS.entries()) {
        const [from, to] = [before[at], after[at]]
        if (from === undefined || to === undefined || from === to) continue
        this.#tell({ kind: 'component', atMs, component, from, to })
      }
    })
    this.#steps.arm()
  }

  #shownOf(name: string): Shown | undefined {
    this.#steps.catchUp()
    this.#shown ??= shownBy([...this.#incidents, ...this.#maintenances])
    return this.#shown.get(name)
  }

  #statuses(): ComponentStatus[] {
    return COMPONENTS.map(({ name }) => this.statusOf(name))
  }

  /** A listener that fails must not keep the others from hearing, nor the post from standing. */
  #tell(event: StatusEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event)
      } catch (error) {
        const message = 'a listener of the status page failed; this is a defect of Underpin'
        this.#parts.log.error(message, { kind: event.kind, error })
      }
    }
  }

  #load(): void {
    const { database } = this.#parts
    database.exec(SCHEMA)
    const row = database.get('SELECT data FROM status_board')
    this.#take(row === undefined ? null : (JSON.parse(String(row['data'])) as Kept))
  }

  #take(kept: Kept | null): void {
    this.#incidents = kept?.incidents ?? []
    this.#maintenances = kept?.maintenances ?? []
    this.#idCount = kept?.idCount ?? 0
    this.#sinceMs = kept?.sinceMs ?? this.#parts.clock.nowMs()
    this.#shown = null
  }

  #keep(): void {
    const kept: Kept = {
      ...{ incidents: this.#incidents, maintenances: this.#maintenances },
      ...{ idCount: this.#idCount, sinceMs: this.#sinceMs },
    }
    const sql = 'INSERT OR REPLACE INTO status_board VALUES (1, ?)'
    this.#parts.database.run(sql, JSON.stringify(kept))
  }
}

function incidentEvent(
  what: 'opened' | 'updated' | 'resolved',
  incident: Incident,
  atMs: number,
): StatusEvent | null {
  const [update] = incident.updates
  return update ? { kind: 'incident', what, atMs, incident, update } : null
}

function shownBy(all: readonly (Incident | MaintenanceWindow)[]): ReadonlyMap<string, Shown> {
  const shown = new Map<string, Shown>()
  for (const { updates } of all) {
    for (const [at, { affected, atMs }] of updates.entries()) {
      for (const { name, status } of affected) {
        const before = shown.get(name)
        // Only the last post of each says how a component is now.
        const now = at === 0 ? status : 'operational'
        shown.set(name, {
          status: worstOf([before?.status ?? 'operational', now]),
          lastPostMs: Math.max(before?.lastPostMs ?? atMs, atMs),
        })
      }
    }
  }
  return shown
}
