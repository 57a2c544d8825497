import { expect, it } from 'vitest'
import { probeTable } from '../probes/probe-table.ts'
import type { ProbeResult } from '../report/probe-result.ts'
import type { Report } from '../report/report.ts'
import { NO_COMPLAINT } from './complaint.ts'
import { diagnose } from './diagnose.ts'
import { PROBE_SIGNS, signsOfProbe } from './probe-bearing.ts'

const url = 'https://127.0.0.1:9'

const EVERYTHING = {
  credentials: { accessToken: 'abcdefgh' },
  targets: {
    ...{ apiUrl: url, loginUrl: url, appUrl: url, statusUrl: url, controlUrl: url },
    ...{ resolver: '127.0.0.1:9', secondResolver: '127.0.0.1:9' },
    ...{ companyId: '4001', projectId: '5001', tool: 'rfis' },
  },
}

const { probes } = probeTable(EVERYTHING, {})

it('every probe is known by what it can find', () => {
  const mute = probes.filter(({ name }) => signsOfProbe(name).length === 0)
  expect(mute.map(({ name }) => name)).toEqual([])
})

it('every entry is of a probe that exists', () => {
  const names = probes.flatMap(({ name }) => [name, name.split('-')[0]])
  expect(Object.keys(PROBE_SIGNS).filter((name) => !names.includes(name))).toEqual([])
})

it('a cause says what could have decided it and could not be looked at', () => {
  const leftOut = [{ name: 'token-info', asks: 'Is it valid?', because: 'Give a token.' }]
  const failed: ProbeResult = {
    ...{ name: 'control', asks: 'Does it answer?', verdict: 'unknown', says: 'It is not known.' },
    ...{ signs: [], facts: {}, exchanges: [], failure: null },
    ...{ startedAtMs: 0, elapsedMs: 0, blockedBy: null },
  }
  const report: Report = {
    ...{ version: 1, targets: EVERYTHING.targets, startedAtMs: 0, elapsedMs: 0 },
    ...{ results: [failed], leftOut, observation: null },
  }
  const unchecked = (seen: 'access-token-expired' | 'connect-timeout') =>
    diagnose({ report, complaint: { ...NO_COMPLAINT, seen: [seen] }, nowMs: 0 }).causes[0]
      ?.unchecked
  expect(unchecked('access-token-expired')).toEqual(['token-info'])
  expect(unchecked('connect-timeout')).toEqual(['control'])
})
