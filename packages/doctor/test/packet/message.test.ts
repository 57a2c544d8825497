import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NO_COMPLAINT } from '../../src/diagnosis/complaint.ts'
import type { EscalationClock } from '../../src/diagnosis/diagnosis.ts'
import { NOBODY_SAID, type PacketInput } from '../../src/node.ts'
import { DIAGNOSIS, exchangeOf, INPUT, NOW_MS, probeResult, REPORT, textsOf } from './packet-rig.ts'

const messageOf = (input: PacketInput) => textsOf(input)['message.txt'] ?? ''
const to = (escalateTo: EscalationClock['escalateTo']): PacketInput => ({
  ...INPUT,
  diagnosis: { ...DIAGNOSIS, clock: { ...DIAGNOSIS.clock, escalateTo } },
})

describe('the message', () => {
  it.each([
    { escalateTo: 'apisupport@procore.com', has: 'To: apisupport@procore.com' },
    { escalateTo: 'procore-support', has: 'To: Procore support' },
    { escalateTo: 'company-admin', has: 'To: the Procore administrator' },
    { escalateTo: 'own-it', has: 'To: the people who look after our network' },
    { escalateTo: 'nobody', has: 'There is nobody to write to now' },
  ] as const)('goes to $escalateTo, with a subject', ({ escalateTo, has }) => {
    const message = messageOf(to(escalateTo))
    expect(message).toContain(has)
    expect(message).toMatch(
      /^Subject: Procore answers 503, company 4001, project Pier 7 Retrofit, since 2026-11-20 06:04 UTC-8$/m,
    )
    expect(message.trimEnd()).toMatch(/Thank you,\nAda Byron <ada@northside\.example>$/)
  })

  it('makes nothing up where nothing was said', () => {
    const message = messageOf({
      ...INPUT,
      report: null,
      complaint: NO_COMPLAINT,
      handed: [],
      person: NOBODY_SAID,
      diagnosis: { ...DIAGNOSIS, causes: [] },
    })
    expect(message).toContain('Subject: Procore does not work for us\n')
    expect(message).toContain('I cannot say when it began')
    expect(message).toContain('Not at hand: ')
    expect(message).not.toMatch(/null|undefined|NaN|503/)
    expect(message.trimEnd()).toMatch(/Thank you,$/)
  })

  it('is about the last failure that was handed over, and not about a probe', () => {
    const handed = [
      exchangeOf({ url: 'https://api.procore.com/first' }),
      exchangeOf({ url: 'https://api.procore.com/last', status: 500 }),
      exchangeOf({ url: 'https://api.procore.com/fine', status: 200, body: '[]' }),
    ]
    const message = messageOf({ ...INPUT, handed })
    expect(message).toContain('Request: GET https://api.procore.com/last')
    expect(message).toContain('Status of the answer: 500')
  })

  it('is about what a probe saw fail when nothing was handed over', () => {
    const message = messageOf({ ...INPUT, handed: [] })
    expect(message).toContain(
      'Request: GET https://api.procore.com/rest/v1.0/me (as the examination asked)',
    )
    const fine = { ...REPORT, results: [probeResult({ verdict: 'pass' })] }
    expect(messageOf({ ...INPUT, handed: [], report: fine })).not.toContain('Request: ')
  })

  it.each([
    {
      name: 'words',
      body: 'website is under heavy load.',
      has: 'The error says: “website is under heavy load”.',
    },
    {
      name: 'JSON',
      body: '{"errors":"No such project"}',
      has: 'The error says: “No such project”.',
    },
    { name: 'a page', body: '<html><title>503 Service Unavailable</title></html>', has: '503' },
    { name: 'much', body: 'word '.repeat(500), has: '…”.' },
  ])('says what the error said: $name', ({ body, has }) => {
    const message = messageOf({ ...INPUT, handed: [{ response: { body } }] })
    expect(message).toContain(has)
    expect(message).not.toContain('<html>')
  })

  it('hides the addresses of others, and not of the one who sends it', () => {
    const handed = [exchangeOf({ body: '{"login":"sub@northside.example"}' })]
    const texts = textsOf({ ...INPUT, handed })
    const all = Object.values(texts).join('\n')
    expect(all).not.toContain('sub@northside.example')
    expect(all).toContain('[e-mail address 1]')
    expect(texts['message.txt']).toContain('ada@northside.example')
  })

  it('the README says when it is early to send it', () => {
    const escalateAtMs = NOW_MS + 1_800_000
    const clock = { ...DIAGNOSIS.clock, escalateAtMs }
    const texts = textsOf({ ...INPUT, diagnosis: { ...DIAGNOSIS, clock } })
    expect(texts['README.txt']).toContain(
      'early to send it; the time for that is 2026-11-20 07:34:05',
    )
    expect(textsOf(INPUT)['README.txt']).not.toContain('early')
  })

  it('reads as lines that a mail program takes', () => {
    for (const line of messageOf(INPUT).split('\n')) expect(line.length).toBeLessThan(400)
  })
})

describe('the timeline', () => {
  it('is in order of time, and holds what the status page told', () => {
    const body = JSON.stringify({
      page: { id: 'x', name: 'Procore', updated_at: '2026-11-20T15:00:00Z' },
      status: { indicator: 'major', description: 'Partial outage' },
      components: [],
      incidents: [
        {
          id: 'i1',
          name: 'API errors',
          status: 'investigating',
          impact: 'major',
          started_at: '2026-11-20T14:30:00Z',
          incident_updates: [
            {
              status: 'investigating',
              body: 'We look into it.',
              created_at: '2026-11-20T14:35:00Z',
            },
          ],
        },
      ],
      scheduled_maintenances: [],
    })
    const exchanges = [exchangeOf({ status: 200, body })]
    const page = probeResult({ name: 'status-page', verdict: 'warn', exchanges })
    const report = { ...REPORT, results: [...REPORT.results, page] }
    const lines = (textsOf({ ...INPUT, report })['timeline.txt'] ?? '').split('\n')
    const times = lines.flatMap((line) => /\((\d{4}-.*Z)\)/.exec(line)?.[1] ?? [])
    expect(times).toEqual(times.toSorted())
    expect(lines.join('\n')).toContain('incident "API errors" begins (impact: major)')
    expect(lines.join('\n')).toContain('We look into it.')
    expect(times).toContain('2026-11-20T14:30:00.000Z')
    expect(lines.join('\n')).toContain('I tried another network')
  })

  it.each([
    { timeZone: 'America/Los_Angeles', has: '06:04:05 UTC-8' },
    { timeZone: 'Asia/Kathmandu', has: '19:49:05 UTC+5:45' },
    { timeZone: 'UTC', has: '14:04:05 UTC' },
    { timeZone: null, has: '14:04:05 UTC' },
    { timeZone: 'Mars/Olympus', has: '14:04:05 UTC' },
  ])('tells local times in $timeZone', ({ timeZone, has }) => {
    const environment = { ...INPUT.environment, timeZone }
    expect(textsOf({ ...INPUT, environment })['timeline.txt']).toContain(`2026-11-20 ${has}`)
  })
})

it('docs/packet.md tells every field of triage.json', () => {
  const docs = readFileSync(join(import.meta.dirname, '../../../../docs/packet.md'), 'utf8')
  const triage: Record<string, unknown> = JSON.parse(textsOf(INPUT)['triage.json'] ?? '')
  const evidence = Object.keys(triage['evidence'] ?? {})
  for (const field of [...Object.keys(triage), ...evidence]) {
    expect(docs).toMatch(new RegExp(`\`${field}(\\.\\w+|\\[\\])?\``))
  }
})
