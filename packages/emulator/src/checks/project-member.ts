/** The caller is in the project, or the project is permitted to the app. Source: fact sheet section 7. */
import type { Check } from './check.ts'

export const projectMember: Check = {
  name: 'project-member',
  needs: 'scope',
  run({ caller, projectId, userId }, { directory }) {
    if (projectId === 0) return null
    if (userId !== null && directory.isMember('project', projectId, userId)) return null
    const because = caller.isService
      ? `project ${projectId} is not permitted to ${caller.clientId}`
      : `user ${userId} is not in project ${projectId}`
    return { failure: 'project-out-of-scope', because }
  },
  wouldPass: ({ caller, projectId, userId }) =>
    caller.isService
      ? `Permit project ${projectId} to the app ${caller.clientId}.`
      : `Add user ${userId} to project ${projectId}.`,
}
