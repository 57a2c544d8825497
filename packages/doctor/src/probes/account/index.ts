/**
 * What can be found out with a token, in the order in which people read it. At most ACCOUNT_CALLS_MAX calls
 * in all, each a read: 1 of the token, 2 of the account, 1 of its companies, 2 of the company and another,
 * 1 of the project, 2 of the tool, 3 of webhooks.
 */
import type { Probe } from '../probe.ts'
import { companyProbe } from './company-probe.ts'
import { limitsProbe } from './limits-probe.ts'
import { projectProbe, toolProbe } from './place-probes.ts'
import { webhooksProbe } from './webhooks-probe.ts'
import { companiesProbe, meProbe, tokenInfoProbe } from './who-probes.ts'

/** The sum of what each probe may make; half of the shortest limit that is known, 25 in 10 s (fact sheet section 5). */
export const ACCOUNT_CALLS_MAX = 12

export const ACCOUNT_PROBES: readonly Probe[] = [
  tokenInfoProbe,
  meProbe,
  companiesProbe,
  companyProbe,
  projectProbe,
  toolProbe,
  webhooksProbe,
  limitsProbe,
]
