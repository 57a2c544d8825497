/** The company and the project that an address is of. */
import type { Engine } from '../engine/engine.ts'
import { lookUp } from '../engine/references.ts'
import type { Refusal } from '../reply.ts'
import type { FoundPage } from './routes.ts'
import type { WebPlace } from './visit.ts'

export function placeOf({ parameters }: FoundPage, { parts }: Engine): WebPlace | Refusal {
  const { directory } = parts.platform
  const { company_id: companyId, project_id: projectId } = parameters
  if (projectId !== undefined) {
    const project = directory.project(Number(projectId))
    const company = project && directory.company(project.companyId)
    if (!project || !company) return missing(`project ${projectId}`)
    // The newer form names both, and they have to belong together.
    if (companyId !== undefined && company.id !== Number(companyId)) {
      return missing(`project ${projectId} in company ${companyId}`)
    }
    const shown = lookUp(parts, 'projects', project.id, company.id) as
      | { readonly display_name?: string | null }
      | undefined
    const name = shown?.display_name ?? `Project ${project.id}`
    return { company, project: { id: project.id, name } }
  }
  if (companyId === undefined) return { company: null, project: null }
  const company = directory.company(Number(companyId))
  return company ? { company, project: null } : missing(`company ${companyId}`)
}

function missing(what: string): Refusal {
  return { failure: 'resource-not-found', because: `there is no ${what}` }
}
