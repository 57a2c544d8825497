/** Which signs each probe can find: what stays open when it could not be run. */
import type { Report } from '../report/report.ts'
import type { Sign } from '../report/sign.ts'
import { type CauseRow, STRONG } from './cause-row.ts'

/** By the name of the probe, or its part before the host. Only signs that can decide are worth a line. */
export const PROBE_SIGNS: Readonly<Record<string, readonly Sign[]>> = {
  hosts: ['all-hosts-reachable', 'all-hosts-unreachable', 'some-hosts-unreachable'],
  dns: ['dns-fails', 'dns-fails-here-only', 'dns-fails-everywhere', 'dns-answers-private'],
  tcp: ['connect-refused', 'connect-times-out', 'connect-reset'],
  tls: ['tls-fails', 'tls-expired', 'tls-wrong-name', 'tls-untrusted', 'tls-intercepted'],
  'http-api': [
    ...(['api-healthy', 'api-maintenance', 'api-heavy-load', 'api-unavailable'] as const),
    ...(['api-server-error', 'api-bad-gateway', 'captive-portal', 'answers-slow'] as const),
    'held-back',
  ],
  'http-login': ['login-healthy', 'login-maintenance', 'login-unavailable', 'held-back'],
  'http-app': [
    ...(['app-healthy', 'app-maintenance', 'app-heavy-load', 'app-unavailable'] as const),
    ...(['app-server-error', 'held-back'] as const),
  ],
  'same-answer': ['captive-portal', 'answer-not-procores'],
  proxy: ['proxy-in-use', 'proxy-unreachable', 'proxy-refuses'],
  control: ['control-reachable', 'control-unreachable', 'captive-portal'],
  clock: ['clock-skewed'],
  'status-page': [
    ...(['status-operational', 'status-incident', 'status-degraded'] as const),
    ...(['status-maintenance', 'status-maintenance-soon'] as const),
  ],
  'token-info': ['token-valid', 'token-expired', 'token-rejected', 'token-expires-soon'],
  me: ['token-valid', 'token-expired', 'token-rejected', 'token-other-environment'],
  companies: ['company-visible', 'company-not-visible'],
  company: [
    ...(['company-answers', 'company-unavailable', 'other-company-answers'] as const),
    ...(['other-company-unavailable', 'app-connected', 'app-not-connected'] as const),
  ],
  project: ['project-reachable', 'project-not-permitted', 'not-in-project', 'project-not-visible'],
  tool: ['tool-reachable', 'tool-disabled', 'permission-too-low'],
  limits: ['limits-fine', 'limit-low', 'limit-hourly-spent', 'limit-spike-spent'],
  webhooks: ['webhooks-delivered', 'webhooks-failing'],
}

/** Names of probes that could have decided for or against a cause, and were not run or told nothing. */
export function uncheckedFor(row: CauseRow, report: Report | null): readonly string[] {
  if (report === null) return []
  const strong = row.weights.filter(([, weight]) => Math.abs(weight) >= STRONG)
  const bears = (name: string) =>
    signsOfProbe(name).some((sign) => strong.some(([each]) => each === sign))
  const untold = report.results.filter(({ verdict }) => verdict === 'unknown')
  return [...untold, ...report.leftOut].map(({ name }) => name).filter(bears)
}

export function signsOfProbe(name: string): readonly Sign[] {
  const kind = name.split('-')[0] ?? name
  return PROBE_SIGNS[name] ?? PROBE_SIGNS[kind] ?? []
}
