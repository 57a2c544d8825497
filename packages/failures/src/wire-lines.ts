/** What comes back when a failure happens, line by line: the pages of the catalogue show it. */
import type { FailureMode } from './failure-mode.ts'

/** Null when nothing comes back that would say so. */
export function wireLines({ wire }: FailureMode): readonly string[] | null {
  if (wire === null) return null
  const headers = Object.entries(wire.headers ?? {}).map(([name, value]) => `${name}: ${value}`)
  const said = [
    wire.code === undefined ? [] : `code: ${wire.code}`,
    wire.field === undefined ? [] : `field: ${wire.field}`,
    wire.text === '' ? [] : wire.text.trim(),
  ].flat()
  const answer = [`HTTP ${wire.status}, body shape ${wire.shape}`, ...headers]
  return said.length === 0 ? answer : [...answer, '', ...said]
}
