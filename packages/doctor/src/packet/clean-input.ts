/** The input of a packet with every secret taken out: the one thing that the files are written from. */
import type { Redactor } from '@underpin/exchange'
import type { Diagnosis } from '../diagnosis/diagnosis.ts'
import type { Observation } from '../report/observation.ts'
import type { ProbeResult } from '../report/probe-result.ts'
import type { LeftOut } from '../report/report.ts'
import type { Targets } from '../report/targets.ts'
import { HANDED } from './main-exchange.ts'
import {
  BODIES_CHARS_MAX,
  EXCHANGES_MAX,
  type GivenExchange,
  givenExchange,
  type PacketExchange,
  packetExchange,
} from './packet-exchange.ts'
import type { PacketEnvironment, PacketInput, Person } from './packet-input.ts'
import { type StatusTime, statusTimes } from './status-times.ts'

/** Of the probes' own: an examination makes some thirty. */
const PROBED_MAX = 100

/** A probe's result whose requests stand in `exchanges.json`, under these numbers. */
export interface CleanResult extends Omit<ProbeResult, 'exchanges'> {
  readonly exchangeIds: readonly number[]
}

export interface CleanReport {
  readonly version: 1
  readonly targets: Targets
  readonly startedAtMs: number
  readonly elapsedMs: number
  readonly results: readonly CleanResult[]
  readonly leftOut: readonly LeftOut[]
  readonly observation: Observation | null
}

export interface CleanInput extends Pick<PacketInput, 'version' | 'nowMs' | 'complaint'> {
  readonly report: CleanReport | null
  readonly diagnosis: Diagnosis
  readonly person: Person
  readonly environment: PacketEnvironment
  readonly statusTimes: readonly StatusTime[]
  /** Of the probes first, then those that were handed over; numbered from 1. */
  readonly exchanges: readonly PacketExchange[]
  /** Exchanges that were left out, as there were too many. */
  readonly exchangesLeftOut: number
}

export function cleanInput(input: PacketInput, redactor: Redactor): CleanInput {
  const { version, nowMs, complaint, report } = input
  // The redactor makes a copy of the same shape: only strings in it change.
  const clean = <T>(value: T) => redactor.value(value) as T
  const probed = (report?.results ?? []).flatMap(({ name, exchanges }) =>
    exchanges.map((exchange) => givenExchange(`probe ${name}`, exchange)),
  )
  const handed = input.handed.map((each) => givenExchange(HANDED, each))
  const own = probed.slice(0, PROBED_MAX)
  const newest = handed.slice(-(EXCHANGES_MAX - own.length))
  const kept = [...own, ...newest]
  const budget = { chars: BODIES_CHARS_MAX }
  const exchanges = kept.map((each, at) => packetExchange(at + 1, each, redactor, budget))
  return {
    version,
    nowMs,
    complaint,
    report:
      report === null
        ? null
        : {
            ...clean({ ...report, results: [] }),
            elapsedMs: Math.round(report.elapsedMs),
            results: report.results.map((result) => cleanResult(result, kept, clean)),
          },
    statusTimes: clean(statusTimes(report?.results ?? [])),
    diagnosis: clean(input.diagnosis),
    person: clean(input.person),
    environment: cleanEnvironment(input.environment, redactor),
    exchanges,
    exchangesLeftOut: probed.length + handed.length - kept.length,
  }
}

function cleanResult(
  { exchanges: _shownElsewhere, ...result }: ProbeResult,
  kept: readonly GivenExchange[],
  clean: <T>(value: T) => T,
): CleanResult {
  const exchangeIds = kept.flatMap(({ from }, at) =>
    from === `probe ${result.name}` ? [at + 1] : [],
  )
  return { ...clean(result), elapsedMs: Math.round(result.elapsedMs), exchangeIds }
}

function cleanEnvironment(environment: PacketEnvironment, redactor: Redactor): PacketEnvironment {
  const clean = redactor.value(environment) as PacketEnvironment
  const proxy = Object.entries(environment.proxy).map(([name, address]) => [
    redactor.text(name),
    redactor.url(redactor.text(address)),
  ])
  return { ...clean, proxy: Object.fromEntries(proxy) }
}
