/** All signs of a case: what the probes found, what samples showed, what the person says and has met. */
import type { Observation } from '../report/observation.ts'
import type { Report } from '../report/report.ts'
import { SIGNS, type Sign } from '../report/sign.ts'
import type { Complaint } from './complaint.ts'
import { YES_NO_QUESTIONS } from './question-table.ts'
import { SEEN_SIGNS } from './seen-signs.ts'

export interface Case {
  /** Null: nothing was examined. */
  readonly report: Report | null
  readonly complaint: Complaint
}

/** In the order of `SIGNS`, each once, whatever the order in which they were found. */
export function signsOf({ report, complaint }: Case): readonly Sign[] {
  const found = new Set<Sign>([...(report ? probedSigns(report) : []), ...saidSigns(complaint)])
  return ALL_SIGNS.filter((sign) => found.has(sign))
}

/** What the person tells, without what the probes found. */
export function saidSigns(complaint: Complaint): readonly Sign[] {
  const answers = YES_NO_QUESTIONS.flatMap(({ field, yes, no }) => {
    const answer = complaint[field]
    const sign = answer === null ? null : answer ? yes : no
    return sign === null ? [] : [sign]
  })
  return [...answers, ...complaint.seen.map((id) => SEEN_SIGNS[id])]
}

function probedSigns({ results, observation }: Report): readonly Sign[] {
  const observed = observation ? OBSERVED[observation.verdict] : null
  return [...results.flatMap(({ signs }) => signs), ...(observed ? [observed] : [])]
}

const OBSERVED: Readonly<Record<Observation['verdict'], Sign | null>> = {
  'works-steadily': 'works-steadily',
  blip: 'blip',
  'fails-sometimes': 'fails-sometimes',
  'outage-steady': 'outage-steady',
  unknown: null,
}

const ALL_SIGNS = Object.keys(SIGNS) as readonly Sign[]
