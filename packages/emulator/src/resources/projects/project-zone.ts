/** The time zone in which a project stands, by the name that this platform tells times by. */

import type { Shown } from '../../engine/resource.ts'
import type { EngineParts } from '../../engine/work.ts'
import { platformZone } from './time-zones.ts'

/** Null for a project without one, or one that is not there. */
export function projectZone(
  { records, resources }: Pick<EngineParts, 'records' | 'resources'>,
  projectId: number,
): string | null {
  const projects = resources.byName('projects')
  const project = projects && records.of(resources.shapeOf(projects)).find(projectId)
  return project ? platformZone((JSON.parse(project.data) as Shown)['time_zone']) : null
}
