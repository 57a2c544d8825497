/** 500 and 503 are taken for each other; one sentence tells them apart, wherever either is explained. */
import type { Claim } from '../failure-mode.ts'
import { ours, seed503, seedApi } from './sources.ts'

export const UNEXPECTED_OR_UNAVAILABLE: Claim = {
  says: '500 means that Procore took the request and failed at it in a way nobody expected, so it may be half done; 503 means that Procore cannot take requests for a while and expects to be back, so waiting is the cure.',
  from: [
    seed503('Procore Error 503 vs 500 — What’s the Difference?'),
    seedApi('Server errors (5xx)'),
    ours('what each means for a write follows from where the request ended'),
  ],
}
