/** The caller is in the project, or the project is permitted to the app. Source: fact sheet section 7. */
import { permittedProjects } from '../world/permitted-projects.ts'
import type { Check } from './check.ts'
import { appWords, personWords } from './words.ts'

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
  mend({ caller, headerCompanyId, projectId, userId }, platform) {
    if (!caller.isService) {
      const path = `/rest/v1.0/projects/${projectId}/users/${userId}/actions/add`
      return {
        words: `In the Directory tool of project ${projectId}, add ${personWords(userId, platform)} from the company's directory, with a permission template.`,
        calls: [{ method: 'POST', path, body: {} }],
      }
    }
    const { directory } = platform
    const installed = directory.installations.find(caller.clientId, headerCompanyId ?? 0)
    const permitted = (installed && permittedProjects(directory, installed)) ?? []
    const path = `/_underpin/companies/${headerCompanyId}/apps/${encodeURIComponent(caller.clientId)}`
    return {
      words: `As an administrator of company ${headerCompanyId}, open Admin, then App Management, find ${appWords(caller.clientId, platform)}, and add project ${projectId} to its permitted projects. They are chosen anew after each update of an app.`,
      calls: [{ method: 'PATCH', path, body: { permittedProjects: [...permitted, projectId] } }],
    }
  },
}
