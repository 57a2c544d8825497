/** All resources of one emulator: by name, their tables, and who refers to whom. */
import type { TableShape } from '../state/record-table.ts'
import type { Field } from './field.ts'
import type { Resource } from './resource.ts'

/** An attribute, under the name that is shown and the key that is written. */
export interface NamedField {
  readonly name: string
  readonly key: string
  readonly field: Field
}

/** Where ids start when a resource does not say. */
const FIRST_ID = 1

export class Resources {
  readonly all: readonly Resource[]
  readonly #byName = new Map<string, Resource>()
  readonly #shapes = new Map<string, TableShape>()
  readonly #fields = new Map<string, readonly NamedField[]>()
  readonly #dependants = new Map<string, { dependant: Resource; key: string }[]>()

  constructor(all: readonly Resource[]) {
    this.all = all
    for (const resource of all) {
      if (this.#byName.has(resource.name))
        throw new Error(`two resources are named ${resource.name}`)
      this.#byName.set(resource.name, resource)
      this.#shapes.set(resource.name, shape(resource))
      this.#fields.set(resource.name, namedFields(resource))
      for (const [key, field] of Object.entries(resource.fields)) {
        if (field.type !== 'reference' && field.type !== 'references') continue
        const dependants = this.#dependants.get(field.to) ?? []
        dependants.push({ dependant: resource, key })
        this.#dependants.set(field.to, dependants)
      }
    }
  }

  /** The names that a world may have records of: those that have a table. */
  recordNames(): readonly string[] {
    return this.all.filter(({ fields }) => Object.keys(fields).length > 0).map(({ name }) => name)
  }

  byName(name: string): Resource | undefined {
    return this.#byName.get(name)
  }

  shapeOf(resource: Resource): TableShape {
    return this.#shapes.get(resource.name) ?? shape(resource)
  }

  fieldsOf(resource: Resource): readonly NamedField[] {
    return this.#fields.get(resource.name) ?? namedFields(resource)
  }

  /** The resources that show records of this one, and under which key. */
  dependantsOf(name: string): readonly { dependant: Resource; key: string }[] {
    return this.#dependants.get(name) ?? []
  }
}

function namedFields({ fields }: Resource): NamedField[] {
  return Object.entries(fields).map(([name, field]) => ({ name, key: field.input ?? name, field }))
}

function shape({ name, table, belongsTo, parent, firstId }: Resource): TableShape {
  const hasParent = parent !== undefined
  return { name: table ?? name, belongsTo, hasParent, firstId: firstId ?? FIRST_ID }
}
