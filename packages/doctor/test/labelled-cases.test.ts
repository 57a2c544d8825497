import { beforeAll, describe, expect, it } from 'vitest'
import { answersTo } from './answers-to.ts'
import { CURL_OUTPUTS } from './cases/curl-outputs.ts'
import { ERROR_TEXTS } from './cases/error-texts.ts'
import { HARS } from './cases/hars.ts'
import { JSON_BODIES } from './cases/json-bodies.ts'
import { casesOf, type LabelledCase } from './cases/labelled-case.ts'
import { LINKS } from './cases/links.ts'
import { NETWORK_ERRORS } from './cases/network-errors.ts'
import { OAUTH_ERRORS } from './cases/oauth-errors.ts'
import { recordedCases } from './cases/recorded.ts'
import { RETYPED_TEXTS } from './cases/retyped-texts.ts'
import { STATUS_CODES } from './cases/status-codes.ts'
import { STORAGE_BODIES } from './cases/storage-bodies.ts'
import { WEB_SCREENS } from './cases/web-screens.ts'
import { WEBHOOK_TEXTS } from './cases/webhook-texts.ts'

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
]

const FIRST_PERCENT_MIN = 95
const CASES_MIN = 150

let cases: readonly LabelledCase[] = WRITTEN
beforeAll(async () => {
  cases = [...WRITTEN, ...(await recordedCases())]
})

describe('what people hand over', () => {
  it(`is known at once in at least ${FIRST_PERCENT_MIN} of 100 cases, and is always among the first three`, () => {
    const judged = cases.map((each) => ({ ...each, answers: answersTo(each.input) }))
    const missed = judged.filter(({ want, answers }) => answers[0] !== want)
    const lost = missed.filter(({ want, answers }) => !answers.includes(want))
    console.log(
      `${cases.length - missed.length} of ${cases.length} first, ${lost.length} not among three`,
    )
    for (const each of missed) console.log(described(each))
    expect(cases.length).toBeGreaterThanOrEqual(CASES_MIN)
    expect(lost.map(described)).toEqual([])
    expect((1 - missed.length / cases.length) * 100).toBeGreaterThanOrEqual(FIRST_PERCENT_MIN)
  })
})

function described({ kind, want, input, answers }: LabelledCase & { answers: readonly string[] }) {
  return `${kind}: ${want} was wanted, ${answers.join(', ') || 'nothing'} came: ${JSON.stringify(input.slice(0, 200))}`
}
