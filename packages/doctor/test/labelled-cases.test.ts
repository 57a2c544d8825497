import { type EvidenceKind, judgeEvidence, readEvidence } from '@underpin/doctor'
import { FAILURE_IDS, type FailureId } from '@underpin/failures'
import { beforeAll, describe, expect, it } from 'vitest'
import { answersTo } from './answers-to.ts'
import { CHAT_NO_FAILURES, CHAT_TEXTS } from './cases/chat-texts.ts'
import { CURL_OUTPUTS } from './cases/curl-outputs.ts'
import { DESK_NO_FAILURES, DESK_TEXTS } from './cases/desk-texts.ts'
import { ERROR_TEXTS } from './cases/error-texts.ts'
import { FURTHER_TEXTS } from './cases/further-texts.ts'
import { HARS } from './cases/hars.ts'
import { JSON_BODIES } from './cases/json-bodies.ts'
import { casesOf, type LabelledCase } from './cases/labelled-case.ts'
import { LAST_TEXTS } from './cases/last-texts.ts'
import { LATER_ANSWERS } from './cases/later-answers.ts'
import { LATER_TEXTS } from './cases/later-texts.ts'
import { LINKS } from './cases/links.ts'
import { LOGS } from './cases/logs.ts'
import { MAIL_NO_FAILURES, MAIL_TEXTS } from './cases/mail-texts.ts'
import { NETWORK_ERRORS } from './cases/network-errors.ts'
import { NO_FAILURES } from './cases/no-failures.ts'
import { OAUTH_ERRORS } from './cases/oauth-errors.ts'
import { recordedCases } from './cases/recorded.ts'
import { RETYPED_TEXTS } from './cases/retyped-texts.ts'
import { STATUS_CODES } from './cases/status-codes.ts'
import { STORAGE_BODIES } from './cases/storage-bodies.ts'
import { WEB_SCREENS } from './cases/web-screens.ts'
import { WEBHOOK_TEXTS } from './cases/webhook-texts.ts'

const FIRST_PERCENT_MIN = 95
const CASES_MIN = 400

const WRITTEN: readonly LabelledCase[] = [
  ...casesOf('status code', STATUS_CODES),
  ...casesOf('error text', ERROR_TEXTS),
  ...casesOf('retyped text', RETYPED_TEXTS),
  ...casesOf('JSON body', JSON_BODIES),
  ...casesOf('curl output', CURL_OUTPUTS),
  ...casesOf('OAuth', OAUTH_ERRORS),
  ...casesOf('HAR', HARS),
  ...casesOf('network error', NETWORK_ERRORS),
  ...casesOf('web screen', WEB_SCREENS),
  ...casesOf('storage body', STORAGE_BODIES),
  ...casesOf('webhook', WEBHOOK_TEXTS),
  ...casesOf('link', LINKS),
  ...casesOf('log', LOGS),
  ...casesOf('later text', LATER_TEXTS),
  ...casesOf('later answer', LATER_ANSWERS),
  ...casesOf('further text', FURTHER_TEXTS),
  ...casesOf('last text', LAST_TEXTS),
  ...casesOf('chat text', CHAT_TEXTS),
  ...casesOf('mail text', MAIL_TEXTS),
  ...casesOf('desk text', DESK_TEXTS),
]

/** Every kind of thing that can be handed over. A failure id stands for itself: tests/round-trip. */
const KINDS: readonly EvidenceKind[] = [
  'status-code',
  'network-error',
  'error-text',
  'json-body',
  'markup-body',
  'curl-output',
  'har',
  'procore-url',
  'log',
]

/** The modes of status 500 and 503, which people take for each other. */
const OF_500: readonly FailureId[] = ['server-error', 'server-error-page']
const OF_503: readonly FailureId[] = [
  'heavy-load',
  'heavy-load-page',
  'maintenance',
  'maintenance-page',
  'regional-outage',
  'service-unavailable-page',
]

interface Judged extends LabelledCase {
  readonly answers: readonly FailureId[]
}

let judged: readonly Judged[] = []
beforeAll(async () => {
  const cases = [...WRITTEN, ...(await recordedCases())]
  judged = cases.map((each) => ({ ...each, answers: answersTo(each.input) }))
})

describe('what people hand over', () => {
  it(`is known at once in at least ${FIRST_PERCENT_MIN} of 100 cases, and is always among the first three`, () => {
    const missed = judged.filter(({ want, answers }) => answers[0] !== want)
    const lost = missed.filter(({ want, answers }) => !answers.includes(want))
    const first = judged.length - missed.length
    console.log(`${first} of ${judged.length} at once, ${lost.length} not among the first three`)
    for (const each of missed) console.log(described(each))
    expect(judged.length).toBeGreaterThanOrEqual(CASES_MIN)
    expect(lost.map(described)).toEqual([])
    expect((100 * first) / judged.length).toBeGreaterThanOrEqual(FIRST_PERCENT_MIN)
  })

  it('shows every failure of the catalogue at least once', () => {
    const shown = new Set(judged.map(({ want }) => want))
    expect(
      Object.values(FAILURE_IDS)
        .flat()
        .filter((id) => !shown.has(id)),
    ).toEqual([])
  })

  it('is of every kind that can be read', () => {
    const kinds = new Set(judged.map(({ input }) => readEvidence(input).kind))
    expect(KINDS.filter((kind) => !kinds.has(kind))).toEqual([])
  })

  it('is no case twice', () => {
    const seen = WRITTEN.map(({ input }) => input)
    expect(seen.filter((input, at) => seen.indexOf(input) !== at)).toEqual([])
  })

  it('a 500 is never taken for a 503, nor a 503 for a 500', () => {
    const confused = judged.filter(({ want, answers: [first] }) => {
      const isOf = (ids: readonly FailureId[]) => first !== undefined && ids.includes(first)
      return (OF_500.includes(want) && isOf(OF_503)) || (OF_503.includes(want) && isOf(OF_500))
    })
    expect(confused.map(described)).toEqual([])
    const shown = judged.filter(({ want }) => OF_500.includes(want) || OF_503.includes(want))
    expect(shown.length).toBeGreaterThan(40)
  })
})

it.each([...NO_FAILURES, ...CHAT_NO_FAILURES, ...MAIL_NO_FAILURES, ...DESK_NO_FAILURES])(
  'no failure is made of %j',
  (input) => {
    const read = readEvidence(input)
    const judgement = read.kind === 'unreadable' ? null : judgeEvidence(read)
    expect(judgement?.kind ?? 'unreadable').toMatch(
      /^(?:unknown|fine|nothing-to-judge|unreadable)$/,
    )
  },
)

function described({ kind, want, input, answers }: Judged): string {
  const came = answers.join(', ') || 'nothing'
  return `${kind}: ${want} was wanted, ${came} came: ${JSON.stringify(input.slice(0, 200))}`
}
