/** The time zone in which a page tells times: that of its project, or of the company's first that has one. */
import type { Call } from '../call.ts'
import type { Engine } from '../engine/engine.ts'
import { projectZone } from '../resources/projects/project-zone.ts'

const FALLBACK = 'UTC'

/** Projects of a company that are looked at. A guess: most have a zone or none has. */
const PROJECTS_MAX = 20

export function zoneOf({ companyId, projectId }: Call, { parts }: Engine): string {
  if (companyId === null) return FALLBACK
  const projects = parts.platform.directory.projectsOf(companyId).slice(0, PROJECTS_MAX)
  const ids = projects.map(({ id }) => id)
  for (const id of projectId === null ? ids : [projectId, ...ids]) {
    const zone = projectZone(parts, id)
    if (zone !== null) return zone
  }
  return FALLBACK
}
