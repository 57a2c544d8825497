/** What must hold for every entry of the catalogue, so that nothing is claimed without a source, or twice. */
import { describe, expect, it } from 'vitest'
import { writeBody } from './body-shapes.ts'
import { CATALOGUE } from './catalogue/index.ts'
import { classify, type Evidence } from './classify.ts'
import { FAILURE_IDS } from './failure-id.ts'
import type { Claim, FailureMode, Source } from './failure-mode.ts'
import { FALLBACKS } from './fallbacks.ts'
import { judgement } from './judgements.ts'

const NEVER_REPEATED = [400, 404, 406, 409, 410, 413, 422]
const STOPPING = ['none', 'shrink', 'reauthenticate', 'stop-company', 'ask-admin']

const entries = CATALOGUE.map((mode) => ({ id: mode.id, mode }))

const claimsOf = ({ summary, causes, remedies, duration, escalation }: FailureMode) => {
  const { user, integration, companyAdmin } = remedies
  const claims: (Claim | null)[] = [
    summary,
    ...causes,
    user,
    integration,
    companyAdmin,
    duration,
    ...escalation.when,
  ]
  return claims.filter((claim) => claim !== null)
}

it('has every id exactly once, and no other', () => {
  const ids = Object.values(FAILURE_IDS).flat()
  expect(CATALOGUE.map(({ id }) => id).toSorted()).toEqual([...ids].toSorted())
})

it('has one mode at most that speaks for a status on a surface', () => {
  const spoken = CATALOGUE.flatMap(({ surface, generalFor = [] }) =>
    generalFor.map((status) => `${surface} ${status}`),
  )
  expect(spoken).toEqual([...new Set(spoken)])
})

it('falls to ids that exist, with a reason', () => {
  for (const { id, why, statuses } of FALLBACKS) {
    expect(CATALOGUE.some((mode) => mode.id === id)).toBe(true)
    expect(why).not.toBe('')
    expect(statuses[0]).toBeLessThanOrEqual(statuses[1])
  }
})

it.each([
  ['app-not-connected', 'App is not connected to this company.'],
  ['access-token-missing', 'Invalid Token'],
  ['company-header-missing', 'Missing Procore-Company-Id header!'],
  ['rate-limit-hourly', 'You have surpassed the max number of requests'],
  ['sync-items-rejected', 'Entity with this ID not found'],
  ['heavy-load-page', 'This website is under heavy load.'],
  ['permission-denied-page', 'Permission denied, sorry'],
])('%s answers the text that is documented or was seen', (id, text) => {
  expect(CATALOGUE.find((mode) => mode.id === id)?.wire?.text).toContain(text)
})

describe.each(entries)('$id', ({ mode }) => {
  it('stands under its surface', () => {
    const { id, surface } = mode
    const ids: readonly string[] =
      surface === 'network' ? FAILURE_IDS.network : FAILURE_IDS[surface]
    expect(ids).toContain(id)
  })

  it('says where each claim is from', () => {
    const { signatures, wire, duration, escalation, from } = mode
    const sources: Source[] = [
      ...from,
      ...claimsOf(mode).flatMap((claim) => claim.from),
      ...signatures.flatMap((signature) => signature.from),
      ...(wire?.from ?? []),
      ...duration.from,
      ...escalation.from,
    ]
    for (const part of [from, duration.from, escalation.from]) expect(part).not.toHaveLength(0)
    for (const { at } of sources) expect(at.trim()).not.toBe('')
  })

  it('is recognised by something, and by tests that exist', () => {
    for (const { from: _from, ...fields } of mode.signatures) {
      expect(Object.keys(fields)).not.toHaveLength(0)
      if (fields.judgement !== undefined) expect(judgement(fields.judgement)).toBeDefined()
      for (const name of Object.keys(fields.headers ?? {})) expect(name).toBe(name.toLowerCase())
    }
  })

  it('is the twin of its twins', () => {
    for (const id of mode.twins?.ids ?? []) {
      const twin = CATALOGUE.find((each) => each.id === id)
      expect(twin?.twins?.ids, id).toContain(mode.id)
      expect(id).not.toBe(mode.id)
    }
    if (mode.twins !== undefined) expect(mode.twins.question).toMatch(/\?/)
  })

  it('is written in whole sentences', () => {
    const sentences = [
      mode.title,
      ...claimsOf(mode).flatMap((claim) => (isCondition(mode, claim) ? [] : claim.says)),
      ...mode.causes.map(({ tellApart }) => tellApart),
    ]
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-Z“‘"'0-9/][\s\S]*[.?]$/)
      expect(sentence).not.toMatch(/ {2}|\n|\s$|oops|sorry/i)
    }
    const { when, evidence } = mode.escalation
    for (const line of [...when.map(({ says }) => says), ...evidence]) {
      expect(line).toBe(line.trim())
      expect(line).not.toBe('')
    }
  })

  it('lasts no less than it lasts at most', () => {
    const { typicalMs } = mode.duration
    if (typicalMs !== null) expect(typicalMs.min).toBeLessThanOrEqual(typicalMs.max)
    if (typicalMs !== null) expect(typicalMs.min).toBeGreaterThanOrEqual(0)
    expect(mode.escalation.afterMs ?? 0).toBeGreaterThanOrEqual(0)
  })

  it('is never repeated unchanged when the request is at fault', () => {
    if (!NEVER_REPEATED.includes(mode.status ?? 0) || mode.surface === 'web') return
    expect(STOPPING).toContain(mode.recovery)
  })

  const { wire } = mode
  if (wire !== null) {
    it('is known again by what it sends', () => {
      const found = classify(evidenceOf(mode, wire))
      const possible = [mode.id, ...(mode.twins?.ids ?? [])]
      expect(possible).toContain(found?.failure)
      expect(found?.candidates.map(({ id }) => id)).toContain(mode.id)
      expect(found?.isGeneral, 'by more than its status').toBe(false)
    })

    it('is known by its body alone too, in so far as that says anything', () => {
      if (wire.text.length < 12 || mode.surface === 'network') return
      const found = classify({ response: { status: wire.status, body: evidenceBody(wire) } })
      expect(found?.candidates.map(({ id }) => id)).toContain(mode.id)
    })
  }
})

const URLS: Readonly<Record<FailureMode['surface'], string>> = {
  oauth: 'https://login.procore.com/oauth/token',
  api: 'https://api.procore.com/rest/v1.0/projects/5001/rfis',
  storage: 'https://storage.procore.com/uploads/01JD7Q4W9X2K3M5N6P7R8S9T0V',
  webhook: 'https://receiver.example/hooks',
  web: 'https://app.procore.com/5001/project/rfi/show/1',
  network: 'https://api.procore.com/rest/v1.0/projects/5001/rfis',
}

function evidenceOf(mode: FailureMode, wire: NonNullable<FailureMode['wire']>): Evidence {
  const { body, contentType } = writeBody(wire.shape, wire)
  const type: Record<string, string> = contentType === '' ? {} : { 'content-type': contentType }
  const method = mode.surface === 'web' ? 'GET' : 'POST'
  return {
    request: { method, url: URLS[mode.surface] },
    response: { status: wire.status, headers: { ...type, ...wire.headers }, body },
  }
}

/** `Escalation.when` may be written as what follows the word. */
function isCondition({ escalation }: FailureMode, claim: Claim): boolean {
  return escalation.when.includes(claim)
}

function evidenceBody(wire: NonNullable<FailureMode['wire']>): string {
  return writeBody(wire.shape, wire).body
}
