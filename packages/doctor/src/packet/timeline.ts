/** What happened when: what was said, what was handed over, what was looked at, in order. */
import type { CleanInput } from './clean-input.ts'
import { bothTimes } from './local-time.ts'
import { HANDED, hasFailed } from './main-exchange.ts'
import type { PacketExchange } from './packet-exchange.ts'
import { saidLines } from './said-lines.ts'

export interface TimelineEvent {
  readonly atMs: number
  /** `person`, `probe dns-api`, `handed over`, `sample`, `status page`, `packet`. */
  readonly who: string
  readonly says: string
  /** The failure itself was seen then. */
  readonly isOccurrence: boolean
}

/** It fails when Procore tells of trouble, which is not the trouble. */
const STATUS_PROBE = 'status-page'

/** Oldest first. */
export function timelineEvents(clean: CleanInput): TimelineEvent[] {
  const { report, complaint, exchanges, nowMs } = clean
  const events: TimelineEvent[] = [
    ...(complaint.sinceMs === null
      ? []
      : [event(complaint.sinceMs, 'person', 'It began, as the person says.', true)]),
    ...exchanges.filter(({ from, at }) => from === HANDED && at !== null).map(handedEvent),
    ...(report?.results ?? [])
      .filter(({ blockedBy }) => blockedBy === null)
      .map(({ name, verdict, says, startedAtMs }) =>
        event(
          startedAtMs,
          `probe ${name}`,
          `${verdict}: ${says}`,
          verdict === 'fail' && name !== STATUS_PROBE,
        ),
      ),
    ...(report?.observation?.samples ?? []).map((sample) =>
      event(
        sample.atMs,
        'sample',
        `${sample.host}: ${sample.isHealthy ? 'fine' : 'failed'} (${sample.status ?? sample.errorCode ?? 'no answer'}, ${Math.round(sample.elapsedMs)} ms)`,
        !sample.isHealthy,
      ),
    ),
    ...clean.statusTimes.map(({ atMs, says }) => event(atMs, 'status page', says, false)),
    event(nowMs, 'packet', 'This packet was made.', false),
  ]
  return events.toSorted((a, b) => a.atMs - b.atMs)
}

/** The times at which it was seen to fail. */
export function occurrences(clean: CleanInput): TimelineEvent[] {
  return timelineEvents(clean).filter(({ isOccurrence }) => isOccurrence)
}

export function timelineText(clean: CleanInput): string {
  const zone = clean.environment.timeZone
  const head = `What happened when. Times are of ${zone ?? 'UTC'}${zone === null || zone === 'UTC' ? '' : ', and in UTC'}.\nThe clock is the one of the machine that looked.\n`
  const rows = timelineEvents(clean).map(
    ({ atMs, who, says }) => `${bothTimes(atMs, zone)}  ${who}\n    ${says}`,
  )
  const { browser, device, network, projectName, role } = clean.person
  const said = Object.entries({ browser, device, network, project: projectName, role })
    .flatMap(([what, value]) => (value === null ? [] : [`${what}: ${value}`]))
    .concat(saidLines(clean.complaint))
  const told =
    said.length === 0
      ? []
      : ['', 'What the person says, without a time:', ...said.map((line) => `    ${line}`)]
  return `${[head, ...rows, ...told].join('\n')}\n`
}

function handedEvent(exchange: PacketExchange): TimelineEvent {
  const { at, request, response, network, failure, id } = exchange
  const what = [request.method, request.url].filter((part) => part !== null).join(' ')
  const outcome =
    network === null ? (response?.status ?? 'no status') : network.code || network.message
  const called = failure === null ? '' : `, recognised as ${failure}`
  const says = `${what === '' ? 'An answer' : what}: ${outcome}${called} (exchange ${id})`
  return event(Date.parse(at ?? ''), HANDED, says, hasFailed(exchange))
}

function event(atMs: number, who: string, says: string, isOccurrence: boolean): TimelineEvent {
  return { atMs, who, says, isOccurrence }
}
