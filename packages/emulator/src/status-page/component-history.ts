/** What happened to each component, read from what is posted. */
import { isWorse } from './component-status.ts'
import type { Incident } from './incident.ts'
import type { StatusBoard } from './status-board.ts'
import type { PlannedWork, Trouble } from './uptime.ts'

/** By the name of the component. */
export function troublesOf(board: StatusBoard): ReadonlyMap<string, readonly Trouble[]> {
  const all = new Map<string, Trouble[]>()
  for (const incident of board.incidents) {
    for (const [name, troubles] of troublesIn(incident)) {
      all.set(name, [...(all.get(name) ?? []), ...troubles])
    }
  }
  return all
}

/** By the name of the component: a maintenance is of all that its posts name. */
export function worksOf(board: StatusBoard): ReadonlyMap<string, readonly PlannedWork[]> {
  const all = new Map<string, PlannedWork[]>()
  for (const { startMs, endMs, announcedAtMs, updates } of board.maintenances) {
    const work = { fromMs: startMs, untilMs: endMs, announcedAtMs }
    for (const { name } of updates[0]?.affected ?? []) {
      all.set(name, [...(all.get(name) ?? []), work])
    }
  }
  return all
}

/**
 * A later post corrects what earlier ones said, from its own time on: of what began after that nothing is
 * left, not even a length.
 */
function troublesIn({ updates }: Incident): ReadonlyMap<string, readonly Trouble[]> {
  const all = new Map<string, Trouble[]>()
  for (const { fromMs, affected } of [...updates].reverse()) {
    for (const { name, status } of affected) {
      const before = (all.get(name) ?? []).map((each) => ({
        ...each,
        untilMs: Math.min(fromMs, each.untilMs ?? fromMs),
      }))
      const isTrouble = isWorse(status, 'operational')
      all.set(name, isTrouble ? [...before, { status, fromMs, untilMs: null }] : before)
    }
  }
  return all
}
