/**
 * Small records that stand inside another one and have ids of their own: the assignments of a punch item,
 * the approvers of a submittal. Their ids tell whose they are, so that a path with such an id alone finds
 * the record around it.
 */
import type { Json } from '../../engine/field.ts'
import type { Shown } from '../../engine/resource.ts'

/** How many a record may hold. A guess that leaves room: the longest list of references is 500. */
const EMBEDDED_MAX = 1_000

/** The elements of a list that is shown, whatever else was stored there. */
export function recordsIn(value: Json | undefined): Shown[] {
  if (!Array.isArray(value)) return []
  return value.filter((each) => typeof each === 'object' && each !== null && !Array.isArray(each))
}

/** The ids of a list of records, or of numbers. */
export function idsIn(value: Json | undefined): number[] {
  if (!Array.isArray(value)) return []
  return value.map((each: Json) => Number(isRecord(each) ? each['id'] : each))
}

/** One attribute of a record that is shown inside another; null when it is not there. */
export function within(value: Json | undefined, attribute: string): Json {
  return isRecord(value) ? (value[attribute] ?? null) : null
}

/** The id of the next one: never that of one which is there now. */
export function nextEmbeddedId(ownerId: number, held: readonly Shown[]): number {
  const last = held.reduce((highest, { id }) => Math.max(highest, Number(id) || 0), 0)
  return Math.max(last + 1, ownerId * EMBEDDED_MAX + 1)
}

/** The record that an embedded id belongs to. */
export function ownerOf(embeddedId: number): number {
  return Math.floor((embeddedId - 1) / EMBEDDED_MAX)
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
