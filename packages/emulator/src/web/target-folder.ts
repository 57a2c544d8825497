/** The folder that something new goes into: `?folder=` of the address, or the root without it. */
import type { Refusal } from '../reply.ts'
import { pathTo } from './routes.ts'
import { recordOf, textOf } from './shown-values.ts'
import type { Visit } from './visit.ts'

export interface TargetFolder {
  /** `''` for the root. */
  readonly id: string
  readonly name: string
  /** Its page. */
  readonly path: string
}

export function targetFolder(visit: Visit): TargetFolder | Refusal {
  const { projectId } = visit
  const id = visit.query.get('folder') ?? ''
  const root = { id: '', name: 'Documents', path: pathTo('documents', { project_id: projectId }) }
  if (id === '') return root
  if (!/^\d{1,16}$/.test(id)) {
    return { failure: 'resource-not-found', because: 'the address names no folder' }
  }
  const found = visit.ask('GET', `/rest/v1.0/folders/${id}?project_id=${projectId}`)
  if ('failure' in found) return found
  const shown = recordOf(found)
  if (shown['parent_id'] === null) return root
  return { id, name: textOf(shown['name']), path: pathTo('folder', { project_id: projectId, id }) }
}
