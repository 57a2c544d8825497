/**
 * Raised and known: each failure is raised on the real wire, and `classify` gives it back from what a
 * caller sees, first or among the failures that the wire cannot tell from it.
 */
import { classify, explain, FAILURE_IDS, failureMode, renderExplanation } from '@underpin/failures'
import { describe, expect, it } from 'vitest'
import { raisedOnTheWire } from './on-the-wire.ts'

const ALL = Object.values(FAILURE_IDS).flat()

/** Undici gives up a connection after ten seconds, and the black hole swallows it for as long. */
const CONNECT_TIMEOUT_MS = 20_000

describe.concurrent('raised and known', () => {
  it.each(ALL)(
    '%s',
    async (id) => {
      const evidence = await raisedOnTheWire(id)
      const found = classify(evidence)
      const twins = failureMode(id).twins?.ids ?? []
      expect([id, ...twins], JSON.stringify(evidence)).toContain(found?.failure)
      expect(found?.candidates.map((candidate) => candidate.id)).toContain(id)
      if (found && found.failure !== id) expect(found.question).toBeTruthy()
    },
    CONNECT_TIMEOUT_MS,
  )
})

it.each(ALL)('%s is explained, with a next step for somebody', (id) => {
  const explanation = explain(id)
  const text = renderExplanation(explanation).replace(/\s+/g, ' ')
  expect(text).toContain(failureMode(id).title)
  const { user, integration, companyAdmin } = failureMode(id).remedies
  expect(user ?? integration ?? companyAdmin).not.toBeNull()
})
