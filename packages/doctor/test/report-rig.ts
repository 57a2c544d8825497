/** A report as it would be, of results that a test makes up. */
import type { ProbeResult, Verdict } from '../src/report/probe-result.ts'
import type { Report } from '../src/report/report.ts'
import type { Sign } from '../src/report/sign.ts'

export const NOW_MS = Date.UTC(2026, 10, 20, 7, 0)

const NO_TARGETS = {
  ...{ apiUrl: 'http://127.0.0.1:1', loginUrl: 'http://127.0.0.1:1', appUrl: 'http://127.0.0.1:1' },
  ...{ statusUrl: null, controlUrl: null, resolver: null, secondResolver: null },
  ...{ companyId: null, projectId: null, tool: null },
}

export function result(
  verdict: Verdict,
  signs: readonly Sign[] = [],
  name = 'http-api',
): ProbeResult {
  return {
    ...{ name, asks: 'Is it so?', verdict, signs, says: `It is ${verdict}.` },
    ...{ facts: {}, exchanges: [], failure: null },
    ...{ startedAtMs: NOW_MS, elapsedMs: 5, blockedBy: null },
  }
}

export function report(...results: readonly ProbeResult[]): Report {
  return {
    ...{ version: 1, targets: NO_TARGETS, startedAtMs: NOW_MS, elapsedMs: 50 },
    ...{ results, leftOut: [], observation: null },
  }
}
