/** What holds for every client error of the API. How each is recognised stands in `api-client-errors/*.test.ts`. */
import { expect, it } from 'vitest'
import { writeBody } from '../body-shapes.ts'
import { classify, type Evidence } from '../classify.ts'
import { PATTERN_CHARS_MAX } from '../clues.ts'
import { FAILURE_IDS, type FailureId } from '../failure-id.ts'
import type { FailureMode } from '../failure-mode.ts'
import { judgement } from '../judgements.ts'
import { SHOW_RFI } from './api-client-errors/seen-answer.ts'
import { apiClientErrorModes } from './api-client-errors.ts'

/** Forty times the most that patterns are run over: long enough for a quadratic one to be found out. */
const HOSTILE_CHARS = 40 * PATTERN_CHARS_MAX

/** All patterns together take a tenth of a second; a quadratic one takes many. */
const OUT_OF_HAND_MS = 5_000

it('has an entry for each 4xx id of the API, once', () => {
  const others: readonly FailureId[] = [
    'server-error',
    'bad-gateway',
    'heavy-load',
    'maintenance',
    'regional-outage',
    'sync-items-rejected',
    'date-silently-dropped',
  ]
  const want = FAILURE_IDS.api.filter((id) => !others.includes(id))
  expect(apiClientErrorModes.map(({ id }) => id).toSorted()).toEqual(want.toSorted())
})

it.each(apiClientErrorModes)('$id is recognised by what is sent for it, or by its twin', (mode) => {
  const found = classify(evidenceOfWire(mode))
  const ids = found?.candidates.map(({ id }) => id) ?? []
  expect(ids).toContain(mode.id)
  expect([mode.id, ...(mode.twins?.ids ?? [])]).toContain(found?.failure)
  if (found?.failure !== mode.id) expect(found?.question).toBe(mode.twins?.question)
})

it.each(apiClientErrorModes)('$id is as likely as its twins when they send the same', (mode) => {
  const candidates = classify(evidenceOfWire(mode))?.candidates ?? []
  const twins = apiClientErrorModes.filter(({ id }) => mode.twins?.ids.includes(id))
  const ids = [mode, ...twins].filter(({ wire }) => wire === mode.wire).map(({ id }) => id)
  const likelihoods = candidates.filter(({ id }) => ids.includes(id)).map((each) => each.likelihood)
  expect(likelihoods).toHaveLength(ids.length)
  expect(new Set(likelihoods).size).toBe(1)
})

it.each(apiClientErrorModes)('$id names twins that name it, with one question', (mode) => {
  for (const id of mode.twins?.ids ?? []) {
    const twin = apiClientErrorModes.find((each) => each.id === id)
    expect(twin?.twins?.ids).toContain(mode.id)
    expect(twin?.twins?.question).toBe(mode.twins?.question)
  }
})

it.each(apiClientErrorModes)('$id names only judgements that somebody makes', (mode) => {
  const names = mode.signatures.flatMap((signature) => signature.judgement ?? [])
  expect(names.filter((name) => judgement(name) === undefined)).toEqual([])
})

it('has one general mode for each status that it documents', () => {
  const general = apiClientErrorModes.flatMap((mode) => mode.generalFor ?? [])
  expect(general.toSorted()).toEqual([400, 401, 403, 404, 406, 408, 409, 413, 422, 429])
})

it.each(apiClientErrorModes)(
  '$id prescribes no unchanged repeat that promise 8 forbids',
  (mode) => {
    const neverRepeated = [400, 404, 406, 409, 410, 422]
    if (mode.status !== null && neverRepeated.includes(mode.status))
      expect(mode.recovery).toBe('none')
    if (mode.status === 413) expect(mode.recovery).toBe('shrink')
  },
)

it.each(['a', ' ', 'token ', 'origin_id ', 'too many ', 'project ', '"', 'missing ', 'max'])(
  'no pattern backtracks out of hand on %j repeated',
  (piece) => {
    const text = piece.repeat(Math.ceil(HOSTILE_CHARS / piece.length))
    const signatures = apiClientErrorModes.flatMap((mode) => mode.signatures)
    const patterns = signatures.flatMap(({ text: words, path }) => [words ?? [], path ?? []].flat())
    expect(patterns.filter((pattern) => pattern.test(text)).length).toBeLessThan(patterns.length)
  },
  OUT_OF_HAND_MS,
)

function evidenceOfWire({ wire, id }: FailureMode): Evidence {
  if (wire === null) throw new Error(`${id} sends nothing.`)
  const { body, contentType } = writeBody(wire.shape, wire)
  const headers = { 'content-type': contentType, ...wire.headers }
  return {
    request: { method: 'GET', url: SHOW_RFI },
    response: { status: wire.status, headers, body },
  }
}
