/** The project has the tool switched on. Source: fact sheet sections 6.2 and 7. */
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
  wouldPass: ({ route, projectId }) =>
    `Switch the tool ${route.group.tool} on in project ${projectId}.`,
}
