/** Makers of `Source`, so that a claim's origin costs one word to write and is never left out. */
import type { Source } from '../failure-mode.ts'

/** A section of the fact sheet. */
/* @__NO_SIDE_EFFECTS__ */
export function fact(at: string, confidence: Source['confidence']): Source {
  return { in: 'facts', at, confidence }
}

/** A heading of the guide to error 503. */
/* @__NO_SIDE_EFFECTS__ */
export function seed503(at: string): Source {
  return { in: 'seed-503-guide', at, confidence: 'documented' }
}

/** A heading of the API error code reference. */
/* @__NO_SIDE_EFFECTS__ */
export function seedApi(at: string): Source {
  return { in: 'seed-api-errors', at, confidence: 'documented' }
}

/** A heading of the page on login and web errors. */
/* @__NO_SIDE_EFFECTS__ */
export function seedWeb(at: string): Source {
  return { in: 'seed-web-errors', at, confidence: 'documented' }
}

/** Our own judgement; `why` says what it rests on. */
/* @__NO_SIDE_EFFECTS__ */
export function ours(why: string): Source {
  return { in: 'ours', at: why, confidence: 'assumed' }
}
