/** An emulator with a document, and a caller who is signed in. */
import type { EmulatorOptions } from '../src/emulator-options.ts'
import { OpenApi } from '../src/openapi/openapi.ts'
import { setUp } from './emulator-rig.ts'

export interface Sent {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** As the platform types it: tests look into bodies of every shape. */
  readonly json: ReturnType<typeof JSON.parse>
}

export async function openapiRig(openapi: unknown, options: EmulatorOptions = {}) {
  const limits = { hourly: 0, spike: 0 }
  const rig = setUp({ openapi: OpenApi.from(openapi), limits, ...options })
  const { access_token: token } = await rig.signIn()
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    headers = {},
  ): Promise<Sent> => {
    const isText = typeof body === 'string' || body instanceof FormData
    const init: RequestInit = {
      method,
      headers: { authorization: `Bearer ${token}`, 'procore-company-id': '4001', ...headers },
    }
    if (body !== undefined) init.body = isText ? body : JSON.stringify(body)
    if (body !== undefined && !isText) {
      init.headers = { 'content-type': 'application/json', ...init.headers }
    }
    const response = await rig.emulator.fetch(path, init)
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: jsonOf(text) }
  }
  const get = (path: string) => send('GET', path)
  const last = () => {
    const { journal } = rig.emulator.parts
    return journal.endedAs(journal.closedCount - 1)
  }
  return { ...rig, token, send, get, last }
}

/** A document of these paths alone. */
export function documentOf(paths: object, more: object = {}) {
  return { openapi: '3.0.3', info: { title: 'Test', version: '1' }, paths, ...more }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // Not JSON, which some tests expect.
  }
}
