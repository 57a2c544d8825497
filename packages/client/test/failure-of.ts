/** The error that a piece of work ends with. */
import { isProcoreError, type ProcoreError } from '../src/index.ts'

export async function failureOf(work: Promise<unknown>): Promise<ProcoreError> {
  try {
    await work
  } catch (thrown) {
    if (isProcoreError(thrown)) return thrown
    throw thrown
  }
  throw new Error('it went well')
}
