/** Every situation. */
import { ACCOUNT } from './account.ts'
import { HEALTHY } from './healthy.ts'
import { LOAD } from './load.ts'
import { MAINTENANCE } from './maintenance.ts'
import { MIDDLEMEN } from './middlemen.ts'
import { NETWORK } from './network.ts'
import { NIGHT_CALLS } from './night-calls.ts'
import { OBSERVED } from './observed.ts'
import { ON_CALL } from './on-call.ts'
import { OUTAGE } from './outage.ts'
import { PEOPLE } from './people.ts'
import type { Situation } from './situation.ts'
import { TICKETS } from './tickets.ts'
import { TWO_CAUSES } from './two-causes.ts'
import { UNUSUAL } from './unusual.ts'

export const SITUATIONS: readonly Situation[] = [
  ...HEALTHY,
  ...MAINTENANCE,
  ...LOAD,
  ...OUTAGE,
  ...NETWORK,
  ...MIDDLEMEN,
  ...ACCOUNT,
  ...PEOPLE,
  ...TWO_CAUSES,
  ...OBSERVED,
  ...UNUSUAL,
  ...ON_CALL,
  ...TICKETS,
  ...NIGHT_CALLS,
]
