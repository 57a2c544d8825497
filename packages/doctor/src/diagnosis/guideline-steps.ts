/** What to do now, in the order of the guide to 503, and what the catalogue says of the failure. */
import { failureMode, UNAVAILABLE_STEPS, type UnavailableStepId } from '@underpin/failures'
import type { Sign } from '../report/sign.ts'
import type { CauseRow } from './cause-row.ts'
import type { RankedCause, Step } from './diagnosis.ts'

export const STEPS_MAX = 8

/** A step that has been done, or that a sign has made pointless. */
const POINTLESS: Readonly<Record<UnavailableStepId, readonly Sign[]>> = {
  refresh: [],
  'status-page': ['status-operational'],
  'clear-cache': [
    'private-window-fails',
    'app-maintenance',
    'app-heavy-load',
    'status-maintenance',
  ],
  'private-window': ['private-window-works', 'private-window-fails', 'app-maintenance'],
  'other-network': ['other-network-works', 'other-network-fails', 'api-maintenance'],
  'company-admin': ['other-companies-too', 'status-maintenance'],
}

/** When no cause is likely: everything that the guide has. */
export const WHOLE_GUIDE: readonly UnavailableStepId[] = UNAVAILABLE_STEPS.map(({ id }) => id)

export interface Treated {
  /** The causes that are likely, likeliest first, each with its row; none: the whole guide. */
  readonly causes: readonly { readonly ranked: RankedCause; readonly row: CauseRow }[]
  readonly signs: readonly Sign[]
}

export function stepsFor({ causes, signs }: Treated): readonly Step[] {
  const wanted = causes.length === 0 ? WHOLE_GUIDE : causes.flatMap(({ row }) => row.steps)
  const guide: Step[] = UNAVAILABLE_STEPS.filter(
    ({ id }) => wanted.includes(id) && !POINTLESS[id].some((sign) => signs.includes(sign)),
  ).map(({ says, afterMs }) => ({ says, who: 'user', afterMs }))
  const remedies = causes.flatMap(({ ranked, row }) => remediesOf(ranked, row))
  const seen = new Set<string>()
  return [...guide, ...remedies]
    .filter(({ says }) => !seen.has(says) && seen.add(says))
    .slice(0, STEPS_MAX)
}

/** The one next step, as the list of causes shows it. */
export function nextStepOf(
  row: CauseRow,
  failure: RankedCause['failure'],
  signs: readonly Sign[],
): string {
  const open = UNAVAILABLE_STEPS.find(
    ({ id }) => row.steps.includes(id) && !POINTLESS[id].some((sign) => signs.includes(sign)),
  )
  if (open) return open.says
  const { user, integration, companyAdmin } = failureMode(failure ?? row.failures[0]).remedies
  const own = { integration, 'company-admin': companyAdmin, user, procore: user, network: user }
  return (own[row.party] ?? user ?? integration ?? companyAdmin)?.says ?? row.headline
}

/** The guide's steps speak for the person already, where there are any. */
function remediesOf({ failure }: RankedCause, row: CauseRow): readonly Step[] {
  if (failure === null) return []
  const { user, integration, companyAdmin } = failureMode(failure).remedies
  const steps: Step[] = []
  if (user && row.steps.length === 0) steps.push({ says: user.says, who: 'user', afterMs: 0 })
  if (integration) steps.push({ says: integration.says, who: 'integration', afterMs: 0 })
  if (companyAdmin) steps.push({ says: companyAdmin.says, who: 'company-admin', afterMs: 0 })
  return steps
}
