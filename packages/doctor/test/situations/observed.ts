/** What only samples over some time tell: a blip, a flicker, an outage. */
import type { FaultOrder } from '@underpin/emulator'
import { fault } from './provoke.ts'
import type { Situation } from './situation.ts'
import type { Stage } from './stage.ts'

const QUIET_PAGE = { statusDelayMs: Number.POSITIVE_INFINITY }

/** Five rounds, of three samples each. */
const OBSERVE_MS = 20_500
const SAMPLES_A_ROUND = 3

const HEAVY_LOAD: readonly FaultOrder[] = [
  { failure: 'heavy-load', match: { path: '/rest/*' } },
  { failure: 'heavy-load-page', match: { path: '/*' } },
]

const OUTAGE: readonly FaultOrder[] = [
  { failure: 'regional-outage', match: { path: '/rest/*' } },
  { failure: 'service-unavailable-page', match: { path: '/*' } },
]

export const OBSERVED: readonly Situation[] = [
  {
    name: 'heavy load comes and goes, again and again',
    who: null,
    options: QUIET_PAGE,
    observeMs: OBSERVE_MS,
    arrange: (stage) => fault(stage, ...HEAVY_LOAD),
    meanwhile: async (stage, samples) => {
      if (samples % SAMPLES_A_ROUND > 0) return
      const isOn = (samples / SAMPLES_A_ROUND) % 2 === 0
      await (isOn ? fault(stage, ...HEAVY_LOAD) : faultsOff(stage))
    },
    cause: 'heavy-load',
    signs: ['fails-sometimes'],
  },
  {
    name: 'there is heavy load for a moment, and it is over while one looks',
    who: null,
    options: QUIET_PAGE,
    observeMs: OBSERVE_MS,
    arrange: (stage) => fault(stage, ...HEAVY_LOAD),
    meanwhile: async (stage, samples) => {
      if (samples === 2 * SAMPLES_A_ROUND) await faultsOff(stage)
    },
    cause: 'heavy-load',
    signs: ['blip'],
  },
  {
    name: 'the platform is out the whole time that one looks',
    who: null,
    options: QUIET_PAGE,
    observeMs: OBSERVE_MS,
    arrange: (stage) => fault(stage, ...OUTAGE),
    cause: 'regional-outage',
    signs: ['outage-steady', 'api-unavailable'],
  },
  {
    name: 'it works when it is looked at, and fails soon after',
    who: null,
    options: QUIET_PAGE,
    observeMs: OBSERVE_MS,
    meanwhile: async (stage, samples) => {
      if (samples === 2 * SAMPLES_A_ROUND) await fault(stage, ...OUTAGE)
    },
    cause: 'not-fine',
    signs: ['api-healthy', 'fails-sometimes'],
  },
  {
    name: 'it works the whole time that one looks',
    who: null,
    observeMs: OBSERVE_MS,
    cause: 'fine',
    signs: ['works-steadily'],
  },
]

async function faultsOff({ door }: Stage): Promise<void> {
  await door('faults', undefined, 'DELETE')
}
