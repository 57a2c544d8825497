/** The resources that the model knows: what sets them apart, as a reader of the documents would put it. */

export interface Kind {
  readonly name: string
  /** With `{project}` or `{company}` where the path names its scope. */
  readonly path: string
  readonly scope: 'company' | 'project'
  /** Where calls name their scope, when the path does not: `project_id` or `company_id`. */
  readonly scopeIsIn: 'path' | 'query'
  readonly wrapper: string
  /** Whose level decides. */
  readonly tool: string
  /** The attribute that has to be given, and that the model follows. */
  readonly label: string
  /** What else a create needs. */
  readonly sample: Readonly<Record<string, unknown>>
  readonly operations: readonly ModelOperation[]
  readonly hasOrigin: boolean
  /** Blank otherwise. */
  readonly isLabelOptional?: boolean
  /** Two of a company may not share their label: what the second is refused with. */
  readonly twin?: { readonly failure: string; readonly status: number }
  /** Where it differs from the usual; null asks for none. */
  readonly needs?: Partial<Readonly<Record<ModelOperation, ModelLevel | null>>>
}

export type ModelLevel = 'None' | 'Read Only' | 'Standard' | 'Admin'

export type ModelOperation = 'list' | 'show' | 'create' | 'update' | 'delete' | 'sync'

export const KINDS: readonly Kind[] = [
  {
    name: 'vendors',
    path: '/rest/v1.0/vendors',
    scope: 'company',
    scopeIsIn: 'query',
    wrapper: 'vendor',
    tool: 'directory',
    label: 'name',
    sample: {},
    operations: ['list', 'show', 'create', 'update', 'sync'],
    hasOrigin: true,
  },
  {
    name: 'departments',
    path: '/rest/v1.0/departments',
    scope: 'company',
    scopeIsIn: 'query',
    wrapper: 'department',
    tool: 'admin',
    label: 'name',
    sample: {},
    operations: ['list', 'show', 'create', 'update', 'delete'],
    hasOrigin: true,
    twin: { failure: 'business-rule', status: 422 },
    needs: { list: null, show: null, create: 'Admin', update: 'Admin' },
  },
  {
    name: 'purchase_order_contracts',
    path: '/rest/v1.0/purchase_order_contracts',
    scope: 'project',
    scopeIsIn: 'query',
    wrapper: 'purchase_order_contract',
    tool: 'commitments',
    label: 'title',
    isLabelOptional: true,
    sample: {},
    operations: ['list', 'show', 'create', 'update', 'delete', 'sync'],
    hasOrigin: true,
    needs: { list: 'Admin', show: 'Admin', create: 'Admin', update: 'Admin', sync: 'Admin' },
  },
  {
    name: 'rfis',
    path: '/rest/v1.0/projects/{project}/rfis',
    scope: 'project',
    scopeIsIn: 'path',
    wrapper: 'rfi',
    tool: 'rfi',
    label: 'subject',
    sample: { question: { body: 'Which?' }, assignee_ids: [7002] },
    operations: ['list', 'show', 'create', 'update'],
    hasOrigin: false,
  },
]
