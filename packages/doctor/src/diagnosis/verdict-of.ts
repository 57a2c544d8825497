/** What the whole examination comes to: all fine, a cause, unsure, or not to be told. */
import type { ProbeResult } from '../report/probe-result.ts'
import type { Sign } from '../report/sign.ts'
import type { Complaint } from './complaint.ts'
import type { Diagnosis } from './diagnosis.ts'
import type { Case } from './signs-of.ts'
import type { WeighedCause } from './weigh-causes.ts'

/** From here on a cause is called the cause. */
export const LIKELY_MIN = 0.5

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
  const hasFailing =
    report?.observation !== undefined &&
    report?.observation !== null &&
    FAILING.includes(report.observation.verdict)
  return isComplaint(complaint) || hasFailing || (report?.results ?? []).some(isTrouble)
}

const FAILING: readonly string[] = ['outage-steady', 'fails-sometimes', 'blip']

export function verdictOf(examined: Case, causes: readonly WeighedCause[]): Diagnosis['verdict'] {
  const { report, complaint } = examined
  const results = report?.results ?? []
  const isLikely = (causes[0]?.likelihood ?? 0) >= LIKELY_MIN
  const hasUnknown = results.some(({ verdict }) => verdict === 'unknown')
  const hasAnswer = results.some(({ verdict }) => verdict !== 'unknown')
  if (isTroubled(examined)) {
    if (isLikely) return 'cause-found'
    const isOnlySaid = isComplaint(complaint) && !results.some(isTrouble)
    return hasUnknown && isOnlySaid ? 'could-not-check' : 'unsure'
  }
  if (hasUnknown || !hasAnswer) return 'could-not-check'
  return isLikely ? 'cause-found' : 'all-fine'
}
