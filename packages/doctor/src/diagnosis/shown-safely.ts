/**
 * Nothing of what was handed over is shown before it has passed the redactor. It learns the secrets from
 * the failures that are shown, header by header, and from the words under secret names in the whole.
 */
import { createRedactor, type Redactor } from '@underpin/exchange'
import type { Finding } from './findings.ts'

/** Values under names of secrets, wherever they stand: JSON (also inside of JSON), forms, headers, environment, dumps of objects. */
const NAMED_SECRET =
  /(access_?token|refresh_?token|client_?secret|id_?token|api_?key|password|passwd|authorization|set-cookie|cookie)\\{0,4}["']?\s{0,4}(?:[:=]|=>|,\s{0,9}["']value["']\s{0,4}:)\s{0,4}\\{0,4}["']?(?:(?:bearer|basic|token)\s+)?([^\s"',;&}\]\\]{6,4096})/gi

/** The same names percent-encoded or escaped are found by the redactor once it knows the value. */
const SECRETS_MAX = 2_000

/** What notes repeat of what was handed over is a line: a link, an id. Longer texts are only quoted by findings. */
const LINE_CHARS_MAX = 4_096

/**
 * @param texts what was handed over, as text: looked through once, and long ones only when a finding quotes them.
 * @param shown all that is going to be shown, when that is known: what cannot stand in it need not be learned.
 */
export function redactorFor(
  findings: readonly Finding[],
  texts: () => readonly string[],
  shown: string | null = null,
): Redactor {
  const redactor = createRedactor()
  const quotes = findings.some(({ explanation }) => explanation.texts.length > 0)
  for (const text of mayHoldSecret(shown) ? texts() : []) {
    if (!quotes && text.length > LINE_CHARS_MAX) continue
    let count = 0
    for (const [, name = '', value = ''] of text.matchAll(NAMED_SECRET)) {
      if (shown !== null && !mayStandIn(shown, value)) continue
      redactor.learn(name.toLowerCase().replaceAll('_', ' '), value)
      count += 1
      if (count >= SECRETS_MAX) break
    }
  }
  for (const { group } of findings) {
    const { headers = {}, body = null, url = '' } = group?.sample.request ?? {}
    redactor.headers(headers)
    redactor.url(url)
    if (body !== null) redactor.body(body, headers['content-type'] ?? null)
    const response = group?.sample.response
    if (response?.headers) redactor.headers(response.headers)
    if (response?.body) redactor.body(response.body, response.headers?.['content-type'] ?? null)
  }
  return redactor
}

/** Plain words are none: a secret of six characters or more has a digit, a sign or letters of two cases in it. */
function mayHoldSecret(shown: string | null): boolean {
  return shown === null || SECRET_LIKE.test(shown)
}

const SECRET_LIKE = /(?=[^\s"]{6})[^\s"]{0,200}?(?:\d|[a-z][A-Z]|[_~+=%\\@#$^&*])/

/** In clear, cut off, or in another writing, as long words may be. */
function mayStandIn(shown: string, secret: string): boolean {
  const start = secret.slice(0, PIECE_CHARS)
  return shown.includes(start) || shown.includes(secret.slice(-PIECE_CHARS)) || ENCODED.test(shown)
}

const PIECE_CHARS = 6

const ENCODED = /[A-Za-z0-9+/_=-]{24,}|%[0-9A-Fa-f]{2}|\\u[0-9a-f]{4}/
