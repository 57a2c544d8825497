/**
 * The verdict for a terminal. The first lines are for somebody at seven in the morning: what it is, whose
 * fault, what to do now, when to escalate. Everything after them says why.
 */
import {
  clockSentences,
  type Diagnosis,
  escalationWords,
  LIKELY_MIN,
  POSSIBLE_MIN,
  type RankedCause,
  type Report,
  STEP_WHO,
  sureness,
  YES_NO_QUESTIONS,
  zoneWords,
} from '@underpin/doctor'
import type { Terminal } from '../terminal.ts'
import { wrap } from '../word-wrap.ts'
import { examinationLines } from './examination-lines.ts'

export interface Shown {
  /** Null: nothing was examined. */
  readonly report: Report | null
  readonly diagnosis: Diagnosis
  readonly nowMs: number
}

type Look = Pick<Terminal, 'colours' | 'columns'>

export function diagnosisLines(shown: Shown, look: Look): string {
  const { report, diagnosis } = shown
  const sections = [
    head(shown, look),
    why(diagnosis, look),
    steps(diagnosis, look),
    clock(shown, look),
    others(diagnosis, look),
    toTellMore(diagnosis, look),
    report ? examinationLines(report, look) : null,
  ]
  return sections.filter((section) => section !== null && section !== '').join('\n\n')
}

/** At most five or six lines at 80 columns. */
function head({ diagnosis, nowMs }: Shown, { colours, columns }: Look): string {
  const { verdict, headline, steps, causes, clock } = diagnosis
  const paint = verdict === 'all-fine' ? colours.green : colours.bold
  const lines = [paint(wrap(headline, { columns }))]
  const now = steps[0] ?? (causes[0] ? { says: causes[0].nextStep } : null)
  if (now && verdict !== 'all-fine') {
    const whose = now === steps[0] ? STEP_WHO[steps[0].who] : ''
    lines.push(labelled('Now', `${whose}${inShort(now.says)}`, columns, colours))
  }
  if (verdict !== 'all-fine') {
    const when = escalationWords(clock, nowMs)
    if (when !== null) lines.push(labelled('Escalate', when, columns, colours))
    else if (verdict === 'cause-found') lines.push(labelled('Escalate', NO_NEED, columns, colours))
  }
  return lines.join('\n')
}

const NO_NEED = 'no need: there is nothing for Procore to mend.'

/** As long as the longest label, the colon and a blank. */
const LABEL_COLUMNS = 10

function labelled(label: string, text: string, columns: number, colours: Look['colours']): string {
  const first = `${label}:`.padEnd(LABEL_COLUMNS)
  const wrapped = wrap(text, { columns, first, rest: ' '.repeat(LABEL_COLUMNS) })
  return `${colours.cyan(first)}${wrapped.slice(first.length)}`
}

function why({ causes, verdict }: Diagnosis, { colours, columns }: Look): string | null {
  const [first, ...rest] = causes
  if (!first || verdict === 'all-fine' || first.likelihood < POSSIBLE_MIN) return null
  const shown = [first, ...rest.filter(({ likelihood }) => likelihood >= LIKELY_MIN)]
  return shown
    .map((cause) => {
      const title = shown.length > 1 ? `Why: ${cause.title}` : 'Why'
      return [colours.cyan(`${title} (${sureness(cause)})`), ...evidence(cause, columns)].join('\n')
    })
    .join('\n\n')
}

function evidence({ evidenceFor, evidenceAgainst, unchecked }: RankedCause, columns: number) {
  const line = (first: string) => (text: string) => wrap(text, { columns, first })
  return [
    ...evidenceFor.map(({ says }) => says).map(line('  + ')),
    ...evidenceAgainst.map(({ says }) => `but ${says}`).map(line('  - ')),
    ...(unchecked.length === 0 ? [] : [line('  ? ')(`not known: ${unchecked.join(', ')}`)]),
  ]
}

function steps({ steps, verdict }: Diagnosis, { colours, columns }: Look): string | null {
  const [first] = steps
  // What the head says in full is not said again.
  const isFirstSaid =
    verdict !== 'all-fine' && first !== undefined && inShort(first.says) === first.says
  const shown = isFirstSaid ? steps.slice(1) : steps
  if (shown.length === 0) return null
  const lines = shown.map(({ who, says }, at) =>
    wrap(`${STEP_WHO[who]}${says}`, { columns, first: `  ${at + 1}. ` }),
  )
  return [colours.cyan(isFirstSaid ? 'What else to do' : 'What to do'), ...lines].join('\n')
}

function clock({ diagnosis, nowMs }: Shown, { colours, columns }: Look): string | null {
  const lines = clockSentences(diagnosis, nowMs, { isEscalationShown: true })
  if (lines.length === 0) return null
  return [
    colours.cyan(`The clock (times of ${zoneWords()})`),
    ...lines.map((text) => wrap(text, { columns, first: '  ' })),
  ].join('\n')
}

function others({ causes, verdict }: Diagnosis, { colours, columns }: Look): string | null {
  // Beside a cause that was found, what is unlikely is noise.
  const from = verdict === 'cause-found' ? POSSIBLE_MIN : 0
  // What is unlikely has no reasons of its own above: it stands here with the others.
  const isNoneShown = (causes[0]?.likelihood ?? 0) < POSSIBLE_MIN
  const rest = causes
    .slice(isNoneShown ? 0 : 1)
    .filter(({ likelihood }) => likelihood < LIKELY_MIN && likelihood >= from)
  if (rest.length === 0 || verdict === 'all-fine') return null
  const lines = rest.map((cause) => {
    const [spoke] = cause.evidenceFor
    const [against] = cause.evidenceAgainst
    const because = [spoke ? `as ${spoke.says}` : '', against ? `but ${against.says}` : '']
    const reasons = because.filter((each) => each !== '').join(', ')
    return wrap(`${cause.title} (${sureness(cause)}): ${reasons}.`, { columns, first: '  ' })
  })
  return [colours.cyan(isNoneShown ? 'What it might be' : 'What else it might be'), ...lines].join(
    '\n',
  )
}

/** What nobody has answered yet, where an answer would count. */
function toTellMore({ verdict, questions }: Diagnosis, { colours, columns }: Look): string | null {
  if (verdict !== 'unsure' && verdict !== 'could-not-check') return null
  const asks = YES_NO_QUESTIONS.filter(({ field }) => questions.includes(field))
  const lines = [...asks.map((question) => question.asks), OBSERVE]
  return [
    colours.cyan('What would tell more'),
    ...lines.map((text) => wrap(text, { columns, first: '  - ' })),
  ].join('\n')
}

const OBSERVE = 'Does it fail now and then, or always? underpin doctor --observe 10m'

/** What fits two lines; of more the first sentence, as the whole stands below. */
function inShort(text: string): string {
  if (text.length <= SHORT_CHARS_MAX) return text
  return /^.*?[.?!](?=\s[A-Z]|$)/.exec(text)?.[0] ?? text
}

const SHORT_CHARS_MAX = 135
