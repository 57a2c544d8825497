/**
 * Answers a refusal: as a screen where a person looks, in JSON where a program reads. The one place that
 * decides it, for what a surface refuses, for faults, for maintenance and for load that is shed.
 */
import type { Call } from '../../call.ts'
import type { Platform } from '../../platform.ts'
import type { Answer, Refusal } from '../../reply.ts'
import type { Surface } from '../../surface.ts'
import { isForPeople } from './people.ts'
import { type RefusedForm, refusedForm } from './refused-form.ts'
import { screen } from './screen.ts'
import { webFailure } from './web-failure.ts'

/**
 * How long to stay away, in seconds: five to ten, as the seed says of the heavy load page. Those who were
 * turned away together are told different times, so that they do not come back together.
 */
const STAY_AWAY_MIN_S = 5
const STAY_AWAY_MAX_S = 10

export class Refusals {
  readonly #platform: Platform
  #turnedAwayCount = 0
  /** Where the status page stands; null until it is served. */
  statusUrl: string | null = null

  constructor(platform: Platform) {
    this.#platform = platform
  }

  /** Writes on the call what it was answered. */
  answer(surface: Surface, call: Call, refusal: Refusal, form?: RefusedForm): Answer {
    const because = refusal.because ?? call.because
    call.because = because
    if (surface.refuse) {
      call.failure = refusal.failure
      return surface.refuse(call, refusal)
    }
    const failure = isForPeople(surface, call.path) ? webFailure(refusal.failure) : null
    if (failure === null) {
      call.failure = refusal.failure
      return this.#platform.answers.respond(refusal)
    }
    call.failure = failure
    const parts = { call, platform: this.#platform, statusUrl: this.statusUrl }
    return screen({ ...refusal, failure }, form ? { ...parts, form } : parts)
  }

  /** For whoever is turned away before anything was done. A form comes back filled. */
  async turnAway(surface: Surface, call: Call): Promise<Answer> {
    const retryAfterS = this.#stayAwayS()
    const refusal: Refusal = { failure: 'heavy-load', retryAfterS }
    const form = isForPeople(surface, call.path) ? await refusedForm(call) : undefined
    return this.answer(surface, call, refusal, form)
  }

  #stayAwayS(): number {
    const span = STAY_AWAY_MAX_S - STAY_AWAY_MIN_S + 1
    return STAY_AWAY_MIN_S + (this.#turnedAwayCount++ % span)
  }
}
