/** The one thing that a person can do about a program which asks wrongly. */
import type { Claim } from '../../failure-mode.ts'
import { ours, seedApi } from '../sources.ts'

export const TELL_THE_INTEGRATOR: Claim = {
  says: 'Tell the people who run the connected program what you were doing and at what time; trying again will not help.',
  from: [
    seedApi('Best practices for error handling'),
    ours('only they can change what the program sends'),
  ],
}
