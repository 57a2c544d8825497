/** Spells: the times in which a fault of the whole platform was on. */
import type { FailureId } from '@underpin/failures'
import type { FaultMatch, FaultOrder } from '../faults/fault.ts'

export interface Spell {
  readonly failure: FailureId
  /** Of the requests that it can happen to: above 0 and up to 1. */
  readonly share: number
  readonly sinceMs: number
  /** Null: still on, with no end known. */
  readonly untilMs: number | null
}

/** Below this share of all requests nobody at the platform would notice. A guess. */
const NOTICED_SHARE = 0.05

/** A path that stands for all of the platform, or all of its API. */
const WIDE_PATH = /^\/?\*$|^\/rest\/?\*$/

/**
 * How much of the platform a fault is of; null for a narrow one: of one path, method, company or client,
 * of so many calls, or of hardly any.
 */
export function platformShare({ match = {}, times, probability = 1 }: FaultOrder): number | null {
  if (times !== undefined || !isWide(match) || probability < NOTICED_SHARE) return null
  return probability
}

/** Spells that touch or overlap are one, as bad as the worst of them; in the order of time. */
export function mergedSpells(spells: readonly Spell[]): Spell[] {
  const merged: Spell[] = []
  for (const spell of [...spells].sort((a, b) => a.sinceMs - b.sinceMs)) {
    const last = merged.at(-1)
    if (last === undefined || (last.untilMs !== null && last.untilMs < spell.sinceMs)) {
      merged.push(spell)
      continue
    }
    const isOpen = last.untilMs === null || spell.untilMs === null
    const untilMs = isOpen ? null : Math.max(last.untilMs ?? 0, spell.untilMs ?? 0)
    merged[merged.length - 1] = { ...last, untilMs, share: Math.max(last.share, spell.share) }
  }
  return merged
}

function isWide({ method, path, companyId, clientId }: FaultMatch): boolean {
  if (method !== undefined || companyId !== undefined || clientId !== undefined) return false
  return path === undefined || WIDE_PATH.test(path)
}
