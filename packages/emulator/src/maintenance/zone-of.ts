/** The time zone in which a page tells times: that of its project, or of the company's first that has one. */
import type { Call } from '../call.ts'
import type { Engine } from '../engine/engine.ts'
import { lookUp } from '../engine/references.ts'

const FALLBACK = 'UTC'

/** Projects of a company that are looked at. A guess: most have a zone or none has. */
const PROJECTS_MAX = 20

export function zoneOf({ companyId, projectId }: Call, { parts }: Engine): string {
  if (companyId === null) return FALLBACK
  const { directory } = parts.platform
  const projects = directory.projectsOf(companyId).slice(0, PROJECTS_MAX)
  for (const id of [
    ...(projectId === null ? [] : [projectId]),
    ...projects.map((each) => each.id),
  ]) {
    const shown = lookUp(parts, 'projects', id, companyId)
    const isRecord = typeof shown === 'object' && shown !== null && 'time_zone' in shown
    const zone = isRecord ? shown.time_zone : null
    if (typeof zone === 'string' && isKnown(zone)) return zone
  }
  return FALLBACK
}

/** Some zones of projects have names of Rails, which no browser knows. */
function isKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false // A RangeError: this platform has no such zone.
  }
}
