/** What a stranger is answered, and what it is a sign of, host by host. */

import { front, type Interference } from '@underpin/emulator/rigs'
import type { FailureId } from '@underpin/failures'
import { systemClock } from '@underpin/ports'
import { afterEach, expect, it } from 'vitest'
import {
  examined,
  keeper,
  listeningEmulator,
  resultOf,
  targetsAt,
} from '../../../test/doctor-rig.ts'
import type { Sign } from '../../report/sign.ts'
import { SLOW_MS } from './http-probe.ts'

const { keep, closeAll } = keeper()
afterEach(closeAll)

const HOSTS = ['api', 'login', 'app'] as const
type Host = (typeof HOSTS)[number]

/** One host answers thus; the others are a healthy emulator. */
async function answering(host: Host, interference: Interference) {
  const { url } = keep(await listeningEmulator())
  const broken = keep(await front({ upstream: url, interfere: () => interference }))
  const report = await examined({ ...targetsAt(url), [`${host}Url`]: broken.url })
  return { report, found: resultOf(report, `http-${host}`) }
}

const FAILURES: [Host, FailureId, Sign[], FailureId?][] = [
  ['api', 'maintenance', ['api-maintenance']],
  ['api', 'heavy-load', ['api-heavy-load']],
  ['api', 'regional-outage', ['api-unavailable']],
  ['api', 'server-error', ['api-server-error']],
  ['api', 'bad-gateway', ['api-bad-gateway']],
  ['api', 'network-intercepted', ['answer-not-procores', 'captive-portal']],
  ['api', 'non-json-error-body', ['answer-not-procores']],
  ['api', 'rate-limit-spike', ['held-back']],
  ['login', 'maintenance-page', ['login-maintenance']],
  ['login', 'service-unavailable-page', ['login-unavailable']],
  ['login', 'server-error-page', ['login-unavailable']],
  ['app', 'maintenance-page', ['app-maintenance']],
  ['app', 'heavy-load-page', ['app-heavy-load']],
  ['app', 'service-unavailable-page', ['app-unavailable']],
  ['app', 'server-error-page', ['app-server-error']],
  ['app', 'platform-not-found', ['app-unavailable']],
]
it.each(FAILURES)('%s answers as in %s: %o', async (host, failure, signs) => {
  const { report, found } = await answering(host, { kind: 'fail', failure })
  expect(found.signs).toEqual(signs)
  expect(found.verdict).toBe(signs.length > 0 ? 'fail' : 'warn')
  expect(found.failure).not.toBeNull()
  for (const other of HOSTS.filter((each) => each !== host)) {
    expect(resultOf(report, `http-${other}`).verdict).toBe('pass')
  }
})

const HTML = { 'content-type': 'text/html' }
const JSON_TYPE = { 'content-type': 'application/json' }

const ANSWERS: {
  name: string
  host: Host
  status: number
  headers: Record<string, string>
  body: string
  verdict: string
  signs: Sign[]
}[] = [
  {
    name: 'data without a sign-in',
    ...{ host: 'api', status: 200, headers: JSON_TYPE, body: '{"id": 1}', verdict: 'fail' },
    signs: ['answer-not-procores'],
  },
  {
    name: 'nothing at all, with success',
    ...{ host: 'api', status: 204, headers: {}, body: '', verdict: 'fail' },
    signs: ['answer-not-procores'],
  },
  {
    name: 'a 401 that is a page',
    ...{ host: 'api', status: 401, headers: HTML, body: '<h1>Denied</h1>', verdict: 'fail' },
    signs: ['answer-not-procores'],
  },
  {
    name: 'a way to a host of somebody else',
    ...{ host: 'app', status: 302, headers: { location: 'https://filter.example/blocked' } },
    ...{ body: '', verdict: 'fail', signs: ['answer-not-procores', 'captive-portal'] },
  },
  {
    name: 'the way to sign in',
    ...{ host: 'app', status: 302, headers: { location: '/login' }, body: '' },
    ...{ verdict: 'pass', signs: ['app-healthy'] },
  },
  {
    name: 'that the network is to be signed in to (511)',
    ...{ host: 'login', status: 511, headers: HTML, body: '<h1>Sign in</h1>', verdict: 'fail' },
    signs: ['answer-not-procores', 'captive-portal'],
  },
  {
    name: 'a guest network’s page with success',
    ...{ host: 'login', status: 200, headers: HTML, verdict: 'fail' },
    body: '<h1>Guest Wi-Fi</h1><p>Accept the terms to go on.</p>',
    signs: ['answer-not-procores', 'captive-portal'],
  },
  {
    name: 'a 503 of which nothing is known',
    ...{ host: 'app', status: 503, headers: {}, body: '', verdict: 'fail' },
    signs: ['app-unavailable'],
  },
  {
    name: 'a 504',
    ...{ host: 'login', status: 504, headers: HTML, body: '<h1>504</h1>', verdict: 'fail' },
    signs: ['login-unavailable'],
  },
  {
    name: 'a page that is not found',
    ...{ host: 'app', status: 404, headers: HTML, body: '<html><title>Not found</title></html>' },
    ...{ verdict: 'warn', signs: [] },
  },
]
it.each(ANSWERS)('$host answers $name: $verdict', async ({ host, verdict, signs, ...answer }) => {
  const { status, headers, body } = answer
  const { found } = await answering(host, { kind: 'answer', status, headers, body })
  expect({ verdict: found.verdict, signs: found.signs }).toEqual({ verdict, signs })
})

it('an answer that comes late is healthy, and slow', async () => {
  const { url } = keep(await listeningEmulator())
  let stridesMs = 0
  // Each look at this clock finds it later by more than a slow answer takes.
  const clock = { ...systemClock, monotonicMs: () => (stridesMs += SLOW_MS) }
  const report = await examined(targetsAt(url), { clock })
  const { verdict, signs } = resultOf(report, 'http-api')
  expect({ verdict, signs }).toEqual({ verdict: 'warn', signs: ['api-healthy', 'answers-slow'] })
})

it('a connection that stands and says nothing is no answer, and slow beyond use', async () => {
  const { url } = keep(await listeningEmulator())
  const deaf = keep(await front({ upstream: url, interfere: () => ({ kind: 'silence' }) }))
  const { clock } = { clock: { ...systemClock } }
  clock.schedule = (waitMs, fire) => systemClock.schedule(waitMs / 20, fire)
  const report = await examined(targetsAt(url, { apiUrl: deaf.url }), { clock })
  expect(resultOf(report, 'http-api')).toMatchObject({ verdict: 'fail', signs: ['answers-slow'] })
  expect(resultOf(report, 'hosts').signs).toEqual(['some-hosts-unreachable'])
})
