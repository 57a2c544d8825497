/** The report and the diagnosis as plain text: the same as in the JSON files, for reading. */
import { durationWords, ESCALATION_WORDS } from '@underpin/failures'
import { STEP_WHO, sureness } from '../diagnosis/diagnosis-words.ts'
import type { CleanInput } from './clean-input.ts'
import { bothTimes } from './local-time.ts'

export function reportText({ report, environment }: CleanInput): string {
  if (report === null) return 'Nothing was examined: there is no report.\n'
  const { targets, results, leftOut, observation } = report
  const rows = results.map((result) => {
    const blocked = result.blockedBy === null ? '' : ` (not tried: ${result.blockedBy} came first)`
    const facts = Object.entries(result.facts).map(([name, fact]) => `      ${name}: ${fact}`)
    const seen =
      result.exchangeIds.length === 0
        ? []
        : [`      exchanges.json: ${result.exchangeIds.join(', ')}`]
    return [
      `${result.verdict.toUpperCase().padEnd(7)} ${result.name}${blocked}  ${result.elapsedMs} ms`,
      `      ${result.asks}`,
      `      ${result.says}`,
      ...(result.failure === null ? [] : [`      failure: ${result.failure}`]),
      ...facts,
      ...seen,
    ].join('\n')
  })
  return document([
    `Examined at ${bothTimes(report.startedAtMs, environment.timeZone)}, in ${report.elapsedMs} ms.`,
    Object.entries(targets)
      .map(([name, target]) => `${name}: ${target ?? 'not examined'}`)
      .join('\n'),
    ...rows,
    observation === null ? '' : `Observed: ${observation.says}`,
    leftOut.length === 0
      ? ''
      : `Not run:\n${leftOut.map(({ name, asks, because }) => `- ${name}: ${asks} ${because}`).join('\n')}`,
  ])
}

export function diagnosisText({ diagnosis, environment }: CleanInput): string {
  const { headline, verdict, causes, steps, clock } = diagnosis
  const zone = environment.timeZone
  const times = [
    ...(clock.sinceMs === null ? [] : [`Since ${bothTimes(clock.sinceMs, zone)}.`]),
    ...(clock.overByMs === null
      ? []
      : [
          clock.overByMs.earliest === clock.overByMs.latest
            ? `It should be over at ${bothTimes(clock.overByMs.latest, zone)}.`
            : `It should be over between ${bothTimes(clock.overByMs.earliest, zone)} and ${bothTimes(clock.overByMs.latest, zone)}.`,
        ]),
    ...(clock.escalateAtMs === null
      ? []
      : [
          `Escalate from ${bothTimes(clock.escalateAtMs, zone)} on, to ${ESCALATION_WORDS[clock.escalateTo]}.`,
        ]),
    clock.because,
  ]
  return document([
    headline,
    `Verdict: ${verdict}.`,
    ...causes.map(({ title, id, likelihood, nextStep, ...cause }, at) =>
      [
        `${at + 1}. ${title} (${id}, ${sureness({ likelihood })}, ${Math.min(99, Math.round(likelihood * 100))} %)`,
        ...cause.evidenceFor.map(({ says }) => `   for: ${says}`),
        ...cause.evidenceAgainst.map(({ says }) => `   against: ${says}`),
        ...(cause.unchecked.length === 0 ? [] : [`   not checked: ${cause.unchecked.join(', ')}`]),
        `   next: ${nextStep}`,
      ].join('\n'),
    ),
    steps.length === 0
      ? ''
      : `What to do:\n${steps.map(({ who, says, afterMs }) => `- ${STEP_WHO[who]}${says}${afterMs > 0 ? ` (after ${durationWords(afterMs)})` : ''}`).join('\n')}`,
    times.join('\n'),
  ])
}

function document(paragraphs: readonly string[]): string {
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`
}
