/**
 * How likely each cause is by itself. Each is weighed on its own and not against the others, so that
 * two causes at once can both be near certain; a sign that one explains away speaks against the other
 * in the table, where people can read it.
 */
import type { Sign } from '../report/sign.ts'
import type { CauseRow, Weight } from './cause-row.ts'
import { CAUSE_TABLE } from './cause-table.ts'

/**
 * That something works makes nobody suspect anything: it only narrows down what is suspected already. For
 * a cause for which nothing else speaks these do not count.
 */
const WORKS: ReadonlySet<Sign> = new Set([
  'control-reachable',
  'all-hosts-reachable',
  'api-healthy',
  'login-healthy',
  'app-healthy',
  'status-operational',
])

export interface WeighedCause {
  readonly row: CauseRow
  readonly logOdds: number
  /** 0 to 1. */
  readonly likelihood: number
  /** The weights that apply, strongest first. */
  readonly speaking: readonly Weight[]
}

/** Likeliest first; of equals the earlier row. */
export function weighCauses(
  signs: readonly Sign[],
  table: readonly CauseRow[] = CAUSE_TABLE,
): readonly WeighedCause[] {
  const found = new Set(signs)
  return table.map((row) => weighed(row, found)).sort((a, b) => b.logOdds - a.logOdds)
}

/**
 * Those for which something speaks before those that are only common: what somebody met and cannot be seen
 * any more is better than no reason at all.
 */
export function reasonedFirst(causes: readonly WeighedCause[]): readonly WeighedCause[] {
  return [...causes.filter(hasReason), ...causes.filter((cause) => !hasReason(cause))]
}

export function hasReason({ speaking }: WeighedCause): boolean {
  return speaking.some(([, weight]) => weight > 0)
}

function weighed(row: CauseRow, found: ReadonlySet<Sign>): WeighedCause {
  // Summed in the order of the row: the same signs give the same number, to the last bit.
  const holding = row.weights.filter(([sign]) => found.has(sign))
  const isSuspected = holding.some(([sign, weight]) => weight > 0 && !WORKS.has(sign))
  const speaking = holding.filter(([sign, weight]) => isSuspected || weight < 0 || !WORKS.has(sign))
  const logOdds = speaking.reduce((sum, [, weight]) => sum + weight, row.prior)
  return {
    row,
    logOdds,
    likelihood: probability(logOdds),
    speaking: speaking.toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a)),
  }
}

export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds))
}
