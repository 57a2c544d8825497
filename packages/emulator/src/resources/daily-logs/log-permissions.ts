/** Who may change a daily log: whoever wrote it, and Admins of the tool. Shown as `permissions`. */
import type { Json } from '../../engine/field.ts'
import type { Shown } from '../../engine/resource.ts'
import type { Work, Writing } from '../../engine/work.ts'
import { isAtLeast, type Level } from '../../world/levels.ts'

export const DAILY_LOG_TOOL = 'daily_log'

type Standing = Pick<Writing, 'platform' | 'projectId' | 'companyId' | 'userId'>

/** Pure but for the caller: the record as this one is shown it. */
export function withPermissions(log: Shown, work: Work): Json {
  const may = mayChange(log, work)
  return { ...log, permissions: { can_update: may, can_delete: may } }
}

/** Standard users change what they wrote; nobody acts when a world is made, and nothing is refused. */
export function mayChange(log: Shown, writing: Standing): boolean {
  if (writing.userId === 0) return true
  const level = levelHere(writing)
  if (isAtLeast(level, 'Admin')) return true
  const author = log['created_by'] as { readonly id: number } | null | undefined
  return isAtLeast(level, 'Standard') && author?.id === writing.userId
}

export function isAdminHere(scope: Standing): boolean {
  return isAtLeast(levelHere(scope), 'Admin')
}

function levelHere({ platform, projectId, companyId, userId }: Standing): Level {
  const { directory } = platform
  return projectId === 0
    ? directory.companyLevel(userId, companyId, DAILY_LOG_TOOL)
    : directory.projectLevel(userId, projectId, DAILY_LOG_TOOL)
}
