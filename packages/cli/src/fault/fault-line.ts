/** The faults of an emulator, as its control door tells them, and as a line each for people. */
import { durationWords } from '@underpin/failures'
import type { Colours } from '../terminal.ts'

/** What is shown of a fault. The door may tell more. */
export interface ShownFault {
  readonly number: number
  readonly failure: string
  /** `waiting`, `on`, `over`; null when the door does not say. */
  readonly state: string | null
  readonly match: Readonly<Record<string, unknown>>
  readonly probability: number | null
  readonly times: number | null
  readonly forMs: number | null
  readonly afterMs: number | null
  readonly retryAfterS: number | null
  readonly raisedCount: number
}

/** Of `{ faults: […] }`; what is no fault is left out. */
export function readFaults(answer: unknown): ShownFault[] {
  const listed = isRecord(answer) ? answer['faults'] : null
  return Array.isArray(listed) ? listed.flatMap((each) => readFault(each) ?? []) : []
}

/** Null when the answer shows no fault. */
export function readFault(answer: unknown): ShownFault | null {
  if (!isRecord(answer)) return null
  const { number, failure, match, state } = answer
  if (typeof number !== 'number' || typeof failure !== 'string') return null
  const numeric = (name: string) => (typeof answer[name] === 'number' ? answer[name] : null)
  return {
    number,
    failure,
    state: typeof state === 'string' ? state : null,
    match: isRecord(match) ? match : {},
    probability: numeric('probability'),
    times: numeric('times'),
    forMs: numeric('forMs'),
    afterMs: numeric('afterMs'),
    retryAfterS: numeric('retryAfterS'),
    raisedCount: numeric('raised') ?? 0,
  }
}

/** `3  heavy-load  on  every call, for 2 min, Retry-After 30 s, raised 4 times` */
export function faultLine(fault: ShownFault, colours: Colours): string {
  const { number, failure, state, match, probability, times, forMs, afterMs, retryAfterS } = fault
  const details = [
    callsIn(match),
    probability === null || probability === 1 ? null : `${Math.round(probability * 100)} % of them`,
    times === null ? null : counted(times, 'time'),
    forMs === null ? null : `for ${durationWords(forMs)}`,
    afterMs === null || afterMs === 0 || state === 'on' ? null : `after ${durationWords(afterMs)}`,
    retryAfterS === null ? null : `Retry-After ${retryAfterS} s`,
    fault.raisedCount === 0 ? null : `raised ${counted(fault.raisedCount, 'time')}`,
  ].filter((each) => each !== null)
  const mark =
    state === null ? '' : `  ${state === 'on' ? colours.yellow(state) : colours.dim(state)}`
  return `${String(number).padStart(3)}  ${colours.bold(failure)}${mark}  ${details.join(', ')}`
}

function callsIn({ method, path, companyId, clientId }: ShownFault['match']): string {
  const call = [method, path].filter((each) => each !== undefined && each !== null).join(' ')
  const parts = [
    call === '' ? 'every call' : call,
    companyId === undefined || companyId === null ? '' : `of company ${companyId}`,
    clientId === undefined || clientId === null ? '' : `of the app ${clientId}`,
  ]
  return parts.filter((part) => part !== '').join(' ')
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
