/** What a caller writes of a hook, read and checked. The two versions call some of it by other names. */
import { messageOf } from '../../engine/messages.ts'
import type { FieldErrors } from '../../engine/resource.ts'
import type { Refusal } from '../../reply.ts'
import { type HookSettings, readPayloadVersion } from '../../webhooks/hook.ts'

/** Documented: a-z, 0-9 and the dash. The length is a guess. */
const NAMESPACE = /^[a-z0-9-]{1,100}$/

/** Guesses: no address and no token that we know is half as long. */
const URL_CHARS_MAX = 2_000
const HEADER_CHARS_MAX = 8_192
const HEADERS_MAX = 20

/** RFC 9110, section 5.1 and 5.5: what a header's name and value may be made of. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/
const HEADER_VALUE = /^[\t\x20-\x7e]*$/

/** v1.0 does not ask for a version; the documents' samples name this one. [assumed] */
const DEFAULT_VERSION = 'v2'

type Input = Readonly<Record<string, unknown>>

/**
 * @param before null to make a hook
 * @returns a refusal with messages by field when something is missing or not allowed
 */
export function readHookSettings(
  input: Input,
  isV2: boolean,
  before: HookSettings | null,
): HookSettings | Refusal {
  const versionKey = isV2 ? 'payload_version' : 'api_version'
  const missing: FieldErrors = {}
  const bad: FieldErrors = {}
  const read = <T>(key: string, known: T | undefined, cast: (given: unknown) => T | null) => {
    const given = Object.hasOwn(input, key) ? input[key] : undefined
    if (given === undefined && known !== undefined) return known
    const isBlank = given === undefined || given === null || given === ''
    const value = isBlank ? null : cast(given)
    if (isBlank) missing[key] = [messageOf('missing-field')]
    else if (value === null) bad[key] = [messageOf('invalid-value')]
    return value
  }
  const byDefault = isV2 ? undefined : DEFAULT_VERSION
  const settings = {
    namespace: read('namespace', before?.namespace, readNamespace),
    destinationUrl: read('destination_url', before?.destinationUrl, readUrl),
    destinationHeaders: read(
      'destination_headers',
      before?.destinationHeaders ?? {},
      readDestinationHeaders,
    ),
    apiVersion: read(versionKey, before?.apiVersion ?? byDefault, readVersion),
    // Status is a matter of v2.0; a hook starts active.
    status:
      isV2 && before ? read('status', before.status, readStatus) : (before?.status ?? 'active'),
  }
  if (Object.keys(missing).length > 0) {
    return { failure: 'missing-field', fields: { ...missing, ...bad } }
  }
  if (Object.keys(bad).length > 0) return { failure: 'invalid-value', fields: bad }
  const payloadVersion = readPayloadVersion(settings.apiVersion)
  return { ...settings, payloadVersion } as HookSettings
}

function readNamespace(given: unknown): string | null {
  return typeof given === 'string' && NAMESPACE.test(given) ? given : null
}

/** Any address is taken: whether something can be delivered there shows in the deliveries. */
function readUrl(given: unknown): string | null {
  if (typeof given !== 'string' || given.length > URL_CHARS_MAX) return null
  return /^https?:$/.test(URL.parse(given)?.protocol ?? '') ? given : null
}

function readVersion(given: unknown): string | null {
  return readPayloadVersion(given) === null ? null : String(given)
}

function readStatus(given: unknown): HookSettings['status'] | null {
  return given === 'active' || given === 'disabled' ? given : null
}

function readDestinationHeaders(given: unknown): Record<string, string> | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null
  const entries = Object.entries(given)
  const isHeader = ([name, value]: [string, unknown]) =>
    HEADER_NAME.test(name) &&
    typeof value === 'string' &&
    value.length <= HEADER_CHARS_MAX &&
    HEADER_VALUE.test(value)
  return entries.length <= HEADERS_MAX && entries.every(isHeader) ? { ...given } : null
}
