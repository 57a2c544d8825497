/** `triage.json`: what a help desk's program needs, and nothing that needs reading. Stable: documented in docs/packet.md. */
import { escalationTo } from './addressee.ts'
import type { CleanInput } from './clean-input.ts'
import { EVIDENCE_FIELDS, type Extra } from './evidence-field.ts'
import { utcTime } from './local-time.ts'
import { occurrences } from './timeline.ts'

export function triageJson(clean: CleanInput, extra: Extra) {
  const { diagnosis, report, complaint, exchanges, version, nowMs, person, environment } = clean
  const { clock, causes } = diagnosis
  const { role, browser, device, network } = person
  const seen = occurrences(clean)
  const failures = [
    ...complaint.seen,
    ...causes.flatMap(({ failure }) => failure ?? []),
    ...exchanges.flatMap(({ failure, from }) => (from === 'handed over' ? (failure ?? []) : [])),
    ...(report?.results ?? []).flatMap(({ failure }) => failure ?? []),
  ]
  return {
    version: 1,
    madeAt: utcTime(nowMs),
    madeBy: `underpin ${version}`,
    verdict: diagnosis.verdict,
    headline: diagnosis.headline,
    causes: causes.map(({ id, title, likelihood, party, failure }) => ({
      id,
      title,
      likelihood,
      party,
      failure,
    })),
    failures: [...new Set(failures)],
    requestIds: [...new Set(exchanges.flatMap(({ requestIds }) => requestIds))],
    times: {
      since: timeOrNull(complaint.sinceMs),
      firstSeen: timeOrNull(seen[0]?.atMs ?? null),
      lastSeen: timeOrNull(seen.at(-1)?.atMs ?? null),
      examined: timeOrNull(report?.startedAtMs ?? null),
      timeZone: environment.timeZone,
    },
    company: { id: report?.targets.companyId ?? null },
    project: { id: report?.targets.projectId ?? null, name: person.projectName },
    tool: report?.targets.tool ?? null,
    // Whoever sorts the case asks for these, also where the message is to somebody who does not.
    person: { role, browser, device, network },
    clock: {
      overBy:
        clock.overByMs === null
          ? null
          : { earliest: utcTime(clock.overByMs.earliest), latest: utcTime(clock.overByMs.latest) },
      escalateAt: timeOrNull(clock.escalateAtMs),
      because: clock.because,
    },
    escalateTo: escalationTo(clean),
    evidence: Object.fromEntries(
      EVIDENCE_FIELDS.map(({ id, value }) => [id, value(clean, extra) !== null]),
    ),
  }
}

function timeOrNull(atMs: number | null): string | null {
  return atMs === null ? null : utcTime(atMs)
}
