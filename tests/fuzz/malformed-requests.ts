/** Malformed requests by seed: real routes and bodies of the emulator, spoilt in one or several ways. */
import { coverage } from '@underpin/emulator'
import { type Random, randomInteger } from '@underpin/ports'
import {
  mangled,
  ODD_JSON,
  ODD_JSON_TEXTS,
  ODD_TYPES,
  ODD_VALUES,
  type Pick,
  picker,
} from './nonsense.ts'

export interface Malformed {
  readonly method: string
  readonly target: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string | Uint8Array | null
}

const ROUTES = coverage()
const IDS = ['4001', '5001', '5002', '5003', '7001', '10001', '20001', '1']
const PARAMETERS = [
  'company_id',
  'project_id',
  'page',
  'per_page',
  'sort',
  'view',
  'serializer_view',
  'search',
  'filters[id]',
  'filters[id][]',
  'filters[updated_at]',
  'filters[include_deleted]',
  'filters[status][]',
  'filters[__proto__]',
  'filters[[[',
  'sort[attribute]',
  'log_date',
  'start_date',
  'run_configurable_validations',
  'filters[search]',
  'contract_id',
]
const METHODS = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'get']

/** @param token of somebody who may do everything: what is refused, is refused for its form. */
export function malformedRequest(random: Random, token: string): Malformed {
  const pick = picker(random)
  const route = pick(ROUTES)
  const chance = (percent: number) => randomInteger(random, 100) < percent
  const method = chance(10) ? pick(METHODS) : route.method
  let path = route.path.replace(/\{\w+\}/g, () => oddOr(pick, chance(25), pick(IDS)))
  if (chance(10)) path = mangled(path, random)
  if (!path.startsWith('/')) path = `/${path}`
  const query = Array.from({ length: randomInteger(random, 5) }, () => {
    const value = oddOr(pick, chance(50), pick(IDS))
    return `${chance(10) ? mangled(pick(PARAMETERS), random) : pick(PARAMETERS)}=${value}`
  })
  const scope = chance(70) ? ['project_id=5001', 'company_id=4001'] : []
  const search = [...scope, ...query].join('&')
  const isWrite = !['GET', 'HEAD', 'get'].includes(method)
  return {
    method,
    target: clean(search === '' ? path : `${path}?${search}`),
    headers: headersOf(pick, chance, token),
    body: isWrite ? bodyOf(random, pick, chance) : null,
  }
}

type Chance = (percent: number) => boolean

function oddOr(pick: Pick, isOdd: boolean, usual: string): string {
  return isOdd ? pick(ODD_VALUES) : usual
}

function headersOf(pick: Pick, chance: Chance, token: string): [string, string][] {
  const company = oddOr(pick, chance(5), '4001')
  const headers: [string, string][] = [
    ['authorization', chance(3) ? pick(ODD_VALUES) : `Bearer ${token}`],
    ['procore-company-id', company],
    ['content-type', chance(30) ? pick(ODD_TYPES) : 'application/json'],
  ]
  if (chance(5)) headers.push(['idempotency-token', pick(ODD_VALUES)])
  if (chance(3)) headers.push(['range', 'bytes=9-2'])
  if (chance(3)) headers.push(['accept', pick(ODD_TYPES)])
  if (chance(3)) headers.push(['content-encoding', 'gzip'])
  return headers.map(([name, value]) => [name, latin(value)])
}

function bodyOf(random: Random, pick: Pick, chance: Chance): string | Uint8Array {
  if (chance(10)) return random.bytes(randomInteger(random, 400))
  if (chance(15)) return pick(ODD_JSON_TEXTS)
  if (chance(10)) {
    return `--x\r\ncontent-disposition: form-data; name="${latin(pick(ODD_VALUES))}"\r\n\r\nv\r\n--x--`
  }
  const attributes: Record<string, unknown> = {}
  for (let left = randomInteger(random, 6); left > 0; left--) {
    attributes[pick([...FIELDS, ...ODD_VALUES])] = chance(50) ? pick(ODD_JSON) : pick(ODD_VALUES)
  }
  const wrapper = pick(WRAPPERS)
  const body: Record<string, unknown> = { company_id: 4001, project_id: 5001 }
  body[wrapper] = chance(15) ? pick(ODD_JSON) : attributes
  const text = JSON.stringify(body)
  return chance(15) ? mangled(text, random) : text
}

const WRAPPERS = [
  ...['rfi', 'vendor', 'project', 'user', 'updates', 'data', 'tools', 'reply', 'submittal'],
  ...['punch_item', 'observation', 'meeting', 'folder', 'file', 'hook', 'trigger', 'location'],
  ...['purchase_order_contract', 'line_item', 'direct_cost', 'cost_code', 'task', 'manpower_log'],
]
const FIELDS = [
  ...[
    'id',
    'name',
    'subject',
    'number',
    'title',
    'status',
    'question',
    'assignee_ids',
    'origin_id',
  ],
  ...['due_date', 'date', 'parent_id', 'vendor_id', 'project_ids', 'permission_template_id'],
  ...['custom_field_49417', 'private', 'email_address', 'amount', 'quantity', 'upload_ids'],
  ...['destination_url', 'namespace', 'destination_headers', 'resource_name', 'event_type'],
]

/** What a request line can hold at all: the rest is the business of `broken-protocol.ts`. */
function clean(target: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is meant
  return target.replace(/[\u0000-\u0020\u007f-\uffff]/g, (sign) => encodeSafely(sign))
}

function encodeSafely(sign: string): string {
  try {
    return encodeURIComponent(sign)
  } catch {
    return '%EF%BF%BD' // Half of a pair: no text has that.
  }
}

/** What a header can hold. */
function latin(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is meant
  return value.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\uffff]/g, '?').trim()
}
