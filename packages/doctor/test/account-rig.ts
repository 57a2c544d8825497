/**
 * What the tests of the account probes share: a listening emulator with its sign-ins, and every probe run
 * against it with a token.
 */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createEmulator, type EmulatorOptions, listen } from '@underpin/emulator'
import { systemClock } from '@underpin/ports'
import { ACCOUNT_PROBES } from '../src/probes/account/index.ts'
import { probeTable } from '../src/probes/probe-table.ts'
import { runProbes } from '../src/probes/run-probes.ts'
import type { ProbeResult } from '../src/report/probe-result.ts'
import type { Targets } from '../src/report/targets.ts'

export const ADMIN = 'admin@northside.example'
export const PM = 'pm@northside.example'
export const VIEWER = 'viewer@northside.example'
export const SUB = 'sub@northside.example'

export const NOWHERE: Targets = {
  ...{ apiUrl: '', loginUrl: '', appUrl: '', statusUrl: null, controlUrl: null },
  ...{ resolver: null, secondResolver: null, companyId: null, projectId: null, tool: null },
}

/** What a test opened: it is closed when the test is over. */
export const closing: (() => Promise<unknown>)[] = []

export async function closeAll(): Promise<void> {
  for (const close of closing.splice(0)) await close()
}

export async function start(options: EmulatorOptions = {}) {
  const emulator = createEmulator({ seed: 1, ...options })
  const listening = await listen(emulator, { port: 0 })
  closing.push(() => listening.close())
  return { emulator, ...callsOf(listening.url) }
}

export function callsOf(url: string) {
  const token = async (fields: Record<string, string>): Promise<string> => {
    const answer = await fetch(`${url}/oauth/token`, {
      ...{ method: 'POST', body: new URLSearchParams(fields) },
    })
    return ((await answer.json()) as { access_token: string }).access_token
  }
  const door = async (path: string, body: object, method = 'POST') => {
    const answer = await fetch(`${url}/_underpin/${path}`, { method, body: JSON.stringify(body) })
    return (await answer.json()) as { code: string; exchanges: { path: string }[] }
  }
  const service = () =>
    token({
      ...{ grant_type: 'client_credentials', client_id: 'underpin-service' },
      client_secret: 'underpin-service-secret',
    })
  const signIn = async (user = PM) => {
    const redirect = 'http://localhost:3000/callback'
    const { code } = await door('codes', { user, clientId: 'underpin-app', redirectUri: redirect })
    return token({
      ...{ grant_type: 'authorization_code', code, redirect_uri: redirect },
      ...{ client_id: 'underpin-app', client_secret: 'underpin-app-secret' },
    })
  }
  return { url, door, service, signIn }
}

/** @param aheadMs how wrong the clock of this machine is */
export async function examine(accessToken: string, given: Partial<Targets>, aheadMs = 0) {
  const targets = { ...NOWHERE, ...given }
  const credentials = { accessToken }
  const { probes } = probeTable({ targets, credentials }, {})
  const { signal } = new AbortController()
  const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + aheadMs }
  const context = { targets, credentials, clock, signal, environment: {}, trust: [] }
  const results = await runProbes(probes, context)
  const of = (name: string): ProbeResult => {
    const found = results.find((each) => each.name === name)
    if (found === undefined) throw new Error(`no probe ${name}`)
    return found
  }
  const ours = results.filter(({ name }) => ACCOUNT_PROBES.some((each) => each.name === name))
  const signs = ours.flatMap((each) => each.signs)
  const calls = ours
    .filter(({ name }) => name !== 'limits')
    .reduce((sum, each) => sum + each.exchanges.length, 0)
  const verdicts = Object.fromEntries(ours.map(({ name, verdict }) => [name, verdict]))
  return { results, of, ours, signs, calls, verdicts }
}

export const at = (url: string): Partial<Targets> => ({ apiUrl: url, loginUrl: url, appUrl: url })
export const everything = (url: string): Partial<Targets> => {
  return { ...at(url), companyId: '4001', projectId: '5001', tool: 'rfis' }
}

/** A server on a free port of loopback, closed with the test; its address. */
export async function listening(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  closing.push(() => new Promise((done) => server.close(done)))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
