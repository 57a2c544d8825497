import { judgeEvidence, readEvidence } from '@underpin/doctor'
import { explain, renderExplanation } from '@underpin/failures'
import { expect, it } from 'vitest'
import { STRANGE_INPUTS } from './strange-inputs.ts'

/** A page of text: what is told must stay readable, however long the input was. */
const TOLD_CHARS_MAX = 12_000

const INPUTS_MIN = 50

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/

it.each(STRANGE_INPUTS)('$name comes out as $comesOut', ({ make, comesOut, says = /\w/ }) => {
  const { outcome, words } = told(make())
  expect({ outcome, words: words.slice(0, 400) }).toMatchObject({ outcome: comesOut })
  expect(words).toMatch(says)
  expect(words.length).toBeLessThan(TOLD_CHARS_MAX)
  expect(words).not.toMatch(STEERING)
  expect({}, 'nothing was changed for everybody').not.toHaveProperty('status')
})

it(`there are at least ${INPUTS_MIN} of them`, () => {
  expect(STRANGE_INPUTS.length).toBeGreaterThanOrEqual(INPUTS_MIN)
})

/** What a person is told of it: a refusal in words, or notes and an explanation. */
function told(input: string | Uint8Array): { outcome: string; words: string } {
  const read = readEvidence(input)
  if (read.kind === 'unreadable') return { outcome: read.reason, words: read.message }
  const judgement = judgeEvidence(read)
  const notes = read.notes.join('\n')
  if (judgement.kind === 'named') {
    return {
      outcome: judgement.failure,
      words: `${notes}\n${renderExplanation(explain(judgement.failure))}`,
    }
  }
  if (judgement.kind !== 'classified') {
    return { outcome: judgement.kind, words: `${notes}\nRead as ${read.kind}.` }
  }
  const { classification } = judgement
  const words = `${notes}\n${renderExplanation(explain(classification))}`
  return { outcome: classification.failure, words }
}
