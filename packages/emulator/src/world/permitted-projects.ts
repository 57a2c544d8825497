/**
 * The projects that an app of client credentials may work in: those that its service user is a member
 * of. A company administrator chooses them, and chooses them again after an update or a reinstallation
 * of the app. Source: fact sheet section 7, "DMSA".
 */
import type { Directory } from './directory.ts'
import type { Installation } from './installations.ts'
import type { Assigned } from './memberships.ts'

/** By id; null for an app that acts for people, and goes where they go. */
export function permittedProjects(
  directory: Directory,
  { serviceUserId, companyId }: Installation,
): readonly number[] | null {
  if (serviceUserId === null) return null
  return directory.memberships
    .placesOf('project', serviceUserId)
    .filter((id) => directory.project(id)?.companyId === companyId)
    .sort((a, b) => a - b)
}

/** Does nothing for an app that acts for people. */
export function permitProject(directory: Directory, of: Installation, projectId: number): void {
  if (of.serviceUserId === null) return
  const levels = projectLevels(directory, of)
  directory.memberships.put('project', projectId, of.serviceUserId, levels)
}

/** These projects, and no other. */
export function choosePermittedProjects(
  directory: Directory,
  of: Installation,
  projectIds: readonly number[],
): void {
  const before = permittedProjects(directory, of) ?? []
  for (const id of before) {
    if (projectIds.includes(id) || of.serviceUserId === null) continue
    directory.memberships.remove('project', id, of.serviceUserId)
  }
  for (const id of projectIds) {
    // One that is permitted already may have been given another template there.
    if (!before.includes(id)) permitProject(directory, of, id)
  }
}

/** The app's own template for projects, else what its manifest says. */
function projectLevels(directory: Directory, of: Installation): Assigned {
  const template = directory.memberships
    .templatesOf(of.companyId)
    .find(({ ofApp, type }) => ofApp === of.clientId && type === 'global')
  if (template) return { template: template.id }
  return directory.installations.versionIn(of)?.levels ?? { default: 'None', tools: {} }
}
