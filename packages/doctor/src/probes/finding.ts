/** A finding, from the parts of it that are not empty. */
import type { ProbeFinding } from '../report/probe-result.ts'

type FindingParts = Pick<ProbeFinding, 'verdict' | 'says'> & Partial<ProbeFinding>

export function finding(parts: FindingParts): ProbeFinding {
  return { signs: [], facts: {}, exchanges: [], failure: null, ...parts }
}
