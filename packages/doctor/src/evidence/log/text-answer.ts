/** What running text tells of a call: the message of an error, a stack trace, a dump of an object. */
import { networkError } from '@underpin/exchange'
import { type Evidence, readBody } from '@underpin/failures'
import { isElsewhere } from '../home-hosts.ts'
import { networkEvidence } from '../network-text.ts'
import { routeOf } from '../route-of.ts'
import {
  ADDRESSES,
  CALLS,
  HOSTS,
  LOOSE_STATUS,
  MANUAL,
  NAMED_STATUS,
  SURE_STATUS,
  TELLING_HEADER,
} from './answer-words.ts'
import { answerInFields } from './fields-answer.ts'
import type { Told } from './log-record.ts'
import { looseObject } from './loose-object.ts'
import { NETWORK_WORDS } from './network-words.ts'

/** Patterns see so much of one record: its message, and the beginning of its dump. */
const PATTERN_CHARS_MAX = 16 * 1024

/** Braces at which an object is looked for. */
const OBJECTS_MAX = 12

export function answerInText(text: string): Told {
  const searched = text.slice(0, PATTERN_CHARS_MAX)
  const dumped = dumpedAnswer(text)
  const sure = firstStatus(SURE_STATUS, searched)
  const status =
    sure ?? dumped.status ?? namedStatus(searched) ?? firstStatus(LOOSE_STATUS, searched)
  const { method, url } = callIn(searched)
  const headers = { ...dumped.headers, ...headersIn(searched) }
  const body = dumped.body ?? pageIn(text)
  return {
    ...(status === null || status === undefined ? {} : { status }),
    ...((method ?? dumped.method) ? { method: method ?? dumped.method ?? '' } : {}),
    ...((dumped.url ?? url) ? { url: dumped.url ?? url ?? '' } : {}),
    ...(body === undefined ? {} : { body }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(sure !== null || dumped.status !== undefined ? { isSure: true } : {}),
  }
}

/** Null when the text speaks of no network error. */
export function networkInText(text: string): Evidence['network'] | null {
  const searched = text.slice(0, PATTERN_CHARS_MAX)
  const code = NETWORK_WORDS.find(([words]) => words.test(searched))?.[1]
  const [line = ''] = searched.trim().split('\n', 1)
  if (code !== undefined) return networkError({ code, message: line.slice(0, 300) })
  return networkEvidence(searched)?.network ?? null
}

/** A body alone on its lines, as loggers print it after the status: null when the text is none. */
export function bodyAlone(text: string): string | null {
  const trimmed = text.trim().replace(/^(?:response|body|response body|data)\s?[:=]\s{0,3}/i, '')
  if (/^<(?:!doctype|html|\?xml|error)\b/i.test(trimmed)) return trimmed
  return errorBody(trimmed, 0)
}

/** True for a record that tells of an answer, or of the next call. */
export function isAnswer(text: string): boolean {
  const searched = text.slice(0, PATTERN_CHARS_MAX)
  return /-->|<-- END/.test(searched) || firstStatus(SURE_STATUS, searched) !== null
}

function firstStatus(patterns: readonly RegExp[], text: string): number | null {
  if (!/\d{3}/.test(text)) return null
  for (const pattern of patterns) {
    const status = Number(pattern.exec(text)?.[1])
    if (status >= 100 && status <= 599) return status
  }
  return null
}

function namedStatus(text: string): number | null {
  return NAMED_STATUS.find(([name]) => name.test(text))?.[1] ?? null
}

export function callIn(text: string): { readonly method?: string; readonly url?: string } {
  for (const pattern of CALLS) {
    const [, method, address] = pattern.exec(text) ?? []
    if (method === undefined || address === undefined) continue
    return { method, url: absolute(trimmedAddress(address), text) }
  }
  for (const pattern of ADDRESSES) {
    const address = bestAddress(text, pattern)
    if (address !== undefined) return { url: absolute(address, text) }
  }
  return {}
}

/** Of several addresses the first that is Procore's, and none that leads to a manual. */
function bestAddress(text: string, pattern: RegExp): string | undefined {
  const all = [...text.matchAll(new RegExp(pattern, `${pattern.flags}g`))]
    .map(([, address = '']) => trimmedAddress(address))
    .filter((address) => !MANUAL.test(address))
  return all.find((address) => !isElsewhere(routeOf(address).host)) ?? all[0]
}

function trimmedAddress(address: string): string {
  return address.replace(/(?<![.,;:])[.,;:]+$/, '')
}

function absolute(address: string, text: string): string {
  if (!address.startsWith('/')) return address
  const host = HOSTS.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined)
  if (host === undefined) return address
  return host.startsWith('http') ? `${host}${address}` : `https://${host}${address}`
}

function headersIn(text: string): Record<string, string> {
  const found = [...text.matchAll(TELLING_HEADER)]
  return Object.fromEntries(
    found.map(([, name = '', value = '']) => [name.toLowerCase(), value.trim()]),
  )
}

function dumpedAnswer(text: string): Told {
  let at = -1
  let told: Told = {}
  for (let count = 0; count < OBJECTS_MAX; count++) {
    at = text.indexOf('{', at + 1)
    if (at === -1) break
    const object = looseObject(text, at)
    if (object === null || Object.keys(object).length === 0) continue
    const body = errorBody(text, at)
    const answer = answerInFields(object)
    told = {
      ...answer,
      ...told,
      ...(answer.status !== undefined && told.status === undefined ? answer : {}),
    }
    if (told.body === undefined && body !== null) told = { ...told, body }
    if (told.status !== undefined && told.body !== undefined) break
  }
  return told
}

/** The object at `at` as JSON, when it is an error body of Procore's shapes. */
function errorBody(text: string, at: number): string | null {
  const object = looseObject(text, at)
  if (object === null) return null
  const isError = ['errors', 'error', 'message'].some((name) => isSaid(object[name]))
  if (!isError || ['level', 'stack', 'config', 'response'].some((name) => name in object))
    return null
  const body = JSON.stringify(object)
  return readBody(body, 'application/json').shape === null ? null : body
}

function isSaid(value: unknown): boolean {
  return (
    (typeof value === 'string' && value !== '') || (typeof value === 'object' && value !== null)
  )
}

function pageIn(text: string): string | undefined {
  const at = text.search(/<!doctype html|<html[\s>]/i)
  return at === -1 ? undefined : text.slice(at)
}
