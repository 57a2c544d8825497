/** The tools of a project, and what the caller may do with each. */

import { jsonReply, textReply } from '../../engine/json-reply.ts'
import { listOf } from '../../engine/list.ts'
import { messageOf } from '../../engine/messages.ts'
import { parseId } from '../../engine/record-id.ts'
import type { Resource } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Result } from '../../reply.ts'
import type { ProjectTool } from '../../world/directory.ts'
import { LEVELS } from '../../world/levels.ts'
import { COMPANY_TOOLS } from '../../world/tools.ts'

const PATH = '/rest/v1.0/projects/{project_id}/tools'

export const tools: Resource = {
  name: 'tools',
  wrapper: null,
  belongsTo: 'project',
  source: '7, Endpoint facts',
  fields: {},
  paths: [
    {
      scope: 'project',
      tool: null,
      routes: [
        { method: 'GET', path: PATH, operation: 'action', run: listTools },
        { method: 'GET', path: '/rest/v1.0/tools', operation: 'action', run: listTools },
      ],
    },
    {
      scope: 'project',
      tool: 'admin',
      routes: [
        { method: 'PATCH', path: PATH, operation: 'action', level: 'Admin', run: changeTools },
      ],
    },
    {
      scope: 'either',
      tool: null,
      routes: [
        {
          method: 'GET',
          path: '/rest/v1.0/settings/permissions',
          operation: 'action',
          run: showPermissions,
        },
      ],
    },
  ],
}

function listTools(work: Work): Result {
  const wanted = work.query.get('filters[is_active]')
  const all = work.platform.directory.tools(work.projectId)
  return listOf(
    work,
    all.filter((tool) => wanted === null || String(tool.isActive) === wanted).map(shown),
  )
}

/** All of the changes or none: a tool that is required stays on. */
function changeTools(work: Work): Result {
  const changes = work.body['tools']
  if (!Array.isArray(changes)) {
    return { failure: 'missing-field', fields: { tools: [messageOf('missing-field')] } }
  }
  const { directory } = work.platform
  const byId = new Map(directory.tools(work.projectId).map((tool) => [tool.id, tool]))
  for (const change of changes) {
    const tool = byId.get(parseId(change?.id) ?? 0)
    if (!tool) return { failure: 'resource-not-found', because: `there is no tool ${change?.id}` }
    if (tool.required && change.is_active === false) {
      return { failure: 'business-rule', because: `the tool ${tool.name} cannot be switched off` }
    }
  }
  for (const { id, is_active: isActive, position } of changes) {
    const tool = byId.get(Number(id))
    if (!tool) continue
    const place = Number.isSafeInteger(position) ? Number(position) : tool.position
    const state = typeof isActive === 'boolean' ? isActive : tool.isActive
    directory.putTool(work.projectId, tool.name, state, place)
  }
  return jsonReply(work, directory.tools(work.projectId).map(shown))
}

function shown({ id, name, title, isActive, position, required = false }: ProjectTool) {
  return { id, engine_name: name, is_active: isActive, position, required, title }
}

function showPermissions(work: Work): Result {
  const { directory } = work.platform
  const { projectId, companyId, userId } = work
  const isProject = projectId !== 0
  const all = isProject ? directory.tools(projectId).filter((tool) => tool.isActive) : COMPANY_TOOLS
  const rows = all.map(({ id, name, title }) => {
    const level = isProject
      ? directory.projectLevel(userId, projectId, name)
      : directory.companyLevel(userId, companyId, name)
    return {
      id,
      name,
      friendly_name: title,
      domain_id: id,
      tab_group: isProject ? 'project' : 'company',
      available_for_user: level !== 'None',
      url: null,
      user_access_level: { id: LEVELS.indexOf(level) + 1, name: level },
      permitted_actions: [],
      can_create: level === 'Standard' || level === 'Admin',
      create_url: null,
      trial: false,
    }
  })
  return textReply(work, JSON.stringify({ tools: rows }))
}
