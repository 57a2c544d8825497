/** Which question would tell the leading causes apart most: the expected information of its answer. */
import type { Report } from '../report/report.ts'
import type { Sign } from '../report/sign.ts'
import type { Complaint } from './complaint.ts'
import { YES_NO_QUESTIONS, type YesNoQuestion } from './question-table.ts'
import type { WeighedCause } from './weigh-causes.ts'

/** People answer this many with patience. A guess. */
export const QUESTIONS_MAX = 4

/** Bits. Less than this is not worth a person's time. A guess. */
const INFORMATION_MIN = 0.02

/** So sure that no answer would change what is to be done; only the clock wants to know more. A guess. */
const SURE_MIN = 0.95

export interface Asked {
  readonly complaint: Complaint
  readonly report: Report | null
  readonly signs: readonly Sign[]
  readonly causes: readonly WeighedCause[]
  /** Something fails, or somebody says so. */
  readonly isTroubled: boolean
}

/** Most telling first, at most `QUESTIONS_MAX`. */
export function nextQuestions(asked: Asked): readonly (keyof Complaint)[] {
  const { complaint, signs, causes, isTroubled } = asked
  const open: (keyof Complaint)[] = []
  if (!isTroubled) return complaint.seen.length === 0 ? ['seen'] : []
  const isSure = (causes[0]?.likelihood ?? 0) >= SURE_MIN
  if (complaint.seen.length === 0 && !isSure) open.push('seen')
  if (complaint.sinceMs === null) open.push('sinceMs')
  if (isSure) return open
  const telling = YES_NO_QUESTIONS.filter(
    ({ field, answeredBy }) =>
      complaint[field] === null && !answeredBy.some((sign) => signs.includes(sign)),
  )
    .map((question) => ({ field: question.field, bits: information(question, causes) }))
    .filter(({ bits }) => bits >= INFORMATION_MIN)
    .sort((a, b) => b.bits - a.bits)
    .map(({ field }) => field)
  return [...open, ...telling].slice(0, QUESTIONS_MAX)
}

/**
 * The mutual information of answer and cause, in bits, with the causes as shares of one whole. The
 * difference of the weights of "yes" and "no" is the log-odds of a "yes" under a cause.
 */
export function information(question: YesNoQuestion, causes: readonly WeighedCause[]): number {
  const whole = causes.reduce((sum, { likelihood }) => sum + likelihood, 0)
  if (whole === 0) return 0
  const shares = causes.map(({ likelihood, row }) => {
    const weightOf = (sign: Sign | null) => row.weights.find(([each]) => each === sign)?.[1] ?? 0
    const yes = 1 / (1 + Math.exp(weightOf(question.no) - weightOf(question.yes)))
    return { share: likelihood / whole, yes }
  })
  const yesInAll = shares.reduce((sum, { share, yes }) => sum + share * yes, 0)
  const left = shares.reduce((sum, { share, yes }) => sum + share * entropy(yes), 0)
  return Math.max(0, entropy(yesInAll) - left)
}

function entropy(p: number): number {
  if (p <= 0 || p >= 1) return 0
  return -(p * Math.log2(p) + (1 - p) * Math.log2(1 - p))
}
