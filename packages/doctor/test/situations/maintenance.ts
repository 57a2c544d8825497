/** Procore is closed, and says so more or less. */
import { closedPort } from '@underpin/emulator/rigs'
import { fault, hoursFromNow, minutesAgoMs } from './provoke.ts'
import { CALLS_OF_THE_API, type Situation } from './situation.ts'

const QUIET_PAGE = { statusDelayMs: Number.POSITIVE_INFINITY }
const WEB = { path: '/*' }
const API = { path: '/rest/*' }

export const MAINTENANCE: readonly Situation[] = [
  {
    name: 'a maintenance that was announced is going on',
    arrange: async ({ door }) => {
      await door('maintenance', {
        start: hoursFromNow(-0.2),
        end: hoursFromNow(1),
        title: 'Upgrade',
      })
    },
    cause: 'scheduled-maintenance',
    signs: ['status-maintenance', 'api-maintenance', 'app-maintenance'],
    unknown: CALLS_OF_THE_API,
  },
  {
    name: 'a maintenance that nobody announced is going on, and the status page says nothing',
    who: null,
    options: QUIET_PAGE,
    says: { seen: ['maintenance-page'], sinceMs: minutesAgoMs(15) },
    arrange: (stage) =>
      fault(
        stage,
        { failure: 'maintenance', match: API },
        { failure: 'maintenance-page', match: WEB },
      ),
    cause: 'scheduled-maintenance',
    signs: ['api-maintenance', 'status-operational', 'saw-maintenance'],
  },
  {
    name: 'the API answers a bare 503, the status page is gone, and the person was told of a maintenance',
    who: null,
    options: QUIET_PAGE,
    says: { seen: ['service-unavailable-page'], maintenanceAnnounced: true },
    arrange: async (stage) => {
      await fault(
        stage,
        { failure: 'regional-outage', match: API },
        { failure: 'service-unavailable-page', match: WEB },
      )
      stage.place(['status'], await stage.keep(closedPort()))
    },
    cause: 'scheduled-maintenance',
    signs: ['api-unavailable', 'status-unreachable', 'maintenance-announced'],
  },
]
