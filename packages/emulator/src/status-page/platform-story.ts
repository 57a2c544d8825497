/**
 * Faults of the whole platform, as its status page tells of them: late, as real pages are, then step by
 * step until some time after the end. What was posted already stands on the board, so the story goes on
 * where it was after a restart or a snapshot, and a person may take a part of it over.
 */
import type { FailureId } from '@underpin/failures'
import type { Clock } from '@underpin/ports'
import type { Fault } from '../faults/fault.ts'
import type { Affected, ComponentStatus } from './component-status.ts'
import type { DueStep } from './due-steps.ts'
import { type Impact, type Incident, isOver } from './incident.ts'
import { mergedSpells, platformShare, type Spell } from './spell.ts'
import type { StatusBoard } from './status-board.ts'
import {
  RECOVERED,
  RESOLVED,
  SEEN_AGAIN,
  TOLD_FAILURES,
  type ToldFailure,
} from './told-failures.ts'

/**
 * How far the page is behind what users see, in both directions. Five minutes is the shortest that the
 * seed gives a spike of traffic: whatever it calls one is told of, and a blip is not.
 */
export const STATUS_DELAY_MS = 5 * 60_000
/** From the first post to the one that names the cause. A guess. */
const IDENTIFY_MS = 10 * 60_000
/** From the recovery to the last post. A guess. */
const WATCH_MS = 10 * 60_000
/** Of all requests: below, an outage is told of as a degradation, and a degradation not at all. Guesses. */
const HALF_SHARE = 0.5
/** Spells remembered. A guess: ten times the faults that there can be. */
const SPELLS_MAX = 10_000

export interface StoryParts {
  readonly board: StatusBoard
  readonly clock: Clock
  /** Milliseconds, 0 or more; infinity: the page never tells by itself. */
  readonly delayMs: number
}

export class PlatformStory {
  readonly #parts: StoryParts
  /** By the number of their fault. */
  readonly #spells = new Map<number, Spell>()

  constructor(parts: StoryParts) {
    this.#parts = parts
    parts.board.follow(() => this.#next())
  }

  /** @param isReplaced the list comes from a snapshot or a start: what was on before never was. */
  sync(faults: readonly Fault[], isReplaced: boolean): void {
    const { board, clock, delayMs } = this.#parts
    if (!Number.isFinite(delayMs)) return
    if (isReplaced) this.#spells.clear()
    const nowMs = clock.nowMs()
    this.#endMissing(new Set(faults.map(({ number }) => number)), nowMs)
    for (const { number, order, fromMs, untilMs } of faults) {
      const share = platformShare(order)
      if (share === null || TOLD_FAILURES[order.failure] === undefined) continue
      this.#spells.set(number, { failure: order.failure, share, sinceMs: fromMs, untilMs })
    }
    for (const number of this.#spells.keys()) {
      if (this.#spells.size <= SPELLS_MAX) break
      this.#spells.delete(number)
    }
    board.rearm()
  }

  /** A fault that was switched off ended now; one that had not begun never was. */
  #endMissing(listed: ReadonlySet<number>, nowMs: number): void {
    const stillOn = new Set(this.#told().filter((failure) => this.#step(failure) !== null))
    for (const [number, spell] of this.#spells) {
      const untilMs = Math.min(nowMs, spell.untilMs ?? nowMs)
      const isGone = !listed.has(number)
      const isForgotten = isGone && spell.untilMs !== null && !stillOn.has(spell.failure)
      if (isForgotten || (isGone && spell.sinceMs >= nowMs)) this.#spells.delete(number)
      else if (isGone) this.#spells.set(number, { ...spell, untilMs })
    }
  }

  #next(): DueStep | null {
    if (this.#spells.size === 0 && !this.#hasOpen()) return null
    const steps = this.#told().map((failure) => this.#step(failure))
    return steps.reduce((first, each) => earlier(first, each), null)
  }

  #hasOpen(): boolean {
    return this.#parts.board.incidents.some(isTelling)
  }

  /** Every failure that has a spell, or an incident that is still open. */
  #told(): FailureId[] {
    const open = this.#parts.board.incidents.filter(isTelling)
    const causes = open.flatMap(({ cause }) => cause?.failure ?? [])
    return [...new Set([...causes, ...[...this.#spells.values()].map(({ failure }) => failure)])]
  }

  #step(failure: FailureId): DueStep | null {
    const told = TOLD_FAILURES[failure]
    if (told === undefined) return null
    const ofThis = this.#parts.board.incidents.filter(({ cause }) => cause?.failure === failure)
    const spells = mergedSpells([...this.#spells.values()].filter((s) => s.failure === failure))
    const open = ofThis.find(isTelling)
    if (open !== undefined) return this.#goOn(open, spells, told)
    const toldMs = Math.max(Number.NEGATIVE_INFINITY, ...ofThis.map(sinceOf))
    const spell = this.#lasting(spells, toldMs)
    return spell === null ? null : this.#open(spell, told)
  }

  #open(spell: Spell, told: ToldFailure): DueStep {
    const { board, delayMs } = this.#parts
    const atMs = spell.sinceMs + delayMs
    const status = statusAt(told, spell.share)
    const order = {
      ...{ name: told.name, components: told.components, impact: IMPACT_OF[status] },
      ...({ status: 'investigating', body: told.seen, fromMs: spell.sinceMs } as const),
      affected: allAt(told.components, status),
      cause: { failure: spell.failure, sinceMs: spell.sinceMs },
    }
    return { atMs, take: () => void board.openIncident(order, atMs) }
  }

  #goOn(open: Incident, spells: readonly Spell[], told: ToldFailure): DueStep | null {
    const { delayMs } = this.#parts
    const since = sinceOf(open)
    const spell = spells.find(({ sinceMs }) => sinceMs === since)
    // Nothing is known of the fault any more: it ended no later than what was posted last.
    const untilMs = spell === undefined ? open.updatedAtMs : spell.untilMs
    if (open.status === 'monitoring') {
      const end = untilMs === null ? null : Math.max(untilMs, open.updatedAtMs) + WATCH_MS
      const last =
        end === null ? null : this.#post(open, end, { status: 'resolved', body: RESOLVED })
      const next = this.#lasting(spells, since)
      return earlier(next === null ? null : this.#again(open, next, told), last)
    }
    const recovered = {
      ...({ status: 'monitoring', body: RECOVERED, fromMs: untilMs ?? 0 } as const),
      affected: allAt(open.components, 'operational'),
    }
    const watch = untilMs === null ? null : this.#post(open, untilMs + delayMs, recovered)
    if (open.status !== 'investigating') return watch
    const named = { status: 'identified', body: told.found } as const
    return earlier(watch, this.#post(open, open.updatedAtMs + IDENTIFY_MS, named))
  }

  #again(open: Incident, spell: Spell, told: ToldFailure): DueStep {
    const { sinceMs, failure, share } = spell
    const change = {
      ...({ status: 'investigating', body: SEEN_AGAIN, fromMs: sinceMs } as const),
      affected: allAt(open.components, statusAt(told, share)),
      cause: { failure, sinceMs },
    }
    return this.#post(open, sinceMs + this.#parts.delayMs, change)
  }

  #post(
    open: Incident,
    dueMs: number,
    change: Parameters<StatusBoard['updateIncident']>[1],
  ): DueStep {
    const atMs = Math.max(dueMs, open.updatedAtMs)
    const { board } = this.#parts
    return { atMs, take: () => void board.updateIncident(open.id, change, atMs) }
  }

  /** The first spell after `afterMs` that lasts until the page knows of it. */
  #lasting(spells: readonly Spell[], afterMs: number): Spell | null {
    const { delayMs } = this.#parts
    const lasts = ({ sinceMs, untilMs }: Spell) => untilMs === null || untilMs >= sinceMs + delayMs
    return spells.find((spell) => spell.sinceMs > afterMs && lasts(spell)) ?? null
  }
}

const IMPACT_OF: Readonly<Record<ComponentStatus, Impact>> = {
  operational: 'none',
  under_maintenance: 'none',
  degraded_performance: 'minor',
  partial_outage: 'major',
  major_outage: 'critical',
}

function statusAt({ status }: ToldFailure, share: number): ComponentStatus {
  if (share >= HALF_SHARE) return status
  return status === 'major_outage' ? 'partial_outage' : 'degraded_performance'
}

function allAt(names: readonly string[], status: ComponentStatus): Affected[] {
  return names.map((name) => ({ name, status }))
}

function isTelling({ cause, status }: Incident): boolean {
  return cause !== null && !isOver(status)
}

function sinceOf({ cause }: Incident): number {
  return cause?.sinceMs ?? Number.NEGATIVE_INFINITY
}

/** The first of the two when both are due at once. */
function earlier(one: DueStep | null, other: DueStep | null): DueStep | null {
  if (one === null || other === null) return one ?? other
  return other.atMs < one.atMs ? other : one
}
