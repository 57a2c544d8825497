/** The company that a page belongs to, by its path alone: before anybody has been let in. */
import type { Directory } from '../world/directory.ts'

/** `/4001/company/…`, `/companies/4001/…`, `/5001/project/…`. */
const COMPANY = /^\/(?:(\d{1,16})\/company|companies\/(\d{1,16}))(?:\/|$)/
const PROJECT = /^\/(\d{1,16})\/project(?:\/|$)/

/** Null for a page of no company, or of a project that is not there. */
export function companyOfPage(path: string, directory: Directory): number | null {
  const projectId = PROJECT.exec(path)?.[1]
  if (projectId !== undefined) return directory.project(Number(projectId))?.companyId ?? null
  const [, before, after] = COMPANY.exec(path) ?? []
  const companyId = before ?? after
  return companyId === undefined ? null : Number(companyId)
}
