/** Where a call of the document belongs: which of its ids name a company or a project of this world. */
import type { PathGroup } from '../engine/resource.ts'
import type { Operation } from './operation.ts'
import type { Schemas } from './schema.ts'

export interface OperationScope {
  readonly kind: PathGroup['scope']
  /** Those places of the path that the engine looks for: `company_id` and `project_id`. */
  readonly parameters: Readonly<Record<string, string>>
}

/** `/companies/{id}/…` names a company, whatever the place is called; only under `/rest/`. */
const NAMED_BY_PATH = [
  { before: 'companies', name: 'company_id' },
  { before: 'projects', name: 'project_id' },
] as const

/** @param isKept whether a place names a record that the document itself keeps */
export function scopeOf(
  operation: Operation,
  values: Readonly<Record<string, string>>,
  schemas: Schemas,
  isKept: (place: string) => boolean,
): OperationScope {
  const parameters: Record<string, string> = {}
  let isForeign = !isOfThisWorld(operation, 'project_id', schemas)
  for (const { before, name } of NAMED_BY_PATH) {
    const place = values[name] === undefined ? placeAfter(operation, before) : name
    const value = place === undefined ? undefined : values[place]
    if (place === undefined || value === undefined) continue
    // Some parts of the platform know projects by other ids than the directory's, such as UUIDs.
    const isKnown = isOfThisWorld(operation, place, schemas)
    if (isKnown && !isKept(place)) parameters[name] = value
    else if (name === 'project_id') isForeign = true
  }
  return { kind: isForeign ? 'company' : 'either', parameters }
}

function placeAfter({ path }: Operation, before: string): string | undefined {
  if (!path.startsWith('/rest/')) return undefined
  return new RegExp(`/${before}/\\{([^{}]*)\\}(?:/|$)`).exec(path)?.[1]
}

function isOfThisWorld(operation: Operation, name: string, schemas: Schemas): boolean {
  const parameter = operation.plan.parameters.find((each) => each.name === name)
  return !parameter || schemas.flat(parameter.schema).rules['format'] !== 'uuid'
}
