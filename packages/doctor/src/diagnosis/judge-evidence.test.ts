import { expect, it } from 'vitest'
import { readable } from '../evidence/evidence-read.ts'
import { judgeEvidence } from './judge-evidence.ts'

const ok = { response: { status: 200, body: '[]' } }
const busy = { response: { status: 503, headers: { 'retry-after': '30' }, body: '' } }
const gone = { response: { status: 500, body: '' } }

it('of several exchanges the last that failed is judged', () => {
  expect(judgeEvidence(readable('curl-output', [gone, busy, ok]))).toMatchObject({
    kind: 'classified',
    classification: { failure: 'heavy-load', waitMs: 30_000 },
  })
})

it('an answer that went well is fine, and says with which status', () => {
  expect(judgeEvidence(readable('curl-output', [ok]))).toEqual({ kind: 'fine', status: 200 })
})

it('a text that nobody knows is unknown, and not called by some general name', () => {
  const text = { response: { body: 'the moon is full' } }
  expect(judgeEvidence(readable('error-text', [text]))).toEqual({ kind: 'unknown' })
})

it('without evidence there is nothing to judge', () => {
  expect(judgeEvidence(readable('procore-url', []))).toEqual({ kind: 'nothing-to-judge' })
})

it('what the reader names is not argued with, and keeps what is known of the case', () => {
  const text = { response: { body: 'website is under heavy load' } }
  const named = ['heavy-load', 'heavy-load-page'] as const
  expect(judgeEvidence({ ...readable('markup-body', [text]), named })).toMatchObject({
    kind: 'classified',
    classification: {
      failure: 'heavy-load',
      recovery: 'hold-until-recovered',
      candidates: [{ id: 'heavy-load' }, { id: 'heavy-load-page' }],
      texts: ['website is under heavy load'],
    },
  })
})

it('what somebody told is not quoted as what Procore said', () => {
  const told = readable('error-text', [{ response: { status: 503, body: 'I get 503 at home' } }])
  expect(judgeEvidence(told)).toMatchObject({ classification: { texts: [] } })
})

it('an id alone is named, and no case', () => {
  const read = { ...readable('failure-id', []), named: ['account-locked'] as const }
  expect(judgeEvidence(read)).toEqual({ kind: 'named', failure: 'account-locked' })
})
