/** What the whole examination comes to: all fine, a cause, unsure, or not to be told. */
import type { Observation } from '../report/observation.ts'
import type { ProbeResult } from '../report/probe-result.ts'
import type { Report } from '../report/report.ts'
import type { Sign } from '../report/sign.ts'
import type { CauseId } from './cause.ts'
import type { Complaint } from './complaint.ts'
import type { Diagnosis } from './diagnosis.ts'
import { SEEN_SIGNS } from './seen-signs.ts'
import type { Case } from './signs-of.ts'
import type { WeighedCause } from './weigh-causes.ts'

/** From here on a cause is called the cause. */
export const LIKELY_MIN = 0.5

/** A cause less likely than this is called unlikely. */
export const POSSIBLE_MIN = 0.2

/** Worth knowing, and no trouble: with nothing else, all is fine. */
const NOTES_ONLY: readonly Sign[] = [
  'status-operational',
  'status-maintenance-soon',
  'status-incident-elsewhere',
  'proxy-in-use',
  'tls-old',
  'token-valid',
  'token-expires-soon',
  'limit-low',
  'webhooks-delivered',
]

/** Somebody says that something is wrong; "no maintenance was announced" alone does not say so. */
export function isComplaint(complaint: Complaint): boolean {
  const { seen, sinceMs, maintenanceAnnounced, bulkWork, repeatedOverDays, ...others } = complaint
  return (
    seen.length > 0 ||
    sinceMs !== null ||
    maintenanceAnnounced === true ||
    repeatedOverDays === true ||
    bulkWork === true ||
    Object.values(others).some((answer) => answer !== null)
  )
}

/** A probe failed, or warned of something that is more than a note. */
export function isTrouble({ verdict, signs }: ProbeResult): boolean {
  if (verdict === 'fail') return true
  return (
    verdict === 'warn' && (signs.length === 0 || signs.some((sign) => !NOTES_ONLY.includes(sign)))
  )
}

export function isTroubled({ report, complaint }: Case): boolean {
  return isComplaint(complaint) || (report !== null && isFailing(report))
}

function isFailing({ results, observation }: Report): boolean {
  return results.some(isTrouble) || (observation !== null && FAILING.includes(observation.verdict))
}

const FAILING: readonly Observation['verdict'][] = ['outage-steady', 'fails-sometimes', 'blip']

/** What was met would show to anybody while it lasts, and everything that was looked at works. */
export function isOver({ report }: Case, [first]: readonly WeighedCause[]): boolean {
  if (report === null || first === undefined || !SHOWS_TO_ANYBODY.includes(first.row.id))
    return false
  const hasLooked = report.results.some(({ signs }) => signs.includes('api-healthy'))
  return hasLooked && !isFailing(report)
}

const SHOWS_TO_ANYBODY: readonly CauseId[] = [
  'scheduled-maintenance',
  'heavy-load',
  'regional-outage',
  'routing',
  'our-network',
]

/**
 * Who may not see the webhooks of a company has none to look after: that they could not be looked at
 * matters to whoever says that they fail, and is told to the others.
 */
function isAside({ name, failure }: ProbeResult, { seen }: Complaint): boolean {
  const isOfWebhooks = seen.some((id) => SEEN_SIGNS[id] === 'saw-webhook')
  return name === 'webhooks' && failure === 'permission-too-low' && !isOfWebhooks
}

function isUnknown({ verdict }: ProbeResult): boolean {
  return verdict === 'unknown'
}

export function verdictOf(examined: Case, causes: readonly WeighedCause[]): Diagnosis['verdict'] {
  const { report, complaint } = examined
  const results = report?.results ?? []
  const isLikely = (causes[0]?.likelihood ?? 0) >= LIKELY_MIN && !isOver(examined, causes)
  const hasUnknown = results.some((result) => isUnknown(result) && !isAside(result, complaint))
  const hasAnswer = results.some(({ verdict }) => verdict !== 'unknown')
  if (isTroubled(examined)) {
    if (isLikely) return 'cause-found'
    const isOnlySaid = isComplaint(complaint) && report !== null && !isFailing(report)
    return hasUnknown && isOnlySaid ? 'could-not-check' : 'unsure'
  }
  if (hasUnknown || !hasAnswer) return 'could-not-check'
  return isLikely ? 'cause-found' : 'all-fine'
}
