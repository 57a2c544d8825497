/**
 * What the status page shows, apart from how: components, incidents and maintenances. Kept in memory
 * and written through to the database as one row, so that it survives a restart and is in a snapshot.
 */
import { type Clock, type Random, randomHex } from '@underpin/ports'
import type { Database } from '../state/database.ts'
import { COMPONENTS } from './components.ts'

/** Incidents and maintenances kept, each; the oldest is forgotten. A guess: years of a real page. */
const EVENTS_MAX = 500
/** Updates of one incident. A guess. */
export const UPDATES_MAX = 100
/** Statuspage's ids are twelve lower-case letters and digits; ours are hexadecimal. */
const ID_BYTES = 6

export const INCIDENT_STATUSES = [
  'investigating',
  'identified',
  'monitoring',
  'resolved',
  'postmortem',
] as const
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number]

export const IMPACTS = ['none', 'minor', 'major', 'critical'] as const
export type Impact = (typeof IMPACTS)[number]

export interface IncidentUpdate {
  readonly id: string
  readonly status: IncidentStatus
  readonly body: string
  readonly atMs: number
}

export interface Incident {
  readonly id: string
  readonly name: string
  readonly status: IncidentStatus
  readonly impact: Impact
  /** Names of components. */
  readonly components: readonly string[]
  readonly startedAtMs: number
  readonly updatedAtMs: number
  readonly monitoringAtMs: number | null
  readonly resolvedAtMs: number | null
  /** Newest first. */
  readonly updates: readonly IncidentUpdate[]
}

export interface MaintenanceWindow {
  readonly id: string
  readonly title: string
  readonly createdAtMs: number
  readonly startMs: number
  readonly endMs: number
}

export type IncidentOrder = Pick<Incident, 'name' | 'status' | 'impact' | 'components'> & {
  readonly body: string
}

export type IncidentChange = Partial<IncidentOrder>

interface Kept {
  readonly incidents: readonly Incident[]
  readonly maintenances: readonly MaintenanceWindow[]
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS status_board (
    key INTEGER PRIMARY KEY CHECK (key = 1),
    data TEXT NOT NULL
  )`

export class StatusBoard {
  readonly #clock: Clock
  readonly #random: Random
  readonly #database: Database
  #incidents: readonly Incident[] = []
  #maintenances: readonly MaintenanceWindow[] = []

  constructor(parts: { clock: Clock; random: Random; database: Database }) {
    this.#clock = parts.clock
    this.#random = parts.random
    this.#database = parts.database
    this.#load()
    this.#database.onReplaced(() => this.#load())
  }

  /** Newest first. */
  get incidents(): readonly Incident[] {
    return this.#incidents
  }

  /** In the order of their start. */
  get maintenances(): readonly MaintenanceWindow[] {
    return this.#maintenances
  }

  /** The maintenance that is in force now, or null. */
  inForce(): MaintenanceWindow | null {
    if (this.#maintenances.length === 0) return null
    const nowMs = this.#clock.nowMs()
    return this.#maintenances.find((each) => each.startMs <= nowMs && nowMs < each.endMs) ?? null
  }

  plan(title: string, startMs: number, endMs: number): MaintenanceWindow {
    const createdAtMs = this.#clock.nowMs()
    const maintenance = { id: this.#newId(), title, createdAtMs, startMs, endMs }
    this.#maintenances = [...this.#maintenances, maintenance]
      .sort((a, b) => a.startMs - b.startMs)
      .slice(-EVENTS_MAX)
    this.#keep()
    return maintenance
  }

  openIncident(order: IncidentOrder): Incident {
    const nowMs = this.#clock.nowMs()
    const { name, status, impact, components, body } = order
    const incident: Incident = {
      ...{ id: this.#newId(), name, status, impact, components },
      startedAtMs: nowMs,
      ...this.#atStatus(status, nowMs, null),
      updates: [{ id: this.#newId(), status, body, atMs: nowMs }],
    }
    this.#incidents = [incident, ...this.#incidents].slice(0, EVENTS_MAX)
    this.#keep()
    return incident
  }

  incident(id: string): Incident | null {
    return this.#incidents.find((each) => each.id === id) ?? null
  }

  /** Null when there is no such incident. */
  updateIncident(id: string, { body, ...change }: IncidentChange): Incident | null {
    const before = this.incident(id)
    if (before === null) return null
    const nowMs = this.#clock.nowMs()
    const changed = { ...before, ...change }
    const update = { id: this.#newId(), status: changed.status, body: body ?? '', atMs: nowMs }
    const after: Incident = {
      ...changed,
      ...this.#atStatus(changed.status, nowMs, before),
      updates: [update, ...before.updates].slice(0, UPDATES_MAX),
    }
    this.#incidents = this.#incidents.map((each) => (each.id === id ? after : each))
    this.#keep()
    return after
  }

  /** As at the start: nothing happened, nothing planned. */
  clear(): void {
    this.#incidents = []
    this.#maintenances = []
    this.#keep()
  }

  #atStatus(status: IncidentStatus, nowMs: number, before: Incident | null) {
    const isOver = status === 'resolved' || status === 'postmortem'
    const resolvedAtMs = isOver ? (before?.resolvedAtMs ?? nowMs) : null
    const monitoringAtMs = status === 'monitoring' ? nowMs : (before?.monitoringAtMs ?? null)
    return { updatedAtMs: nowMs, resolvedAtMs, monitoringAtMs }
  }

  #newId(): string {
    return randomHex(this.#random, ID_BYTES)
  }

  #load(): void {
    this.#database.exec(SCHEMA)
    const row = this.#database.get('SELECT data FROM status_board')
    const kept = row === undefined ? null : (JSON.parse(String(row['data'])) as Kept)
    this.#incidents = kept?.incidents ?? []
    this.#maintenances = kept?.maintenances ?? []
  }

  #keep(): void {
    const kept: Kept = { incidents: this.#incidents, maintenances: this.#maintenances }
    const sql = 'INSERT OR REPLACE INTO status_board VALUES (1, ?)'
    this.#database.run(sql, JSON.stringify(kept))
  }
}

/** Names that an incident may name. */
export const COMPONENT_NAMES: ReadonlySet<string> = new Set(COMPONENTS.map(({ name }) => name))
