/** The caller's permission level on the tool. Source: fact sheet section 7, "404 vs 403". */

import type { Platform } from '../platform.ts'
import { isAtLeast, type Level } from '../world/levels.ts'
import type { Asked, Check } from './check.ts'

export const level: Check = {
  name: 'level',
  needs: 'scope',
  run(asked, platform) {
    const { tool, scope } = asked.route.group
    if (tool === null || scope === 'none') return null
    const held = heldLevel(asked, platform)
    if (isAtLeast(held, asked.route.level)) return null
    const because = `user ${asked.userId} has ${held} on ${tool}, and ${asked.route.level} is needed`
    // Who cannot read a thing is not told that it is there.
    const isHidden = held === 'None' && asked.route.operation === 'show'
    return { failure: isHidden ? 'resource-hidden' : 'permission-too-low', because }
  },
  wouldPass: ({ route, userId }) =>
    `Give user ${userId} ${route.level} or more on the tool ${route.group.tool}.`,
}

/** The level on the route's tool, at the project or the company that the route belongs to. */
export function heldLevel(asked: Asked, { directory }: Platform): Level {
  const { tool, scope } = asked.route.group
  const { userId, projectId, headerCompanyId } = asked
  if (tool === null || userId === null || headerCompanyId === null) return 'None'
  return projectId !== 0 && scope !== 'company'
    ? directory.projectLevel(userId, projectId, tool)
    : directory.companyLevel(userId, headerCompanyId, tool)
}
