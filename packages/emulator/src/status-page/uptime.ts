/**
 * Uptime, computed from what happened to a component. The seed promises 99.9 %, "excluding regularly
 * scheduled, pre-announced system maintenance conducted outside of standard business hours": such time is
 * left out on both sides, as if it had not been. All else that is down counts, once, and weighs as
 * Statuspage has it.
 */
import { type BusinessHours, businessSpans, type Span, without } from './business-hours.ts'
import { type ComponentStatus, isWorse, worstOf } from './component-status.ts'
import { DAY_MS } from './zoned-time.ts'

/** Of the time that counts, this share may be down: 100 % less the 99.9 % of the seed. */
export const ALLOWED_PER_MILLE = 1

/**
 * How much of each minute is down, in percent. A partial outage weighs 30 % of a major one, and degraded
 * performance nothing (Statuspage's uptime showcase, help.statuspage.io/help/uptime-calendar). There
 * maintenance is no downtime at all; here it is, unless it is left out by the seed's words.
 */
export const DOWN_PERCENT: Readonly<Record<ComponentStatus, number>> = {
  operational: 0,
  under_maintenance: 100,
  degraded_performance: 0,
  partial_outage: 30,
  major_outage: 100,
}

/** A maintenance that is longer is no regular one, and counts. A guess, and a bound on what is reckoned. */
const WORK_MS_MAX = 366 * DAY_MS

/** Trouble of one component. */
export interface Trouble {
  readonly status: ComponentStatus
  readonly fromMs: number
  /** Null: it goes on. */
  readonly untilMs: number | null
}

export interface PlannedWork extends Span {
  readonly announcedAtMs: number
}

export interface UptimeRules {
  readonly businessHours: BusinessHours
  /** Announced later than this before its start, a maintenance counts as an unannounced one. */
  readonly noticeMs: number
}

/** A piece of time in which nothing changes; pieces are in order, do not overlap, and leave out what is well. */
export interface Piece extends Span {
  /** The worst of what was posted. */
  readonly status: ComponentStatus
  /** 0 for a piece that is left out. */
  readonly downPercent: number
  readonly isLeftOut: boolean
}

export interface Uptime extends Span {
  /** Of the time until now that counts; null when there is none. 0 to 1. */
  readonly uptime: number | null
  readonly downMs: number
  readonly countedMs: number
  readonly leftOutMs: number
  /** What the promise allows to be down in the whole window, its future included. */
  readonly allowedMs: number
  /** Allowed and not used up; below 0 the promise is broken. */
  readonly leftMs: number
  readonly worst: ComponentStatus
  /** How long each state lasted, those without any left out. */
  readonly lastedMs: Readonly<Partial<Record<ComponentStatus, number>>>
}

interface Layer extends Span {
  readonly status: ComponentStatus
  readonly isLeftOut: boolean
}

export function piecesOf(
  troubles: readonly Trouble[],
  works: readonly PlannedWork[],
  rules: UptimeRules,
): Piece[] {
  const layers: Layer[] = [
    ...troubles.map(({ status, fromMs, untilMs }) => ({
      ...{ status, fromMs, untilMs: untilMs ?? Number.POSITIVE_INFINITY, isLeftOut: false },
    })),
    ...works.flatMap((work) => layersOf(work, rules)),
  ].filter(({ fromMs, untilMs }) => fromMs < untilMs)
  return flattened(layers)
}

/** @param window may reach into the future: then the promise is for all of it. */
export function uptimeIn(pieces: readonly Piece[], window: Span, nowMs: number): Uptime {
  const measuredMs = Math.max(0, Math.min(window.untilMs, nowMs) - window.fromMs)
  let downMs = 0
  let leftOutMs = 0
  let leftOutInAllMs = 0
  let worst: ComponentStatus = 'operational'
  const lastedMs: Partial<Record<ComponentStatus, number>> = {}
  for (const piece of pieces) {
    const wholeMs = overlapMs(piece, window)
    if (wholeMs <= 0) continue
    const pastMs = Math.max(
      0,
      overlapMs(piece, { ...window, untilMs: Math.min(window.untilMs, nowMs) }),
    )
    if (piece.isLeftOut) leftOutInAllMs += wholeMs
    if (piece.isLeftOut) leftOutMs += pastMs
    downMs += (pastMs * piece.downPercent) / 100
    if (pastMs > 0) {
      lastedMs[piece.status] = (lastedMs[piece.status] ?? 0) + pastMs
      if (isWorse(piece.status, worst)) worst = piece.status
    }
  }
  const countedMs = measuredMs - leftOutMs
  const promisedMs = window.untilMs - window.fromMs - leftOutInAllMs
  const allowedMs = (promisedMs * ALLOWED_PER_MILLE) / 1_000
  const uptime = countedMs > 0 ? (countedMs - downMs) / countedMs : null
  return {
    ...{ fromMs: window.fromMs, untilMs: window.untilMs, uptime, downMs, countedMs, leftOutMs },
    ...{ allowedMs, leftMs: allowedMs - downMs, worst, lastedMs },
  }
}

/** Of several components: the mean of each figure, as Statuspage has it for groups. */
export function meanUptime(all: readonly Uptime[], window: Span): Uptime {
  const mean = (of: (each: Uptime) => number) =>
    all.reduce((sum, each) => sum + of(each), 0) / Math.max(1, all.length)
  const downMs = mean((each) => each.downMs)
  const countedMs = mean((each) => each.countedMs)
  const allowedMs = mean((each) => each.allowedMs)
  return {
    ...{ fromMs: window.fromMs, untilMs: window.untilMs, downMs, countedMs, allowedMs },
    uptime: countedMs > 0 ? (countedMs - downMs) / countedMs : null,
    leftOutMs: mean((each) => each.leftOutMs),
    leftMs: allowedMs - downMs,
    worst: worstOf(all.map((each) => each.worst)),
    lastedMs: {},
  }
}

function layersOf(work: PlannedWork, { businessHours, noticeMs }: UptimeRules): Layer[] {
  const status = 'under_maintenance'
  const isLate = work.fromMs - work.announcedAtMs < noticeMs
  if (isLate || work.untilMs - work.fromMs > WORK_MS_MAX) {
    return [{ ...spanOf(work), status, isLeftOut: false }]
  }
  const counted = businessSpans(businessHours, work)
  return [
    ...counted.map((span) => ({ ...span, status, isLeftOut: false }) as const),
    ...without(work, counted).map((span) => ({ ...span, status, isLeftOut: true }) as const),
  ]
}

/** One pass over the edges: at each, which layers lie over the piece that begins there. */
function flattened(layers: readonly Layer[]): Piece[] {
  const edges = [...new Set(layers.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]))].sort(
    (a, b) => a - b,
  )
  const starting = [...layers].sort((a, b) => a.fromMs - b.fromMs)
  const pieces: Piece[] = []
  let open: Layer[] = []
  let startedCount = 0
  for (const [at, fromMs] of edges.entries()) {
    const begun = starting.slice(startedCount).findIndex((layer) => layer.fromMs > fromMs)
    const untilCount = begun < 0 ? starting.length : startedCount + begun
    open = [...open, ...starting.slice(startedCount, untilCount)].filter(
      (layer) => layer.untilMs > fromMs,
    )
    startedCount = untilCount
    const untilMs = edges[at + 1]
    if (untilMs !== undefined && open.length > 0) pieces.push(pieceOf(open, { fromMs, untilMs }))
  }
  return pieces
}

/** A piece that is left out is so whatever else is posted of it: nothing was promised for it. */
function pieceOf(layers: readonly Layer[], span: Span): Piece {
  const statuses = layers.map(({ status }) => status)
  const isLeftOut = layers.some((layer) => layer.isLeftOut)
  const downPercent = isLeftOut ? 0 : Math.max(...statuses.map((status) => DOWN_PERCENT[status]))
  return { ...span, status: worstOf(statuses), downPercent, isLeftOut }
}

function spanOf({ fromMs, untilMs }: Span): Span {
  return { fromMs, untilMs }
}

function overlapMs(one: Span, other: Span): number {
  return Math.min(one.untilMs, other.untilMs) - Math.max(one.fromMs, other.fromMs)
}
