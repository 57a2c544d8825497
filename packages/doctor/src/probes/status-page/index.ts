/** What Procore says of itself: its status page, and of it what matters to whoever asks. */
import { classify } from '@underpin/failures'
import type { Sign } from '../../report/sign.ts'
import type { Targets } from '../../report/targets.ts'
import type { Asker } from '../../status/components-of-concern.ts'
import { fetchStatusPage, type StatusReading } from '../../status/fetch-status-page.ts'
import { standingOf } from '../../status/standing.ts'
import { statusGetOf } from '../../status/status-get.ts'
import { finding } from '../finding.ts'
import type { Probe, ProbeContext } from '../probe.ts'
import { serverNowMs } from '../server-time.ts'
import { pageFacts } from './page-facts.ts'
import { tellPage } from './tell-page.ts'

/** The summary, a redirect, and the parts if there is no summary: far more than a page takes. A guess. */
const TIMEOUT_MS = 6_000

export const STATUS_PROBES: readonly Probe[] = [
  {
    name: 'status-page',
    asks: 'Does Procore report an incident or a maintenance that touches us?',
    timeoutMs: TIMEOUT_MS,
    dependsOn: [],
    lacks: ({ targets }) =>
      targets.statusUrl === null ? 'Give --status-url to read the status page.' : null,
    run: readPage,
  },
]

async function readPage(context: ProbeContext) {
  const { targets } = context
  const url = targets.statusUrl ?? ''
  const reading = await fetchStatusPage(url, statusGetOf(context))
  const { exchanges } = reading
  if (reading.kind !== 'read') {
    const signs: Sign[] = ['status-unreachable']
    const parts = { facts: { url }, exchanges, signs, failure: failureOf(reading) }
    return finding({ ...parts, verdict: 'unknown', says: reading.says })
  }
  const { page } = reading
  const [first] = exchanges
  // By the page's own clock: whether a maintenance has begun must not hang on ours.
  const nowMs = first === undefined ? page.readAtMs : serverNowMs(first)
  const standing = standingOf(page, nowMs, askerOf(targets))
  const told = tellPage(page, standing, nowMs)
  return finding({ ...told, facts: pageFacts(url, page, standing, nowMs), exchanges })
}

function failureOf({ exchanges }: StatusReading) {
  const outcome = exchanges.at(-1)?.outcome
  return outcome?.kind === 'unanswered'
    ? (classify({ network: outcome.error })?.failure ?? null)
    : null
}

function askerOf({ apiUrl, tool }: Targets): Asker {
  return { apiHost: URL.canParse(apiUrl) ? new URL(apiUrl).hostname : null, tool }
}
