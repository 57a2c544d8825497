/**
 * What fields tell of a call, under whatever names they were logged: `{ err: { response: { status, data } } }`
 * of axios, `http.response.status_code` of ECS, `httpRequest.status` of Cloud Logging, `res.statusCode` of pino.
 */
import { isRecord, writtenAgain } from '../json-body.ts'
import { scalarText } from '../scalar-text.ts'
import type { Told } from './log-record.ts'

/** Deeper fields are not looked at; the deepest of the known shapes is four. */
const DEPTH_MAX = 7

/** Fields of one record that are looked at. */
const FIELDS_MAX = 1_000

/** `http.response.status_code` → `http.response.statuscode`: names differ by case and joints alone. */
type Place = { readonly path: string; readonly value: unknown }

const STATUS =
  /(?:^|\.)(?:status|statuscode|httpstatus|httpstatuscode|responsestatus|responsestatuscode|responsecode|httpcode|code|elbstatuscode|upstreamstatus)$/
const METHOD = /(?:^|\.)(?:method|httpmethod|verb|requestmethod|httpverb)$/
const URL_NAME =
  /(?:^|\.)(?:url|uri|href|requesturl|requesturi|path|urlpath|endpoint|originalurl|full|target|requestpath)$/
const BASE_URL = /(?:^|\.)baseurl$/
const HOST = /(?:^|\.)(?:url\.domain|http\.host|server\.address|request\.host|req\.host|fwd?host)$/
const BODY =
  /(?:^|\.)(?:body|data|responsebody|responsetext|responsedata|errorbody|content|responsecontent|payload|text)$/
const HEADERS = /(?:^|\.)(?:headers|responseheaders)$/
/** What was sent, and not what came. */
const SENT = /(?:^|\.)(?:req|request|config|options|requestbody|requestdata|requestheaders)(?:\.|$)/
const ANSWER = /(?:^|\.)(?:res|resp|response|httprequest|http)(?:\.|$)/

export function answerInFields(fields: Readonly<Record<string, unknown>>): Told {
  const places = placesIn(fields)
  const status = pick(places, STATUS, httpStatus, ({ path }) => rank(path, ANSWER, SENT))
  const method = pick(places, METHOD, httpMethod, ({ path }) => (path.includes('method') ? 1 : 0))
  const url = urlIn(places)
  const body = pick(places, BODY, answerBody, ({ path }) => rank(path, ANSWER, SENT), SENT)
  const headers = pick(places, HEADERS, headerMap, ({ path }) => rank(path, ANSWER, SENT), SENT)
  return {
    ...(status === undefined ? {} : { status, isSure: true }),
    ...(method === undefined ? {} : { method }),
    ...(url === undefined ? {} : { url }),
    ...(body === undefined ? {} : { body }),
    ...(headers === undefined ? {} : { headers }),
  }
}

function placesIn(fields: Readonly<Record<string, unknown>>): Place[] {
  const places: Place[] = []
  const visit = (value: unknown, path: string, depth: number) => {
    if (!isRecord(value) || depth > DEPTH_MAX) return
    for (const [key, each] of Object.entries(value)) {
      if (places.length >= FIELDS_MAX) return
      const name = key.toLowerCase().replaceAll(/[_-]/g, '')
      const below = path === '' ? name : `${path}.${name}`
      places.push({ path: below, value: each })
      // What is in a body is Procore's, and no field of the log.
      if (!BODY.test(below) || isNamedAnswer(each)) visit(each, below, depth + 1)
    }
  }
  visit(fields, '', 0)
  return places
}

/** `data: { status, body }`: a wrapper, and no body. */
function isNamedAnswer(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.keys(value).some((key) => /^(?:status|status_?code|response|res)$/i.test(key))
  )
}

/** The value that is read and ranked highest; the first of equals. */
function pick<T>(
  places: readonly Place[],
  name: RegExp,
  read: (value: unknown) => T | undefined,
  rankOf: (place: Place) => number,
  not?: RegExp,
): T | undefined {
  let best: { value: T; rank: number } | undefined
  for (const place of places) {
    if (!name.test(place.path) || not?.test(place.path)) continue
    const value = read(place.value)
    if (value === undefined) continue
    const its = rankOf(place)
    if (best === undefined || its > best.rank) best = { value, rank: its }
  }
  return best?.value
}

function rank(path: string, up: RegExp, down: RegExp): number {
  return (up.test(path) ? 2 : 0) - (down.test(path) ? 3 : 0)
}

function urlIn(places: readonly Place[]): string | undefined {
  const url = pick(places, URL_NAME, address, ({ value }) =>
    /^https?:/i.test(String(value)) ? 2 : 0,
  )
  if (url === undefined || /^https?:/i.test(url)) return url
  const base = pick(places, BASE_URL, address, () => 0)
  if (base !== undefined) return `${base.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`
  const host = pick(places, HOST, hostName, () => 0)
  return host === undefined ? url : `https://${host}${url}`
}

function httpStatus(value: unknown): number | undefined {
  const status = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined
}

function httpMethod(value: unknown): string | undefined {
  return typeof value === 'string' && /^(?:get|post|put|patch|delete|head|options)$/i.test(value)
    ? value.toUpperCase()
    : undefined
}

function address(value: unknown): string | undefined {
  return typeof value === 'string' && /^(?:https?:\/\/|\/)\S*$/i.test(value) ? value : undefined
}

function hostName(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w.-]+\.[a-z]{2,}(?::\d+)?$/i.test(value)
    ? value
    : undefined
}

function answerBody(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value
  return isRecord(value) || Array.isArray(value) ? writtenAgain(value) : undefined
}

function headerMap(value: unknown): Record<string, string> | undefined {
  if (!isRecord(value)) return undefined
  const entries = Object.entries(value).flatMap(([name, each]) => {
    const text = Array.isArray(each) ? each.map(scalarText).join(', ') : each
    const isText = typeof text === 'string' || typeof text === 'number'
    return isText ? [[name.toLowerCase(), String(text)] as const] : []
  })
  return Object.fromEntries(entries)
}
