/** What the status page told of times: incidents and maintenances, for the timeline. */
import { parseJsonText } from '../evidence/json-body.ts'
import type { ProbeResult } from '../report/probe-result.ts'
import { readStatusPage } from '../status/read-status-page.ts'

export interface StatusTime {
  readonly atMs: number
  readonly says: string
}

const PROBE = 'status-page'

/** As the page has them; read before bodies are cut. */
export function statusTimes(results: readonly ProbeResult[]): StatusTime[] {
  const exchanges = results.flatMap(({ name, exchanges }) => (name === PROBE ? exchanges : []))
  const documents = exchanges.flatMap(({ outcome }) => {
    const json = outcome.kind === 'answered' ? parseJsonText(outcome.response.body) : undefined
    return json === undefined ? [] : [json]
  })
  const page = readStatusPage(documents, exchanges.at(-1)?.startedAtMs ?? 0)
  if (page === null) return []
  const incidents = page.incidents.flatMap(({ name, impact, startedAtMs, lastPost }) => [
    at(startedAtMs, `incident "${name}" begins (impact: ${impact})`),
    at(lastPost?.atMs ?? null, `incident "${name}", ${lastPost?.status}: ${lastPost?.body}`),
  ])
  const maintenances = page.maintenances.flatMap(({ name, startMs, endMs }) => [
    at(startMs, `maintenance "${name}" begins`),
    at(endMs, `maintenance "${name}" is planned to end`),
  ])
  return [...incidents, ...maintenances].flat()
}

function at(atMs: number | null, says: string): StatusTime[] {
  return atMs === null ? [] : [{ atMs, says }]
}
