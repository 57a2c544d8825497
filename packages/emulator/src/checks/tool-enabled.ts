/** The project has the tool switched on. Source: fact sheet sections 6.2 and 7. */
import { PROJECT_TOOLS, toolTitle } from '../world/tools.ts'
import type { Check } from './check.ts'

export const toolEnabled: Check = {
  name: 'tool-enabled',
  needs: 'scope',
  run({ route, projectId }, { directory }) {
    const { tool, scope } = route.group
    if (tool === null || projectId === 0 || scope === 'company') return null
    if (directory.isToolActive(projectId, tool)) return null
    return { failure: 'tool-disabled', because: `the tool ${tool} is off in project ${projectId}` }
  },
  mend({ route, projectId }) {
    const tool = PROJECT_TOOLS.find(({ name }) => name === route.group.tool)
    const path = `/rest/v1.0/projects/${projectId}/tools`
    return {
      words: `In the Admin tool of project ${projectId}, open Tool Settings (Active Tabs), and switch ${toolTitle(route.group.tool ?? '')} on.`,
      calls: tool
        ? [{ method: 'PATCH', path, body: { tools: [{ id: tool.id, is_active: true }] } }]
        : [],
    }
  },
}
