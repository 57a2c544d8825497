/** Two things at once: what has to be dealt with first comes first, and the other is not forgotten. */

import { captivePortal } from '@underpin/emulator/rigs'
import { systemClock } from '@underpin/ports'
import { failDeliveries, fault, hoursFromNow, spend } from './provoke.ts'
import { CALLS_OF_THE_API, type Situation } from './situation.ts'
import { HOSTS, shifted } from './stage.ts'

const MINUTE_MS = 60_000

export const TWO_CAUSES: readonly Situation[] = [
  {
    name: 'the token has expired, and a maintenance is going on',
    issuedAgoMs: 95 * MINUTE_MS,
    arrange: async ({ door }) => {
      await door('maintenance', {
        start: hoursFromNow(-0.1),
        end: hoursFromNow(1),
        title: 'Upgrade',
      })
    },
    cause: 'scheduled-maintenance',
    signs: ['status-maintenance', 'api-maintenance'],
    unknown: CALLS_OF_THE_API,
  },
  {
    name: 'the name of the status page does not resolve, and the app is not connected',
    who: 'admin',
    about: { companyId: '4002', projectId: null, tool: null },
    arrange: async (stage) => {
      stage.resolver.answers.set(stage.name('status'), 'nxdomain')
    },
    cause: 'our-app',
    signs: ['app-not-connected', 'status-unreachable'],
  },
  {
    name: 'half of the calls meet heavy load, and little is left of the limit',
    options: { seed: 5, limits: { hourly: 300, spike: 0 }, statusDelayMs: 0 },
    arrange: async (stage) => {
      await spend(stage, 275)
      await fault(
        stage,
        { failure: 'heavy-load', match: { path: '/rest/*' } },
        { failure: 'heavy-load-page', match: { path: '/*' } },
      )
    },
    cause: 'heavy-load',
    signs: ['api-heavy-load', 'status-incident'],
  },
  {
    name: 'the clock is wrong, and the tool is switched off',
    about: { projectId: '5002' },
    says: { seen: ['permission-denied-page'] },
    arrange: async (stage) => {
      stage.clock = shifted(systemClock, 15 * MINUTE_MS)
    },
    cause: 'our-permission',
    signs: ['clock-skewed', 'tool-disabled'],
    also: ['our-clock'],
  },
  {
    name: 'a hotel asks to sign in, and the token has expired',
    issuedAgoMs: 95 * MINUTE_MS,
    arrange: async (stage) => stage.place(HOSTS, await stage.keep(captivePortal('page'))),
    cause: 'our-network',
    signs: ['captive-portal'],
    unknown: CALLS_OF_THE_API,
  },
  {
    name: 'the receiver of webhooks is gone, and the web application is under heavy load',
    who: 'admin',
    options: { statusDelayMs: 0 },
    says: { seen: ['heavy-load-page'] },
    arrange: async (stage) => {
      await failDeliveries(stage)
      await fault(stage, { failure: 'heavy-load-page', match: { path: '/*' } })
    },
    cause: 'heavy-load',
    signs: ['app-heavy-load', 'webhooks-failing'],
    also: ['our-webhook-receiver'],
  },
]
