import { CATALOGUE, failureMode } from '@underpin/failures'
import { describe, expect, it } from 'vitest'
import { NO_COMPLAINT } from '../../src/diagnosis/complaint.ts'
import type { Diagnosis } from '../../src/diagnosis/diagnosis.ts'
import { NOBODY_SAID, type PacketInput } from '../../src/node.ts'
import { isAnswered } from '../../src/packet/evidence-field.ts'
import { DIAGNOSIS, INPUT, textsOf } from './packet-rig.ts'
import { PIXEL } from './planting.ts'

const BARE: PacketInput = {
  ...INPUT,
  report: null,
  complaint: NO_COMPLAINT,
  handed: [],
  person: NOBODY_SAID,
}

const FULL: PacketInput = {
  ...INPUT,
  attachments: [{ name: 'error.png', bytes: new Uint8Array(Buffer.from(PIXEL, 'base64')) }],
}

/** Each thing that the guide to 503 and the API reference ask for, and where it is when it was given. */
const ASKED = [
  { asks: 'timestamp of occurrence', file: 'timeline.txt', has: '06:04:05 UTC-8', id: 'times' },
  { asks: 'screenshot', file: 'README.txt', has: 'screenshots/01-error.png', id: 'screenshot' },
  { asks: 'browser', file: 'triage.json', has: 'Chrome 142', id: 'browser' },
  { asks: 'device', file: 'triage.json', has: 'Dell laptop', id: 'device' },
  { asks: 'network', file: 'message.txt', has: 'office, over VPN', id: 'network' },
  { asks: 'project name', file: 'triage.json', has: 'Pier 7 Retrofit', id: 'project-name' },
  { asks: 'user role', file: 'triage.json', has: 'Project manager', id: 'role' },
  { asks: 'what was tried', file: 'message.txt', has: 'I tried another network', id: 'tried' },
  {
    asks: 'method and URL',
    file: 'exchanges.json',
    has: 'projects/5001/rfis?page=2',
    id: 'method-and-url',
  },
  { asks: 'request headers', file: 'exchanges.json', has: '"accept"', id: 'request-headers' },
  { asks: 'status', file: 'exchanges.json', has: '"status": 503', id: 'status' },
  { asks: 'body', file: 'exchanges.json', has: 'Service Unavailable', id: 'answer' },
  { asks: 'request id', file: 'triage.json', has: 'req-8a7b6c', id: 'request-id' },
  { asks: 'company id', file: 'triage.json', has: '"4001"', id: 'company-id' },
  { asks: 'project id', file: 'triage.json', has: '"5001"', id: 'project-id' },
]

describe('what the guideline asks for', () => {
  it.each(ASKED)('$asks is in the packet when it was given', ({ file, has, id }) => {
    const texts = textsOf(FULL)
    expect(texts[file]).toContain(has)
    expect(JSON.parse(texts['triage.json'] ?? '').evidence[id]).toBe(true)
  })

  it.each(ASKED)(
    '$asks is said to be missing when nobody gave it, and how to give it',
    ({ id }) => {
      const texts = textsOf(BARE)
      expect(JSON.parse(texts['triage.json'] ?? '').evidence[id]).toBe(false)
    },
  )

  it('each missing thing names what gives it', () => {
    const missing = textsOf(BARE)['not-collected.txt'] ?? ''
    for (const flag of [
      '--since',
      '--attach',
      '--browser',
      '--device',
      '--network',
      '--project-name',
      '--role',
      '--error',
      '--company',
      '--project',
    ]) {
      expect(missing).toContain(flag)
    }
  })

  it('nothing that was given is said to be missing', () => {
    const missing = textsOf(FULL)['not-collected.txt'] ?? ''
    expect(missing).not.toContain('Nobody gave it')
  })

  it.each(['browser', 'device', 'role'] as const)(
    '%s is in the message to a help desk',
    (field) => {
      const to = (escalateTo: Diagnosis['clock']['escalateTo']): PacketInput => ({
        ...FULL,
        diagnosis: { ...DIAGNOSIS, clock: { ...DIAGNOSIS.clock, escalateTo } },
      })
      for (const addressee of ['procore-support', 'company-admin'] as const) {
        expect(textsOf(to(addressee))['message.txt']).toContain(INPUT.person[field])
      }
    },
  )
})

describe('the lists of the catalogue', () => {
  const modes = CATALOGUE.map(({ id, escalation }) => ({ id, lines: escalation.evidence }))

  it.each(modes.filter(({ lines }) => lines.length > 0))(
    'every line for $id is a field of the packet, or is asked for',
    ({ id, lines }) => {
      const [cause] = DIAGNOSIS.causes
      const causes = cause === undefined ? [] : [{ ...cause, failure: id }]
      const texts = textsOf({ ...BARE, diagnosis: { ...DIAGNOSIS, causes } })
      for (const line of lines) {
        if (!isAnswered(line)) expect(texts['not-collected.txt']).toContain(line)
      }
    },
  )

  it('every line of the two lists that most of them share is a field', () => {
    const shared = [failureMode('server-error'), failureMode('service-unavailable-page')]
    for (const { escalation } of shared) {
      expect(escalation.evidence.filter((line) => !isAnswered(line))).toEqual([])
    }
  })
})
