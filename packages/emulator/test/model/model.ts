/**
 * A small model of the rules, written from the documents and sharing no code with the emulator: plain
 * arrays, read from end to end. It says what each step answers, and the emulator has to agree.
 */
import type { Kind, ModelLevel as Level } from './kinds.ts'

export const COMPANY = 4001
const NOT_CONNECTED = 4002
const FAR = 598_134_325_779_301

export const PROJECTS = [5001, 5002, 5003, 5999] as const
export const COMPANIES = [COMPANY, NOT_CONNECTED, FAR, 77] as const
export const PEOPLE = [7001, 7002, 7003, 7004] as const

const RANK: Readonly<Record<Level, number>> = { None: 0, 'Read Only': 1, Standard: 2, Admin: 3 }

/** What a caller may do: in the company, and in each of its projects (none: not a member). */
const IN_COMPANY: Readonly<Record<number, Level>> = {
  7001: 'Admin',
  7002: 'Standard',
  7003: 'Read Only',
  7004: 'None',
}
const IN_PROJECT: Readonly<Record<number, Readonly<Record<number, Level>>>> = {
  5001: { 7001: 'Admin', 7002: 'Standard', 7003: 'Read Only', 7004: 'Standard' },
  5002: { 7001: 'Admin', 7002: 'Standard', 7003: 'Read Only' },
  5003: { 7001: 'Admin' },
}

export interface Step {
  readonly kind: Kind
  readonly operation: 'list' | 'show' | 'create' | 'update' | 'delete' | 'sync'
  /** Null for no token. */
  readonly who: number | null
  /** The company header; null for none. */
  readonly header: number | null
  readonly project: number
  /** Which record: an index among all that were ever made, or far beyond them. */
  readonly target: number
  readonly label: string
  readonly origin: string | null
  readonly items: readonly Item[]
  readonly page: number
  readonly perPage: number
  readonly deleted: 'only' | 'with' | null
}

export interface Item {
  readonly target: number | null
  readonly label: string
  readonly origin: string | null
}

export interface ModelRecord {
  readonly id: number
  readonly kind: string
  readonly company: number
  readonly project: number | null
  label: string
  origin: string | null
  isDeleted: boolean
}

export type Expected =
  | { readonly refused: string; readonly status: number }
  | { readonly record: ModelRecord; readonly status: number }
  | { readonly ids: readonly number[]; readonly total: number; readonly hasNext: boolean }
  | { readonly synced: readonly (ModelRecord | 'rejected')[] }
  | { readonly deleted: number }

const refused = (failure: string, status: number) => ({ refused: failure, status })
const NOT_FOUND = refused('resource-not-found', 404)

export class Model {
  readonly records: ModelRecord[] = []
  /** By kind: the id that the next record is expected to have. */
  readonly #nextIds = new Map<string, number>()

  /** Tells of what is there before the first step. */
  begin(kind: Kind, records: readonly ModelRecord[], nextId: number): void {
    this.records.push(...records)
    this.#nextIds.set(kind.name, nextId)
  }

  /** The id that a step speaks of. */
  idOf(step: Pick<Step, 'kind'>, target: number): number {
    const mine = this.records.filter(({ kind }) => kind === step.kind.name)
    return mine[target % (mine.length + 2)]?.id ?? 99_999_999
  }

  take(step: Step): Expected {
    const turnedAway = this.#turnsAway(step)
    if (turnedAway) return turnedAway
    switch (step.operation) {
      case 'list':
        return this.#list(step)
      case 'show': {
        const record = this.#find(step, this.idOf(step, step.target))
        return record ? { record, status: 200 } : NOT_FOUND
      }
      case 'create':
        return this.#write(step, null)
      case 'update': {
        const record = this.#find(step, this.idOf(step, step.target))
        return record ? this.#write(step, record) : NOT_FOUND
      }
      case 'delete': {
        const record = this.#find(step, this.idOf(step, step.target))
        if (!record) return NOT_FOUND
        record.isDeleted = true
        return { deleted: record.id }
      }
      case 'sync': {
        // The caller names ids of before: what the call itself makes is not among them.
        const ids = step.items.map(({ target }) =>
          target === null ? null : this.idOf(step, target),
        )
        return { synced: step.items.map((item, at) => this.#sync(step, item, ids[at] ?? null)) }
      }
    }
  }

  /** Token, header, app, directory, project, tool, level: in this order. */
  #turnsAway({ kind, operation, who, header, project }: Step): Expected | null {
    if (who === null) return refused('access-token-missing', 401)
    if (header === null) return refused('company-header-missing', 400)
    if (header === NOT_CONNECTED || header === 77) return refused('app-not-connected', 403)
    if (header === FAR && who !== 7001) return refused('permission-too-low', 403)
    // What is asked for is always of company 4001, and is not there for another one.
    if (header === FAR) return NOT_FOUND
    if (kind.scope === 'project' && !(project in IN_PROJECT)) return NOT_FOUND
    const level = this.#level(kind, who, project)
    if (level === null) return refused('project-out-of-scope', 403)
    if (kind.tool === 'rfi' && project === 5002) return refused('tool-disabled', 403)
    const needed = kind.needs?.[operation] === undefined ? NEEDED[operation] : kind.needs[operation]
    if (needed === null) return null
    if (RANK[level] >= RANK[needed]) return null
    const isHidden = level === 'None' && operation === 'show'
    return isHidden ? refused('resource-hidden', 404) : refused('permission-too-low', 403)
  }

  #level(kind: Kind, who: number, project: number): Level | null {
    if (kind.scope === 'company') return IN_COMPANY[who] ?? null
    const level = IN_PROJECT[project]?.[who] ?? null
    return who === 7004 && kind.tool === 'rfi' && level !== null ? 'None' : level
  }

  #isHere(step: Step, record: ModelRecord): boolean {
    if (record.kind !== step.kind.name) return false
    return step.kind.scope === 'company' || record.project === step.project
  }

  #find(step: Step, id: number): ModelRecord | null {
    const found = this.records.find((each) => each.id === id && this.#isHere(step, each))
    return found && !found.isDeleted ? found : null
  }

  #list(step: Step): Expected {
    const { page, perPage, deleted } = step
    const all = this.records
      .filter((record) => this.#isHere(step, record))
      .filter(({ isDeleted }) => deleted === 'with' || isDeleted === (deleted === 'only'))
      .map(({ id }) => id)
      .sort((a, b) => a - b)
    const from = (page - 1) * perPage
    const hasNext = all.length > from + perPage
    return { ids: all.slice(from, from + perPage), total: all.length, hasNext }
  }

  #write(step: Step, before: ModelRecord | null): Expected {
    const outcome = this.#store(step, step, before)
    if (typeof outcome !== 'string') return { record: outcome, status: before ? 200 : 201 }
    return refused(outcome, STATUSES[outcome] ?? step.kind.twin?.status ?? 0)
  }

  /** The record, or the failure that keeps it out. */
  #store(step: Step, item: Pick<Item, 'label' | 'origin'>, before: ModelRecord | null) {
    const { kind } = step
    if (item.label === '' && !kind.isLabelOptional) return 'missing-field'
    const origin = kind.hasOrigin ? (item.origin ?? before?.origin ?? null) : null
    const others = this.records.filter(
      (each) => each.kind === kind.name && !each.isDeleted && each !== before,
    )
    // Unique in the company, across all of its projects.
    if (origin !== null && others.some((each) => each.origin === origin)) return 'origin-id-taken'
    if (kind.twin && others.some(({ label }) => same(label, item.label))) return kind.twin.failure
    if (before) {
      before.label = item.label
      before.origin = origin
      return before
    }
    const id = this.#nextIds.get(kind.name) ?? 1
    this.#nextIds.set(kind.name, id + 1)
    const project = kind.scope === 'project' ? step.project : null
    const made = { id, kind: kind.name, company: COMPANY, project, label: item.label, origin }
    const record: ModelRecord = { ...made, isDeleted: false }
    this.records.push(record)
    return record
  }

  #sync(step: Step, item: Item, id: number | null): ModelRecord | 'rejected' {
    let before: ModelRecord | null = null
    if (id !== null) {
      before = this.#find(step, id)
      if (!before) return 'rejected'
    } else if (item.origin !== null) {
      const { origin } = item
      before =
        this.records.find(
          (each) => this.#isHere(step, each) && !each.isDeleted && each.origin === origin,
        ) ?? null
    }
    const outcome = this.#store(step, item, before)
    return typeof outcome === 'string' ? 'rejected' : { ...outcome }
  }
}

const NEEDED: Readonly<Record<Step['operation'], Level>> = {
  list: 'Read Only',
  show: 'Read Only',
  create: 'Standard',
  update: 'Standard',
  sync: 'Standard',
  delete: 'Admin',
}

/** As the documents have them for a refused write. */
const STATUSES: Readonly<Record<string, number>> = {
  'missing-field': 400,
  'origin-id-taken': 409,
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
