import { failureGroups, readEvidence } from '@underpin/doctor'
import { describe, expect, it } from 'vitest'
import { LOG_SAMPLES } from './log-samples.ts'

function groupsOf(text: string) {
  const read = readEvidence(text)
  if (read.kind === 'unreadable') throw new Error(`It was not read: ${read.message}`)
  return { kind: read.kind, groups: failureGroups(read), notes: read.notes }
}

const iso = (ms: number | null | undefined) =>
  typeof ms === 'number' ? new Date(ms).toISOString() : undefined

describe('logs of many programs', () => {
  it.each(LOG_SAMPLES)('$name: $failure', ({ text, failure, count, place, firstAt, lastAt }) => {
    const { kind, groups } = groupsOf(text)
    const [first] = groups
    expect(groups.map((group) => `${group.failure} ${group.count}`)[0]).toMatch(failure)
    expect(kind).toBe('log')
    if (count !== undefined) expect(first?.count).toBe(count)
    const [where] = first?.places ?? []
    if (place !== undefined) expect(`${where?.method} ${where?.route}`).toBe(place)
    if (firstAt !== undefined) expect(iso(first?.firstMs)).toBe(firstAt)
    if (lastAt !== undefined) expect(iso(first?.lastMs)).toBe(lastAt)
  })

  it.each(LOG_SAMPLES)(
    '$name: the same with Windows line ends and colours',
    ({ text, failure }) => {
      const windows = text
        .replaceAll('\n', '\r\n')
        .replaceAll(/\b(ERROR|WARN|INFO)\b/g, '\u001b[31m$1\u001b[0m')
      expect(groupsOf(windows).groups[0]?.failure).toBe(failure)
    },
  )
})

const CALM = [
  '2026-11-20T08:00:00Z INFO starting, will try again on status 503',
  '2026-11-20T08:00:01Z INFO fetched 403 items of project 404',
  '2026-11-20T08:00:02Z DEBUG GET https://api.procore.com/rest/v1.0/me 200 in 500 ms',
  '2026-11-20T08:00:03Z INFO token renewed, valid for 5400 s',
]

it('a log in which all went well says so, and names no failure', () => {
  const read = readEvidence(CALM.join('\n'))
  expect(read).toMatchObject({ kind: 'unreadable', reason: 'no-failure' })
})

it('one failure among many calm lines is found, with its time', () => {
  const many = Array.from({ length: 2_000 }, (_, at) => CALM[at % CALM.length] ?? '')
  many.splice(
    1_234,
    0,
    `2026-11-20T08:30:00Z ERROR POST https://api.procore.com/rest/v1.0/vendors -> 500`,
  )
  const { groups, notes } = groupsOf(many.join('\n'))
  expect(notes[0]).toBe('Of 2,001 log entries 1 tells of a failure.')
  expect(groups).toMatchObject([
    { failure: 'server-error', count: 1, classification: { applied: 'unknown' } },
  ])
  expect(iso(groups[0]?.firstMs)).toBe('2026-11-20T08:30:00.000Z')
})

it('a body on the lines below its status belongs to it, and to no other', () => {
  const { groups } = groupsOf(
    [
      '2026-11-20T08:00:00Z ERROR GET https://api.procore.com/rest/v1.0/a -> 403',
      '{',
      '  "errors": ["App is not connected to this company."]',
      '}',
      '2026-11-20T08:00:01Z ERROR GET https://api.procore.com/rest/v1.0/b -> 503',
    ].join('\n'),
  )
  expect(groups.map(({ failure }) => failure).toSorted()).toEqual([
    'app-not-connected',
    'heavy-load',
  ])
})

it('says how much of the log failed, and which times it had to guess', () => {
  const { notes } = groupsOf(`2026-11-20 08:00:00 ERROR status=503\n2026-11-20 08:00:01 INFO fine`)
  expect(notes).toEqual([
    'Of 2 log entries 1 tells of a failure.',
    'Times that have no zone in the log are shown as if they were UTC.',
  ])
})

it('no sentence of a person is taken for a log', () => {
  for (const text of [
    'Error: permission denied, sorry',
    'at 8:00 I got 503 from Procore',
    'ERROR 503',
  ]) {
    expect(readEvidence(text).kind, text).not.toBe('log')
  }
})
