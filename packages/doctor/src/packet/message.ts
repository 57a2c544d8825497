/** `message.txt`: a message that is ready to be sent, in the voice of the person who sends it. Nothing is made up. */
import { ADDRESSEES, escalationTo } from './addressee.ts'
import type { CleanInput } from './clean-input.ts'
import { EVIDENCE_FIELDS, type Extra } from './evidence-field.ts'
import { bothTimes } from './local-time.ts'
import { mainExchange } from './main-exchange.ts'
import { saidLines } from './said-lines.ts'
import { occurrences } from './timeline.ts'

/** Times that are written out; the others stand in the timeline. */
const TIMES_SHOWN_MAX = 5

export function messageText(clean: CleanInput, extra: Extra): string {
  const { diagnosis, complaint, person } = clean
  const to = escalationTo(clean)
  const { to: address, greeting, request, fields } = ADDRESSEES[to]
  const paragraphs = [
    `To: ${address}`,
    `Subject: ${subject(clean)}`,
    ...(to === 'nobody'
      ? [
          `There is nobody to write to now. ${diagnosis.clock.because} Should it go on, this is what to say.`,
        ]
      : []),
    greeting,
    opening(clean),
    ...list('What I know', detailLines(clean, fields, extra)),
    ...list('What I have seen and tried', saidLines(complaint)),
    ...list('When it happened', timeLines(clean)),
    `What an examination of the connection found: ${diagnosis.headline}`,
    to === 'nobody' ? '' : request,
    `Attached is a packet with the details: report.txt, timeline.txt and exchanges.json. Access tokens, passwords and the like have been taken out of it.`,
    `Thank you,\n${person.sender ?? ''}`.trimEnd(),
  ]
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`
}

function subject(clean: CleanInput): string {
  const main = mainExchange(clean)
  const status = main?.response?.status ?? null
  const called = status === null ? 'Procore does not work for us' : `Procore answers ${status}`
  const company = clean.report?.targets.companyId
  const since = clean.complaint.sinceMs ?? occurrences(clean)[0]?.atMs ?? null
  return [
    called,
    ...(company === undefined || company === null ? [] : [`company ${company}`]),
    ...(since === null ? [] : [`since ${bothTimes(since, clean.environment.timeZone)}`]),
  ].join(', ')
}

function opening({ complaint, environment, nowMs }: CleanInput): string {
  if (complaint.sinceMs !== null) {
    return `since ${bothTimes(complaint.sinceMs, environment.timeZone)} we have had trouble with Procore.`.replace(
      /^s/,
      'S',
    )
  }
  return `We have trouble with Procore. I cannot say when it began; I looked at it at ${bothTimes(nowMs, environment.timeZone)}.`
}

function detailLines(clean: CleanInput, fields: readonly string[], extra: Extra): string[] {
  return fields
    .filter((id) => id !== 'times' && id !== 'tried')
    .flatMap((id) => {
      const field = EVIDENCE_FIELDS.find((each) => each.id === id)
      const value = field?.value(clean, extra) ?? null
      return field === undefined || value === null ? [] : [`${field.what}: ${value}`]
    })
}

function timeLines(clean: CleanInput): string[] {
  const seen = occurrences(clean)
  const shown = seen.slice(-TIMES_SHOWN_MAX)
  const more = seen.length - shown.length
  return [
    ...(more === 0 ? [] : [`${more} times before; all are in timeline.txt`]),
    ...shown.map(({ atMs, says }) => `${bothTimes(atMs, clean.environment.timeZone)}: ${says}`),
  ]
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:\n${lines.map((line) => `- ${line}`).join('\n')}`]
}
