/**
 * What a resource is: one value of this shape, in one file under `resources/`, mostly data. The engine
 * serves all of them; adding a resource is adding a file and its line in `resources/index.ts`.
 */
import type { FailureId } from '@underpin/failures'
import type { Refusal, Result } from '../reply.ts'
import type { SqlCondition } from '../state/record-table.ts'
import type { Level } from '../world/levels.ts'
import type { Field, Json } from './field.ts'
import type { Filter } from './filter.ts'
import type { Sort } from './sort.ts'
import type { Located, Work, Writing } from './work.ts'

export type Operation =
  | 'list'
  | 'show'
  | 'create'
  | 'update'
  | 'delete'
  | 'sync'
  /** Many updates in one call, all or none: `PATCH P/rfis` with `data`. */
  | 'batch'
  /** The deleted records, one of them, and bringing one back. */
  | 'bin'
  | 'bin-show'
  | 'restore'
  /** The values that a filter of this list can take: `[{key, value}]`. */
  | 'filter-options'
  | 'action'
export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** A record as it is shown. */
export type Shown = Record<string, Json>

/** Messages by field, as they are sent. */
export type FieldErrors = Record<string, string[]>

export interface Resource {
  /** Plural, as in paths: the table's name, and the key of its records in a world file. */
  readonly name: string
  /**
   * Another resource, in whose table its records are: folders and files have one numbering. The groups of
   * both then say `within` which are whose.
   */
  readonly table?: string
  /** The key that wraps the attributes in a write: `rfi`. Null when they are not wrapped. */
  readonly wrapper: string | null
  /** What a record belongs to. A record of a project belongs to the project's company too. */
  readonly belongsTo: 'company' | 'project'
  /** A record that hangs below another one. */
  readonly parent?: Parent
  readonly paths: readonly PathGroup[]
  /** In the order in which they are shown, between `id` and the timestamps. */
  readonly fields: Readonly<Record<string, Field>>
  /** No two records of one company (or project, or parent) share these values. */
  readonly unique?: readonly UniqueKey[]
  readonly filters?: Readonly<Record<string, Filter>>
  readonly sorts?: Readonly<Record<string, Sort>>
  /** Such as `-created_at`. Default: as the records were made. */
  readonly defaultSort?: string
  /** Attributes by view, for `view=` and `serializer_view=`; a view that is not named shows all. */
  readonly views?: Readonly<Record<string, readonly string[]>>
  /** What others show of a record when they refer to it: their key, and its attribute here. */
  readonly shownAs?: Readonly<Record<string, string>>
  /** The first id that is given, so that ids of different resources are easy to tell apart. */
  readonly firstId?: number
  /** The section of the fact sheet, for the coverage table; a route may name its own. */
  readonly source: string
  /** Takes `custom_field_N` in a write, and shows `custom_fields`. */
  readonly customFields?: boolean
  /**
   * The class name of its configurable field sets, such as `Rfi::Header`: what a company requires is
   * enforced with `run_configurable_validations` (fact sheet section 3, which lists the tools without).
   */
  readonly configurable?: string
  /** Takes files: shown under `key`, sent as `key[]` of a multipart body or by their ids in `uploads`. */
  readonly attachments?: { readonly key: string; readonly uploads: readonly string[] }
  /**
   * The people among these attributes, and Admins of the tool, are all who see a record whose `private`
   * is true: `['created_by', 'assignees']`.
   */
  readonly privateTo?: readonly string[]
  /** The attribute that makes a record private, where it is not `private`: `is_private`. */
  readonly privateBy?: string
  /**
   * What every company has of it from the start, as input of a write. For resources of a company; they
   * are made when the company first asks for any.
   */
  readonly given?: readonly Readonly<Record<string, Json>>[]
  /** The name that webhooks know it by: `RFIs`. Without it its writes make no events. */
  readonly event?: string
  readonly hooks?: Hooks
}

/** What a record hangs below. */
export interface Parent {
  /** Several when their ids never meet: a change order hangs below any of three kinds of contract. */
  readonly resource: string | readonly string[]
  /** Its name in paths; else it is looked for in the query, then the body. */
  readonly parameter: string
  /**
   * The attribute that names it when a record is made, and shows it after. Then a call need not name
   * it: a list is of the whole scope, and a write says it in its attributes.
   */
  readonly attribute?: string
  /** Some hang below nothing: a cost code of the project itself, and not of a sub job. */
  readonly isOptional?: boolean
}

/** Paths that share how they are reached: where the scope comes from, and who may use them. */
export interface PathGroup {
  /**
   * Where a call belongs. The id is looked for in the path, then the query, then the body: `project_id`
   * or `company_id`. `either`: a project when one is named, else a company. `none`: for no company.
   */
  readonly scope: 'none' | 'company' | 'project' | 'either'
  /** Without a project's id the project is that of a record of the path: of the area of a drawing. */
  readonly projectOf?: { readonly resource: string; readonly parameter: string }
  /** Without an id in path, query and body, the company is the header's. */
  readonly mayUseHeader?: boolean
  /** The tool, at the company or the project, that has to be on; null when none is asked for. */
  readonly tool: string | null
  /** The level that an operation needs, where it differs from `DEFAULT_LEVELS`. */
  readonly levels?: Partial<Readonly<Record<Operation, Level>>>
  /** Calls may leave the company header out (fact sheet section 3: `/me` and `/companies`). */
  readonly headerExempt?: boolean
  /** Where these paths name the record above in another way than the resource says. */
  readonly parent?: Parent
  /** Which records are here, when their own company, project or parent does not tell. */
  readonly within?: (located: Located) => SqlCondition
  readonly routes: readonly RouteRow[]
}

export interface RouteRow {
  readonly method: Method
  /** As in the reference: `/rest/v1.0/projects/{project_id}/rfis/{id}`. */
  readonly path: string
  readonly operation: Operation
  /** The status of a success. Default 200, and 201 for `create`. */
  readonly success?: number
  /** The level this route needs, before the group's. */
  readonly level?: Level
  /** The parameter of the path that names the project that is asked about, for `/projects/{id}`. */
  readonly projectParameter?: string
  /** The parameter of the path that names the record. Default `id`. */
  readonly idParameter?: string
  /** Overrides the resource's, where versions differ: `item` at v1.0, `direct_cost` at v1.1. */
  readonly wrapper?: string | null
  /** Parameters besides the scope that have to be given, in the query or the body: `contract_id`. */
  readonly requires?: readonly string[]
  /** Attributes that a create needs on this route, besides those that the resource requires. */
  readonly requiresFields?: readonly string[]
  /** For `filter-options`: the filter, where it is not the last part of the path. */
  readonly filter?: string
  /** For `sync` and `batch`: where the items stand. Default `updates`, and `data` for `batch`. */
  readonly itemsKey?: string
  /** What a write answers, where it is not the record; a `delete` answers `{}` unless told. */
  readonly answers?: 'record' | 'id' | 'id-and-success' | 'nothing'
  /** How one record is shown on this route, where it differs from the others. Pure. */
  readonly present?: (record: Shown, work: Work) => Json
  /** The odd shape of a list: what stands around the records of the page. Pure. */
  readonly enclose?: (page: readonly Shown[], work: Work) => Json
  /** What a list holds when no filter says: daily logs of today. Null for everything. */
  readonly narrow?: (work: Located) => SqlCondition | Refusal | null
  /** `Idempotency-Token` is documented here: the same token gives the first answer again (section 3). */
  readonly idempotent?: boolean
  readonly source?: string
  /** For `action`: what it does. Returns a response by `jsonReply`, or a refusal. */
  readonly run?: (work: Work) => Result
}

export interface UniqueKey {
  readonly fields: readonly [string, ...string[]]
  readonly within: 'company' | 'project' | 'parent'
  /** What a twin is refused with, where no 409 is documented. Default `duplicate-record`. */
  readonly refusedAs?: FailureId
}

/** True business rules: what no data can say. Each may change `record` before it is stored. */
export interface Hooks {
  /** Sets what follows from other attributes. `input` is what the caller wrote, unwrapped. */
  readonly derive?: (record: Shown, change: Change) => void
  /** What the write breaks, such as `business-rule` with messages by field. Null when all is well. */
  readonly rule?: (record: Shown, change: Change) => Refusal | null
  /** After the row is stored, in the same transaction. */
  readonly stored?: (record: Shown, change: Change) => void
  /** What keeps a record from being deleted: it is locked, or others hang on it. */
  readonly keeps?: (record: Shown, writing: Writing) => Refusal | null
  /** After a record was deleted, in the same transaction: what goes with it. */
  readonly removed?: (record: Shown, writing: Writing) => void
  /** What keeps a record in the recycle bin: what it belongs to is deleted itself. */
  readonly staysDeleted?: (record: Shown, writing: Writing) => Refusal | null
  /** After a record was brought back, in the same transaction. */
  readonly restored?: (record: Shown, writing: Writing) => void
}

export interface Change {
  readonly writing: Writing
  readonly input: Readonly<Record<string, unknown>>
  /** Null when the record is made now. */
  readonly before: Shown | null
}

/** What each operation needs, unless the group says otherwise. Source: fact sheet section 7; delete is assumed. */
export const DEFAULT_LEVELS: Readonly<Record<Operation, Level>> = {
  list: 'Read Only',
  show: 'Read Only',
  create: 'Standard',
  update: 'Standard',
  sync: 'Standard',
  batch: 'Standard',
  delete: 'Admin',
  bin: 'Admin',
  'bin-show': 'Admin',
  restore: 'Admin',
  'filter-options': 'Read Only',
  action: 'Standard',
}

type Usual = Exclude<Operation, 'action' | 'filter-options'>

/**
 * The usual routes of a collection: `list` and `create` on the path, the rest on `path/{id}`.
 *
 * @param options what all of these routes share
 */
export function routesOf(
  path: string,
  operations: readonly Usual[],
  options: Omit<Partial<RouteRow>, 'method' | 'path' | 'operation'> = {},
): RouteRow[] {
  return operations.map((operation) => ({ ...USUAL[operation](path), operation, ...options }))
}

const USUAL: Readonly<Record<Usual, (path: string) => { method: Method; path: string }>> = {
  list: (path: string) => ({ method: 'GET', path }),
  show: (path: string) => ({ method: 'GET', path: `${path}/{id}` }),
  create: (path: string) => ({ method: 'POST', path }),
  update: (path: string) => ({ method: 'PATCH', path: `${path}/{id}` }),
  delete: (path: string) => ({ method: 'DELETE', path: `${path}/{id}` }),
  sync: (path: string) => ({ method: 'PATCH', path: `${path}/sync` }),
  batch: (path: string) => ({ method: 'PATCH', path }),
  bin: (path: string) => ({ method: 'GET', path: `${path}/recycle_bin` }),
  'bin-show': (path: string) => ({ method: 'GET', path: `${path}/recycle_bin/{id}` }),
  restore: (path: string) => ({ method: 'PATCH', path: `${path}/recycle_bin/{id}/restore` }),
}
