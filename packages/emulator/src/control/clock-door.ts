/** `GET`, `POST /_underpin/clock`: the emulator's time, and moving it on. */

import type { TextAnswer } from '../reply.ts'
import type { ShiftedClock } from '../shifted-clock.ts'
import { jsonAnswer, unusable } from './door-answer.ts'
import type { DoorFields } from './door-fields.ts'
import { durationMs } from './duration.ts'

export function showClock(clock: ShiftedClock): TextAnswer {
  return jsonAnswer({ now: new Date(clock.nowMs()).toISOString() })
}

/** @param settle see `ShiftedClock.play` */
export async function moveClock(
  clock: ShiftedClock,
  fields: DoorFields,
  settle: () => Promise<void>,
): Promise<TextAnswer> {
  const isAdvance = fields.has('advance')
  if (isAdvance === fields.has('now')) {
    throw unusable(
      'give either advance ("90m", "2h30m") or now (an ISO 8601 time), and one of them only.',
    )
  }
  const forMs = isAdvance
    ? advanceMs(fields.text('advance'))
    : fields.instantMs('now') - clock.nowMs()
  fields.end()
  const isReachable = Number.isFinite(new Date(clock.nowMs() + forMs).getTime())
  if (!isReachable)
    throw unusable(`the clock cannot go that far: ${forMs} ms.`, { field: 'advance' })
  if (forMs < 0) {
    const now = new Date(clock.nowMs()).toISOString()
    const message = `the clock moves forward only, and it is ${now}; reset starts it again.`
    throw unusable(message, { field: 'now', now })
  }
  await clock.play(forMs, settle)
  return showClock(clock)
}

function advanceMs(text: string): number {
  const ms = durationMs(text)
  if (ms !== null) return ms
  const message = `advance must be a duration such as 90m, 2h30m, 45s or 1d; it is "${text}".`
  throw unusable(message, { field: 'advance' })
}
