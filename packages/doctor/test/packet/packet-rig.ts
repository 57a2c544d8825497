/** A packet's input with everything in it, and how tests look into what came out. */
import type { Exchange } from '@underpin/exchange'
import { strFromU8, unzipSync } from 'fflate'
import { NO_COMPLAINT } from '../../src/diagnosis/complaint.ts'
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts'
import type { PacketInput } from '../../src/node.ts'
import { buildPacket, sealPacket } from '../../src/node.ts'
import type { ProbeResult } from '../../src/report/probe-result.ts'
import type { Report } from '../../src/report/report.ts'

export const NOW_MS = Date.UTC(2026, 10, 20, 15, 4, 5)

export function exchangeOf(changed: {
  url?: string
  method?: string
  status?: number
  requestHeaders?: Record<string, string>
  requestBody?: string | null
  headers?: Record<string, string>
  body?: string
}): Exchange {
  return {
    request: {
      method: changed.method ?? 'GET',
      url: changed.url ?? 'https://api.procore.com/rest/v1.0/projects/5001/rfis?page=2',
      headers: changed.requestHeaders ?? { accept: 'application/json' },
      body: changed.requestBody ?? null,
    },
    outcome: {
      kind: 'answered',
      elapsedMs: 120,
      response: {
        status: changed.status ?? 503,
        headers: changed.headers ?? {
          'content-type': 'application/json',
          'x-request-id': 'req-8a7b6c',
        },
        body: changed.body ?? '{"message":"Service Unavailable"}',
        isTruncated: false,
      },
    },
    startedAtMs: NOW_MS - 60_000,
  }
}

export function probeResult(changed: Partial<ProbeResult> = {}): ProbeResult {
  return {
    name: 'http-api',
    asks: 'Does the API answer?',
    verdict: 'fail',
    says: 'The API answers 503.',
    signs: ['api-unavailable'],
    facts: { status: 503, host: 'api.procore.com' },
    exchanges: [exchangeOf({ url: 'https://api.procore.com/rest/v1.0/me' })],
    failure: 'heavy-load',
    startedAtMs: NOW_MS - 30_000,
    elapsedMs: 140,
    blockedBy: null,
    ...changed,
  }
}

export const REPORT: Report = {
  version: 1,
  targets: {
    apiUrl: 'https://api.procore.com',
    loginUrl: 'https://login.procore.com',
    appUrl: 'https://app.procore.com',
    statusUrl: 'https://status.procore.com',
    controlUrl: null,
    resolver: null,
    secondResolver: null,
    companyId: '4001',
    projectId: '5001',
    tool: 'rfis',
  },
  startedAtMs: NOW_MS - 31_000,
  elapsedMs: 900,
  results: [probeResult()],
  leftOut: [
    {
      name: 'token-info',
      asks: 'Is the access token known?',
      because: 'Set PROCORE_ACCESS_TOKEN to check the token.',
    },
  ],
  observation: null,
}

export const DIAGNOSIS: Diagnosis = {
  verdict: 'cause-found',
  headline: 'Procore is under heavy load; nothing is wrong at your end.',
  causes: [
    {
      id: 'heavy-load',
      title: 'Procore is under heavy load',
      party: 'procore',
      likelihood: 0.8,
      evidenceFor: [{ sign: 'api-unavailable', says: 'the API answers 503' }],
      evidenceAgainst: [],
      unchecked: ['status-page'],
      nextStep: 'Wait one to two minutes, and try again.',
      failure: 'heavy-load',
    },
  ],
  steps: [{ says: 'Refresh the page.', who: 'user', afterMs: 90_000 }],
  clock: {
    sinceMs: NOW_MS - 3_600_000,
    overByMs: { earliest: NOW_MS - 1_800_000, latest: NOW_MS + 3_600_000 },
    escalateAtMs: NOW_MS - 600_000,
    escalateByMs: NOW_MS + 3_600_000,
    escalateTo: 'apisupport@procore.com',
    because: 'It has lasted 30 to 60 minutes and the status page shows nothing.',
  },
  questions: [],
}

/** Everything that can be given is given. */
export const INPUT: PacketInput = {
  version: '0.1.0',
  nowMs: NOW_MS,
  report: REPORT,
  diagnosis: DIAGNOSIS,
  complaint: {
    ...NO_COMPLAINT,
    sinceMs: NOW_MS - 3_600_000,
    onlyOurCompany: false,
    otherNetworkWorks: false,
    seen: ['heavy-load'],
  },
  handed: [exchangeOf({})],
  attachments: [],
  person: {
    sender: 'Ada Byron <ada@northside.example>',
    browser: 'Chrome 142',
    device: 'Dell laptop, Windows 11',
    network: 'office, over VPN',
    projectName: 'Pier 7 Retrofit',
    role: 'Project manager',
  },
  environment: {
    system: 'linux 6.8.0 x64',
    nodeVersion: 'v24.1.0',
    proxy: { HTTPS_PROXY: 'http://proxy.northside.example:3128' },
    resolvers: ['10.0.0.2'],
    timeZone: 'America/Los_Angeles',
    locale: 'en-US',
  },
  secrets: [],
}

/** The unpacked files by name. @throws when the packet is refused. */
export function packed(input: PacketInput): Record<string, Uint8Array> {
  const sealed = sealPacket(buildPacket(input))
  if (sealed.kind === 'refused') throw new Error(`refused: ${JSON.stringify(sealed.leaks)}`)
  return unzipSync(sealed.bytes)
}

export function textsOf(input: PacketInput): Record<string, string> {
  const files = Object.entries(packed(input))
  return Object.fromEntries(files.map(([name, bytes]) => [name, strFromU8(bytes)]))
}
