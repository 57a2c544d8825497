/** `message.txt`: a message that is ready to be sent, in the voice of the person who sends it. Nothing is made up. */
import { readBody } from '@underpin/failures'
import { sureness } from '../diagnosis/diagnosis-words.ts'
import { LIKELY_MIN } from '../diagnosis/verdict-of.ts'
import { ADDRESSEES, escalationTo } from './addressee.ts'
import type { CleanInput } from './clean-input.ts'
import { EVIDENCE_FIELDS, type EvidenceField, type Extra } from './evidence-field.ts'
import { bothTimes, localMinute } from './local-time.ts'
import { mainExchange } from './main-exchange.ts'
import { saidLines } from './said-lines.ts'
import { occurrences } from './timeline.ts'

/** Times that are written out; the others stand in the timeline. */
const TIMES_SHOWN_MAX = 5

/** Of what the error says; the whole of it is in exchanges.json. */
const WORDS_CHARS_MAX = 200

/** Lists of their own. */
const TOLD_APART: ReadonlySet<string> = new Set(['times', 'tried'])

export function messageText(clean: CleanInput, extra: Extra): string {
  const { diagnosis, complaint, person } = clean
  const to = escalationTo(clean)
  const { to: address, greeting, request, fields } = ADDRESSEES[to]
  const asked = EVIDENCE_FIELDS.filter(({ id }) => fields.includes(id)).toSorted(
    (a, b) => fields.indexOf(a.id) - fields.indexOf(b.id),
  )
  const early =
    to === 'nobody'
      ? `(There is nobody to write to now. ${diagnosis.clock.because} Should it go on, this is what to say.)`
      : ''
  const paragraphs = [
    `To: ${address}\nSubject: ${subject(clean)}`,
    early,
    greeting,
    [opening(clean), errorWords(clean), to === 'nobody' ? '' : request].filter(Boolean).join(' '),
    list('What I know', detailLines(clean, asked, extra)),
    list('What I have seen and tried', saidLines(complaint)),
    list('When it happened', timeLines(clean)),
    causeLine(clean),
    missingLine(clean, asked, extra),
    'Attached is a packet with the details: report.txt, timeline.txt and exchanges.json. Access tokens, passwords and the like have been taken out of it.',
    `Thank you,\n${person.sender ?? ''}`.trimEnd(),
  ]
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n`
}

function subject(clean: CleanInput): string {
  const status = mainExchange(clean)?.response?.status ?? null
  const company = clean.report?.targets.companyId ?? null
  const project = clean.person.projectName
  const since = clean.complaint.sinceMs ?? occurrences(clean)[0]?.atMs ?? null
  return [
    status === null ? 'Procore does not work for us' : `Procore answers ${status}`,
    ...(company === null ? [] : [`company ${company}`]),
    ...(project === null ? [] : [`project ${project}`]),
    ...(since === null ? [] : [`since ${localMinute(since, clean.environment.timeZone)}`]),
  ].join(', ')
}

function opening(clean: CleanInput): string {
  const { complaint, environment, nowMs } = clean
  const what = mainExchange(clean)?.response?.status ?? null
  const trouble = what === null ? 'Procore does not work for us' : `Procore answers us with ${what}`
  return complaint.sinceMs === null
    ? `${trouble}. I cannot say when it began; I looked at it at ${localMinute(nowMs, environment.timeZone)}.`
    : `${trouble}, since ${localMinute(complaint.sinceMs, environment.timeZone)}.`
}

/** What the error itself says, in its own words. */
function errorWords(clean: CleanInput): string {
  const { body = '', headers = {} } = mainExchange(clean)?.response ?? {}
  const { texts } = readBody(body, headers['content-type'] ?? null)
  const said = (texts[0] ?? (/^\s*[<{[]/.test(body) ? '' : body)).replace(/\s+/g, ' ').trim()
  if (said === '') return ''
  const shown = said.length > WORDS_CHARS_MAX ? `${said.slice(0, WORDS_CHARS_MAX)}…` : said
  return `The error says: “${shown.replace(/\.$/, '')}”.`
}

function detailLines(clean: CleanInput, asked: readonly EvidenceField[], extra: Extra): string[] {
  return asked.flatMap(({ id, label, value }) => {
    const given = TOLD_APART.has(id) ? null : value(clean, extra)
    return given === null ? [] : [`${label}: ${given}`]
  })
}

/** By its title: the headline speaks to the person who asked, and not to the one who reads this. */
function causeLine({ diagnosis, report }: CleanInput): string {
  const by = report === null ? 'By what the error says' : 'By an examination of the connection'
  const [first] = diagnosis.causes
  // A guess would send whoever reads it the wrong way.
  if (first === undefined || first.likelihood < LIKELY_MIN) return ''
  const why = first.evidenceFor.map(({ says }) => says)
  const because = why.length === 0 ? '' : `, because ${why.join('; ')}`
  return `${by}, the likeliest cause (${sureness(first)}) is: ${first.title.replace(/\.$/, '')}${because}.`
}

/** Who reads it need not ask for what is not there. */
function missingLine(clean: CleanInput, asked: readonly EvidenceField[], extra: Extra): string {
  const missing = asked.filter(({ value }) => value(clean, extra) === null)
  if (missing.length === 0) return ''
  return `Not at hand: ${missing.map(({ label }) => lowerFirst(label)).join(', ')}.`
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}

function timeLines(clean: CleanInput): string[] {
  const zone = clean.environment.timeZone
  const seen = occurrences(clean)
  const shown = seen.slice(-TIMES_SHOWN_MAX)
  const more = seen.length - shown.length
  return [
    ...(more === 0 ? [] : [`${more === 1 ? 'Once' : `${more} times`} before; see timeline.txt`]),
    ...shown.map(({ atMs, who, says }) =>
      who === 'person'
        ? `${bothTimes(atMs, zone)}: it began`
        : `${bothTimes(atMs, zone)}: ${says.replace(/^fail: /, '')}`,
    ),
  ]
}

function list(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}:\n${lines.map((line) => `- ${line}`).join('\n')}`
}
