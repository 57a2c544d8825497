import { type Complaint, NO_COMPLAINT, type Report } from '@underpin/doctor'
import { describe, expect, it } from 'vitest'
import { type Interviewer, interview, QUESTIONS_ASKED_MAX } from './interview.ts'

const NOW_MS = new Date(2026, 10, 20, 7, 10).getTime()
const HERE = 'http://127.0.0.1:9'

/** A report in which the API answers a 503 that gives no reason. */
const REPORT: Report = {
  version: 1,
  targets: {
    ...{ apiUrl: HERE, loginUrl: HERE, appUrl: HERE, statusUrl: null, controlUrl: null },
    ...{ resolver: null, secondResolver: null, companyId: null, projectId: null, tool: null },
  },
  ...{ startedAtMs: NOW_MS, elapsedMs: 10, leftOut: [], observation: null },
  results: [
    {
      ...{ name: 'http-api', asks: 'Does it answer?', verdict: 'fail', says: 'It answered 503.' },
      ...{ signs: ['api-unavailable'], facts: {}, exchanges: [], failure: null },
      ...{ startedAtMs: NOW_MS, elapsedMs: 5, blockedBy: null },
    },
  ],
}

/** Answers by what is asked, and keeps the questions. */
function answering(answers: Readonly<Record<string, string | null>>) {
  const asked: string[] = []
  const answerTo = (asks: string) => {
    asked.push(asks)
    const key = Object.keys(answers).find((each) => asks.includes(each))
    return key === undefined ? '' : (answers[key] ?? null)
  }
  const interviewer: Interviewer = {
    text: async (asks) => answerTo(asks),
    yesNo: async (asks) => {
      const answer = answerTo(asks)
      return answer === 'yes' || answer === 'no' || answer === null ? answer : 'not-known'
    },
  }
  return { asked, interviewer }
}

const ask = (interviewer: Interviewer, complaint: Complaint = NO_COMPLAINT) =>
  interview({ report: REPORT, complaint, nowMs: NOW_MS }, interviewer)

describe('the interview', () => {
  it('puts what was answered into the complaint, and keeps what was typed of an error', async () => {
    const { interviewer } = answering({ 'What did you see': '503', 'Since when': '07:00' })
    const { complaint, handed } = await ask(interviewer)
    expect(complaint).toMatchObject({
      ...{ seen: ['service-unavailable-page'], sinceMs: NOW_MS - 600_000 },
    })
    expect(handed).toHaveLength(1)
  })

  it('asks a few questions at most, and none of them twice', async () => {
    const { asked, interviewer } = answering({})
    const { complaint } = await ask(interviewer)
    expect(asked).toHaveLength(QUESTIONS_ASKED_MAX)
    expect(new Set(asked).size).toBe(asked.length)
    expect(complaint).toEqual(NO_COMPLAINT)
  })

  it('asks nothing that was said before', async () => {
    const { asked, interviewer } = answering({})
    await ask(interviewer, { ...NO_COMPLAINT, sinceMs: NOW_MS, seen: ['server-error'] })
    expect(asked.join(' ')).not.toMatch(/What did you see|Since when/)
  })

  it('an answer decides what is asked next: what makes the cause certain ends it', async () => {
    const { asked, interviewer } = answering({ 'What did you see': 'app-not-connected' })
    await ask(interviewer)
    expect(asked.length).toBeLessThan(QUESTIONS_ASKED_MAX)
  })

  it('ends when the person has had enough, with what was said so far', async () => {
    const { asked, interviewer } = answering({ 'What did you see': '503', 'Since when': null })
    const { complaint } = await ask(interviewer)
    expect(asked).toHaveLength(2)
    expect(complaint.seen).toEqual(['service-unavailable-page'])
  })
})

describe('an answer that cannot be understood is told so, and asked again by the prompt', () => {
  const problemOf = async (question: string, given: string) => {
    let problem: string | null = null
    const interviewer: Interviewer = {
      text: async (asks, problemWith) => {
        if (asks.includes(question)) problem = problemWith(given)
        return ''
      },
      yesNo: async () => null,
    }
    await ask(interviewer)
    return problem
  }

  it.each([
    { question: 'What did you see', given: 'the moon is full', says: /not known here/ },
    { question: 'Since when', given: 'breakfast', says: /Say when it began/ },
  ])('$given', async ({ question, given, says }) => {
    expect(await problemOf(question, given)).toMatch(says)
  })

  it('nothing is an answer too', async () => {
    expect(await problemOf('What did you see', ' ')).toBeNull()
    expect(await problemOf('Since when', '')).toBeNull()
  })
})
