/** Answers of the document's operations: their status, and a body of the type that is documented. */
import type { ReplyHeaders, TextAnswer } from '../reply.ts'
import { jsonOf } from './media-type.ts'
import type { Operation } from './operation.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

/** Statuses that have no body. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304])

export function isBodiless({ plan }: Operation): boolean {
  return BODILESS.has(plan.success.status)
}

/** @param status where it differs from the documented success. */
export function jsonAnswer(
  operation: Operation,
  text: string,
  headers: ReplyHeaders = {},
  status: number = operation.plan.success.status,
): TextAnswer {
  if (BODILESS.has(status)) return { status, headers, text: '' }
  const type = jsonOf(operation.plan.success.media)?.type
  const isUsual = type === undefined || type === 'application/json' || type.includes('*')
  const contentType = isUsual ? JSON_TYPE : type
  return { status, headers: { ...headers, 'content-type': contentType }, text }
}
