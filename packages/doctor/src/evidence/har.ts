/** A HAR file: the exchanges that a browser or a proxy recorded. Only those that failed are kept. */
import type { HeaderMap } from '@underpin/exchange'
import type { Evidence } from '@underpin/failures'
import { type Readable, readable, type Unreadable, unreadable } from './evidence-read.ts'
import { isRecord } from './json-body.ts'
import { networkEvidence } from './network-text.ts'

/** A browser session of an hour has a few thousand; more are cut to the newest. */
const ENTRIES_MAX = 10_000

/** Null when the JSON is no HAR. */
export function readHar(json: unknown): Readable | Unreadable | null {
  const entries = isRecord(json) && isRecord(json['log']) ? json['log']['entries'] : undefined
  if (!Array.isArray(entries)) return null
  const evidence = entries.slice(-ENTRIES_MAX).flatMap(failedExchange)
  if (evidence.length === 0) {
    return unreadable(
      'no-failure',
      `None of the ${entries.length} exchanges in this HAR failed. Record again while the error shows, with "Preserve log" on.`,
    )
  }
  return readable('har', evidence, [
    `Of ${entries.length} exchanges ${evidence.length} failed; the last that failed is explained.`,
  ])
}

function failedExchange(entry: unknown): Evidence[] {
  if (!isRecord(entry) || !isRecord(entry['request']) || !isRecord(entry['response'])) return []
  const { request, response } = entry
  const status = Number(response['status'])
  // Browsers write status 0 when no answer came, and Chrome puts the reason in `_error`.
  const lost = String(response['_error'] ?? '')
  if (status === 0 && lost !== '') {
    const network = networkEvidence(lost)?.network ?? {
      code: lost,
      message: lost,
      phase: 'unknown',
    }
    return [{ request: requestOf(request), network }]
  }
  if (!(status >= 400)) return []
  const content = isRecord(response['content']) ? response['content'] : {}
  const startedAtMs = Date.parse(String(entry['startedDateTime']))
  return [
    {
      request: requestOf(request),
      response: { status, headers: headersOf(response['headers']), body: bodyOf(content) },
      ...(Number.isNaN(startedAtMs) ? {} : { nowMs: startedAtMs }),
    },
  ]
}

function requestOf(request: Record<string, unknown>) {
  const posted = isRecord(request['postData']) ? request['postData']['text'] : null
  return {
    method: String(request['method']),
    url: String(request['url']),
    headers: headersOf(request['headers']),
    body: typeof posted === 'string' ? posted : null,
  }
}

function headersOf(headers: unknown): HeaderMap {
  if (!Array.isArray(headers)) return {}
  return Object.fromEntries(
    headers
      .filter(isRecord)
      .map(({ name, value }) => [String(name).toLowerCase(), String(value)] as const),
  )
}

function bodyOf({ text, encoding }: Record<string, unknown>): string {
  if (typeof text !== 'string') return ''
  if (encoding !== 'base64') return text
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (char) => char.charCodeAt(0)))
  } catch {
    return '' // Not base64 after all: the status and the headers still speak.
  }
}
