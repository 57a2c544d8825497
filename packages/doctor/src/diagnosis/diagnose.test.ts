import { describe, expect, it } from 'vitest'
import { NO_COMPLAINT } from './complaint.ts'
import { diagnose } from './diagnose.ts'

const NOW_MS = Date.UTC(2026, 10, 20, 7, 0)

describe('what a person says is enough for a cause', () => {
  it.each([
    { name: 'maintenance', seen: ['maintenance-page'], cause: 'scheduled-maintenance' },
    { name: 'an app that is not connected', seen: ['app-not-connected'], cause: 'our-app' },
    { name: 'a spent token', seen: ['access-token-expired'], cause: 'our-token' },
    { name: 'a 500', seen: ['server-error'], cause: 'procore-defect' },
    { name: 'too many requests', seen: ['rate-limit-spike'], cause: 'throttling' },
  ] as const)('$name', ({ seen, cause }) => {
    const found = diagnose({ report: null, complaint: { ...NO_COMPLAINT, seen }, nowMs: NOW_MS })
    expect(found.verdict).toBe('cause-found')
    expect(found.causes[0]).toMatchObject({ id: cause, failure: seen[0] })
  })
})

it('with nothing examined and nothing said nothing is fine', () => {
  const found = diagnose({ report: null, complaint: NO_COMPLAINT, nowMs: NOW_MS })
  expect(found.verdict).toBe('could-not-check')
})
