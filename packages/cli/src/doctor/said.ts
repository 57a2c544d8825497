/** `--said`: what a person would answer to the questions, for whoever has no terminal to be asked in. */
import { type Complaint, type Sign, YES_NO_QUESTIONS, type YesNoField } from '@underpin/doctor'
import { nearest } from '@underpin/failures'
import { InvalidArgumentError } from 'commander'
import { wrongUsage } from '../exit-code.ts'

interface SaidAnswer {
  readonly sign: Sign
  readonly field: YesNoField
  readonly answer: boolean
}

const ANSWERS: readonly SaidAnswer[] = YES_NO_QUESTIONS.flatMap(({ field, yes, no }) => [
  ...(yes === null ? [] : [{ sign: yes, field, answer: true }]),
  ...(no === null ? [] : [{ sign: no, field, answer: false }]),
])

/** The values of `--said`, each answer to a question beside its opposite. */
export const SAID_VALUES: readonly Sign[] = ANSWERS.map(({ sign }) => sign)

/**
 * One value of `--said`, after those that were given before it.
 *
 * @throws {InvalidArgumentError} when it is none; the nearest are named.
 */
export function collectSaid(text: string, earlier: readonly Sign[] = []): readonly Sign[] {
  const known = SAID_VALUES.find((sign) => sign === text)
  if (known !== undefined) return [...earlier, known]
  const near = nearest(text, SAID_VALUES)
  throw new InvalidArgumentError(
    near.length === 0
      ? `It can be ${SAID_VALUES.join(', ')}.`
      : `Did you mean ${near.join(' or ')}?`,
  )
}

/** @throws {CommandError} when two of them contradict each other. */
export function answersOf(said: readonly Sign[]): Partial<Complaint> {
  const given = ANSWERS.filter(({ sign }) => said.includes(sign))
  for (const { field, sign } of given) {
    const other = given.find((each) => each.field === field && each.sign !== sign)
    if (other) {
      throw wrongUsage(
        `--said ${sign} and --said ${other.sign} contradict each other: leave one of them out.`,
      )
    }
  }
  return Object.fromEntries(given.map(({ field, answer }) => [field, answer]))
}
