/** Too much of something: load at Procore, or calls of our own. */
import { fault, minutesAgoMs, putInFront, spend } from './provoke.ts'
import type { Situation } from './situation.ts'

const QUIET_PAGE = { statusDelayMs: Number.POSITIVE_INFINITY }
const SLOW_MS = 2_300

export const LOAD: readonly Situation[] = [
  {
    name: 'the platform sheds load: more requests are in flight than it takes',
    who: null,
    options: { shedAbove: 2, ...QUIET_PAGE },
    says: { seen: ['heavy-load-page'] },
    arrange: (stage) => stage.hold(4),
    cause: 'heavy-load',
    signs: ['api-heavy-load', 'saw-heavy-load'],
  },
  {
    name: 'heavy load everywhere, and the status page tells of it',
    options: { statusDelayMs: 0 },
    says: { seen: ['heavy-load-page'], onlyOurCompany: false },
    arrange: (stage) =>
      fault(
        stage,
        { failure: 'heavy-load', match: { path: '/rest/*' } },
        { failure: 'heavy-load-page', match: { path: '/*' } },
      ),
    cause: 'heavy-load',
    signs: ['api-heavy-load', 'app-heavy-load', 'status-incident'],
  },
  {
    name: 'heavy load in the web application alone',
    options: QUIET_PAGE,
    arrange: (stage) => fault(stage, { failure: 'heavy-load-page', match: { path: '/*' } }),
    cause: 'heavy-load',
    signs: ['app-heavy-load', 'api-healthy'],
  },
  {
    name: 'the API alone is slow, and the status page says nothing',
    who: null,
    arrange: (stage) => putInFront(stage, ['api'], () => ({ kind: 'late', byMs: SLOW_MS })),
    cause: 'heavy-load',
    signs: ['answers-slow', 'control-reachable'],
  },
  {
    name: 'the hourly limit is spent',
    options: { limits: { hourly: 30, spike: 0 } },
    arrange: (stage) => spend(stage, 30),
    cause: 'throttling',
    signs: ['limit-hourly-spent'],
  },
  {
    name: 'the limit of ten seconds is spent',
    options: { limits: { hourly: 3_600, spike: 25 } },
    arrange: (stage) => spend(stage, 26),
    cause: 'throttling',
    signs: ['limit-spike-spent'],
  },
  {
    name: 'little is left of the hourly limit, an import is running, and 429 was seen',
    options: { limits: { hourly: 300, spike: 0 } },
    says: { seen: ['rate-limit-hourly'], bulkWork: true },
    arrange: (stage) => spend(stage, 275),
    cause: 'throttling',
    signs: ['limit-low', 'saw-rate-limit', 'bulk-work'],
  },
  {
    name: 'a 503 came in the middle of an import, some minutes ago, and everything works',
    says: { seen: ['heavy-load'], bulkWork: true, sinceMs: minutesAgoMs(5) },
    cause: 'heavy-load',
    orElse: {
      cause: 'throttling',
      because: 'the guideline knows temporary throttling of who calls a lot as a 503 too',
    },
    signs: ['saw-heavy-load', 'bulk-work', 'api-healthy'],
  },
]
