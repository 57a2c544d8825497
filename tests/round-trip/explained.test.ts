/**
 * Raised and explained: whatever a person has of a failure (its id, its text, what curl printed, a HAR), the
 * doctor names it, first or among the three that it shows, and says what to do.
 */
import { judgeEvidence, readEvidence } from '@underpin/doctor'
import {
  type Evidence,
  explain,
  FAILURE_IDS,
  type FailureId,
  failureMode,
} from '@underpin/failures'
import { describe, expect, it } from 'vitest'
import { raisedOnTheWire } from './on-the-wire.ts'
import { printedByCurl, recordedAsHar } from './printed-evidence.ts'

const ALL = Object.values(FAILURE_IDS).flat()

/** Undici gives up a connection after ten seconds, and the black hole swallows it for as long. */
const CONNECT_TIMEOUT_MS = 20_000

/** What curl does not print, and the failure cannot be told without. */
const NOT_PRINTED: Partial<Record<FailureId, string>> = {
  'date-silently-dropped': 'the body that was sent, to which the answer is compared',
  'refresh-reply-lost': 'the body that was sent, which shows that it was a refresh',
  'webhook-duplicate': 'it is seen in what a receiver got, and not in an answer',
}

/** What a browser's recording does not hold. */
const NOT_RECORDED: Partial<Record<FailureId, string>> = {
  'webhook-duplicate': 'it is seen in what a receiver got, and not in an answer',
}

describe.concurrent('raised and explained', () => {
  it.each(ALL)(
    '%s',
    async (id) => {
      const evidence = await raisedOnTheWire(id)
      if (!NOT_PRINTED[id]) names(printedByCurl(evidence), id)
      if (!NOT_RECORDED[id]) names(recordedAsHar(evidence), id)
      if (id === 'webhook-duplicate') names(bodyOf(evidence), id)
    },
    CONNECT_TIMEOUT_MS,
  )
})

describe.each(ALL)('%s', (id) => {
  it('is explained by its id', () => {
    expect(readEvidence(id)).toMatchObject({ kind: 'failure-id', named: [id] })
  })

  const text = failureMode(id).wire?.text.replace(/\{\w+\}/g, 'x') ?? ''
  // A word or two (`required`) is nothing that somebody would hand over alone, nor is a page's source.
  if (text.split(' ').length >= 3 && !text.startsWith('<')) {
    it('is explained by its text', () => names(text, id))
  }
})

/** Named first, or the first is a twin of it; among those that are shown in any case. */
function names(input: string, id: FailureId): void {
  const read = readEvidence(input)
  if (read.kind === 'unreadable') throw new Error(`${read.message}\n${input.slice(0, 500)}`)
  const judgement = judgeEvidence(read)
  const shown = JSON.stringify({ judgement, input }).slice(0, 2_000)
  const answers =
    judgement.kind === 'classified'
      ? judgement.classification.candidates.map((candidate) => candidate.id)
      : read.named
  const sameText = ALL.filter((other) => {
    const [its, own] = [failureMode(other).wire?.text, failureMode(id).wire?.text]
    return its !== undefined && its === own
  })
  const twins = failureMode(id).twins?.ids ?? []
  expect([id, ...twins, ...(input === own(id) ? sameText : [])], shown).toContain(answers[0])
  expect(answers.slice(0, 3), shown).toContain(id)
  if (judgement.kind !== 'classified') return
  const explanation = explain(judgement.classification)
  expect(explanation.howSure).not.toBe('')
  if (answers[0] !== id) expect(explanation.question, shown).toBeTruthy()
}

function own(id: FailureId): string {
  return failureMode(id).wire?.text ?? ''
}

function bodyOf({ response }: Evidence): string {
  return response?.body ?? ''
}
