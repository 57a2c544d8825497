/**
 * Plays work on a virtual clock while a disk takes its real time: an upload is written down, and until the
 * disk is done no virtual time may pass, or every timeout would strike at once.
 */
import type { VirtualClock } from '@underpin/ports/testing'

/** Virtual time a step. Small against every wait that is looked at. */
const STEP_MS = 100

/** A virtual day at most: work that takes longer is stuck. */
const STEPS_MAX = 86_400_000 / STEP_MS

/** A call that has not come back after so much real time waits for virtual time: it is silent on purpose. */
const PATIENCE_REAL_MS = 2_000

export interface BesideDisk {
  /** A call that may touch the disk. */
  during<T>(call: Promise<T>): Promise<T>
  /** Plays work to its end. */
  play<T>(work: Promise<T>): Promise<T>
}

export function besideDisk(clock: VirtualClock): BesideDisk {
  let underWay = 0
  let returned = 0
  const resting = async () => {
    const untilMs = performance.now() + PATIENCE_REAL_MS
    const seen = returned
    while (underWay > 0 && seen === returned && performance.now() < untilMs) await turn()
  }
  return {
    during: async (call) => {
      underWay += 1
      try {
        return await call
      } finally {
        underWay -= 1
        returned += 1
      }
    },
    play: async (work) => {
      let isOver = false
      const over = () => {
        isOver = true
      }
      work.then(over, over)
      for (let steps = 0; !isOver; steps++) {
        if (steps > STEPS_MAX) throw new Error('the work did not end within a virtual day')
        await resting()
        if (!isOver) await clock.pass(STEP_MS)
      }
      return work
    },
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
