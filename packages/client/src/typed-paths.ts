/**
 * Types of the calls. With the `paths` of openapi-typescript as the client's type parameter, paths,
 * path parameters, queries, bodies and answers are checked; without it, any path goes.
 */
import type { Answer } from './call.ts'
import type { CallBody, CallOptions } from './options.ts'
import type { PathParameters, Query } from './request-target.ts'

declare const anyPath: unique symbol
/** The default: any path, and data of the type that the call names. */
export interface AnyPaths {
  readonly [anyPath]: true
}

export type Verb = 'get' | 'post' | 'patch' | 'put' | 'delete'

/** The paths that have this verb. */
export type PathsOf<Paths, V extends Verb> = {
  [P in keyof Paths]: OperationOf<Paths, P, V> extends never ? never : P
}[keyof Paths] &
  string

/** `get`, `post` and the others. */
export type CallVerb<Paths, V extends Verb> = Paths extends AnyPaths
  ? <T = unknown>(path: string, options?: CallOptions) => Promise<Answer<T>>
  : <P extends PathsOf<Paths, V>>(
      path: P,
      ...options: Arguments<TypedOptions<OperationOf<Paths, P, V>>>
    ) => Promise<Answer<DataOf<OperationOf<Paths, P, V>>>>

/** What an operation of a path takes, besides the options that every call has. */
export type TypedOptions<Operation> = Omit<CallOptions, 'path' | 'query' | 'body'> &
  Part<'path', Params<Operation, 'path'>, PathParameters> &
  Part<'query', Params<Operation, 'query'>, Query> &
  BodyPart<Operation>

/** JSON of the 2xx answers; null when there is none. */
export type DataOf<Operation> = Operation extends { responses: infer Responses }
  ? JsonOf<Responses[keyof Responses & Success]>
  : unknown

/** The items of a list: of a bare array, or of `{ data: [...] }`. */
export type ItemOf<Data> = Data extends readonly (infer Item)[]
  ? Item
  : Data extends { data: readonly (infer Item)[] }
    ? Item
    : unknown

/** The entities of a sync action. */
export type EntityOf<Data> = Data extends { entities?: readonly (infer Entity)[] }
  ? Entity
  : unknown

export type OperationOf<Paths, P extends keyof Paths, V extends Verb> = Paths[P] extends {
  [K in V]: infer Operation
}
  ? [Operation] extends [undefined]
    ? never
    : Operation & PathLevel<Paths[P]>
  : never

/** Parameters may stand beside the verbs, for all of them. */
type PathLevel<Item> = Item extends { parameters: infer Shared } ? { shared: Shared } : unknown

type Params<Operation, In extends 'path' | 'query'> =
  | ParamsIn<Operation extends { parameters: infer Own } ? Own : never, In>
  | ParamsIn<Operation extends { shared: infer Shared } ? Shared : never, In>

type ParamsIn<Parameters, In extends string> = Parameters extends { [K in In]?: infer Given }
  ? Exclude<Given, undefined>
  : never

type Part<Name extends string, Given, Fallback> = [Given] extends [never]
  ? { readonly [K in Name]?: Name extends 'query' ? Fallback : never }
  : Record<never, never> extends Given
    ? { readonly [K in Name]?: Given }
    : { readonly [K in Name]: Given }

type BodyPart<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? { readonly body: BodyIn<Content> }
  : Operation extends { requestBody?: infer Optional }
    ? Exclude<Optional, undefined> extends { content: infer Content }
      ? { readonly body?: BodyIn<Content> }
      : { readonly body?: never }
    : { readonly body?: never }

/** Forms are written by hand: their generated type says nothing of `FormData`. */
type BodyIn<Content> =
  | Content[keyof Content]
  | ('multipart/form-data' extends keyof Content ? Extract<CallBody, FormData> : never)

type Success = 200 | 201 | 202 | 203 | 204 | 206 | 207

type JsonOf<Answers> = Answers extends { content: infer Content }
  ? Content extends { 'application/json': infer Json }
    ? Json
    : unknown
  : null

/** The options may be left out when none of them is needed. */
export type Arguments<Options> =
  Record<never, never> extends Options ? [options?: Options] : [options: Options]
