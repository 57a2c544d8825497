/** A vendor's entry in a register of businesses: one a vendor, made once and changed after. */
import { findRecord } from '../../engine/find-record.ts'
import { textReply } from '../../engine/json-reply.ts'
import { messageOf } from '../../engine/messages.ts'
import type { RouteRow, Shown } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'

/** The registers, and the digits of their identifiers. */
const DIGITS: Readonly<Record<string, RegExp>> = { abn: /^\d{11}$/, ein: /^\d{9}$/ }

export function businessRegisterRows(path: string): RouteRow[] {
  const source = '6.1, E6; the path is in the reference'
  return [
    { method: 'POST', path, operation: 'action', success: 201, run: register, source },
    { method: 'PATCH', path, operation: 'action', run: change, source },
  ]
}

function register(work: Work): Result {
  return write(work, (held) =>
    held === null ? null : { failure: 'state-conflict', because: 'the vendor has an entry' },
  )
}

function change(work: Work): Result {
  return write(work, (held) =>
    held === null ? { failure: 'resource-not-found', because: 'the vendor has no entry' } : null,
  )
}

function write(work: Work, refuse: (held: Shown | null) => Refusal | null): Result {
  const record = findRecord(work)
  if ('failure' in record) return record
  const vendor = JSON.parse(record.data) as Shown
  const refusal = refuse((vendor['business_register'] ?? null) as Shown | null)
  if (refusal) return refusal
  const given = work.body['business_register']
  const { type, identifier } = (typeof given === 'object' && given !== null ? given : {}) as Shown
  const digits = Object.hasOwn(DIGITS, String(type)) ? DIGITS[String(type)] : undefined
  if (!digits) return invalid('type')
  if (!digits.test(String(identifier).replaceAll(/[\s-]/g, ''))) return invalid('identifier')
  const entry = {
    id: record.id,
    type: String(type),
    identifier: String(identifier),
    // Nobody asks a register of the real world here.
    verified_at: null,
    verification_status: null,
  }
  const data = JSON.stringify({ ...vendor, business_register: entry })
  const table = work.records.of(work.resources.shapeOf(work.route.resource))
  table.update({ ...record, updatedMs: work.nowMs, data })
  return textReply(work, JSON.stringify(entry))
}

function invalid(field: string): Refusal {
  return { failure: 'business-rule', fields: { [field]: [messageOf('invalid-value')] } }
}
