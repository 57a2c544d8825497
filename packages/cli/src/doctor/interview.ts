/** Asks in a terminal what the probes could not tell: the most telling question first, a few at most. */
import {
  type Complaint,
  diagnose,
  OPEN_QUESTIONS,
  type Report,
  readEvidence,
  YES_NO_QUESTIONS,
} from '@underpin/doctor'
import type { Evidence } from '@underpin/failures'
import { InvalidArgumentError } from 'commander'
import { readSince } from './since-time.ts'
import { toldError } from './told-error.ts'

/** More than this nobody answers at seven in the morning. */
export const QUESTIONS_ASKED_MAX = 4

/** How a question is put and answered; null: the person wants to stop. An empty text: not known. */
export interface Interviewer {
  text(asks: string, problemWith: (given: string) => string | null): Promise<string | null>
  yesNo(asks: string): Promise<'yes' | 'no' | 'not-known' | null>
}

export interface Interviewed {
  readonly report: Report
  readonly complaint: Complaint
  readonly nowMs: number
}

export interface Answers {
  readonly complaint: Complaint
  /** What was typed of an error, as it was read. */
  readonly handed: readonly Evidence[]
}

/** What was known, and what was answered. Every answer decides what is asked next. */
export async function interview(
  { report, complaint, nowMs }: Interviewed,
  interviewer: Interviewer,
): Promise<Answers> {
  const asked = new Set<keyof Complaint>()
  let known: Answers = { complaint, handed: [] }
  while (asked.size < QUESTIONS_ASKED_MAX) {
    const { questions } = diagnose({ report, complaint: known.complaint, nowMs })
    const field = questions.find((each) => !asked.has(each))
    if (field === undefined) return known
    asked.add(field)
    const answered = await ask(field, known, nowMs, interviewer)
    if (answered === null) return known
    known = answered
  }
  return known
}

/** Null: the person wants to stop. */
async function ask(
  field: keyof Complaint,
  known: Answers,
  nowMs: number,
  interviewer: Interviewer,
): Promise<Answers | null> {
  if (field === 'seen') {
    const given = await interviewer.text(OPEN_QUESTIONS.seen, problemWithError)
    return given === null ? null : withError(given, known)
  }
  if (field === 'sinceMs') {
    const problem = (text: string) => problemWithTime(text, nowMs)
    const given = await interviewer.text(OPEN_QUESTIONS.sinceMs, problem)
    if (given === null) return null
    return given.trim() === '' ? known : withAnswer(known, { sinceMs: readSince(given, nowMs) })
  }
  const question = YES_NO_QUESTIONS.find((each) => each.field === field)
  if (question === undefined) return known
  const answer = await interviewer.yesNo(question.asks)
  if (answer === null) return null
  return answer === 'not-known' ? known : withAnswer(known, { [field]: answer === 'yes' })
}

function withAnswer({ complaint, handed }: Answers, answered: Partial<Complaint>): Answers {
  return { complaint: { ...complaint, ...answered }, handed }
}

function withError(given: string, known: Answers): Answers {
  if (given.trim() === '') return known
  const { seen, evidence } = toldError(readEvidence(given))
  return { ...withAnswer(known, { seen }), handed: [...known.handed, ...evidence] }
}

function problemWithError(given: string): string | null {
  if (given.trim() === '' || toldError(readEvidence(given)).seen.length > 0) return null
  return 'That is not known here. Try the number of the error, or leave it empty.'
}

function problemWithTime(given: string, nowMs: number): string | null {
  if (given.trim() === '') return null
  try {
    readSince(given, nowMs)
    return null
  } catch (error) {
    if (error instanceof InvalidArgumentError) return error.message
    throw error
  }
}
