/** The face of the client. It reads the options, and every call goes down the one road of `send.ts`. */
import { type Answer, callOf, makeCall } from './call.ts'
import { type ListOptions, list } from './list.ts'
import { makeRoad } from './make-road.ts'
import type { CallOptions, ClientOptions, SharedCallOptions, WriteOptions } from './options.ts'
import { targetUrl } from './request-target.ts'
import type { Road } from './road.ts'
import { send } from './send.ts'
import { type SyncOptions, type SyncOutcome, sync } from './sync.ts'
import type {
  AnyPaths,
  CallVerb,
  DataOf,
  EntityOf,
  ItemOf,
  OperationOf,
  PathsOf,
  Verb,
} from './typed-paths.ts'
import type { UploadedFile, UploadOptions } from './upload/upload-options.ts'

type ListOf<Paths> = Paths extends AnyPaths
  ? <T = unknown>(path: string, options?: ListOptions) => AsyncIterableIterator<T>
  : <P extends PathsOf<Paths, 'get'>>(
      path: P,
      options?: ListOptions,
    ) => AsyncIterableIterator<ItemOf<DataOf<OperationOf<Paths, P, 'get'>>>>

type SyncOf<Paths> = Paths extends AnyPaths
  ? <T = unknown>(
      path: string,
      items: Iterable<object>,
      options?: SyncOptions,
    ) => Promise<SyncOutcome<T>>
  : <P extends PathsOf<Paths, 'patch'>>(
      path: P,
      items: Iterable<object>,
      options?: SyncOptions,
    ) => Promise<SyncOutcome<EntityOf<DataOf<OperationOf<Paths, P, 'patch'>>>>>

/**
 * A Procore that keeps standing: every call waits for its turn, carries a token that works, and takes
 * the recovery that the failure catalogue prescribes. One client per app and grant; it may serve any
 * number of companies and callers at once, and two clients share nothing.
 *
 * @typeParam Paths the `paths` of openapi-typescript, for typed paths, queries, bodies and answers.
 */
export class ProcoreClient<Paths = AnyPaths> {
  readonly #road: Road
  readonly get: CallVerb<Paths, 'get'>
  readonly post: CallVerb<Paths, 'post'>
  readonly patch: CallVerb<Paths, 'patch'>
  readonly put: CallVerb<Paths, 'put'>
  readonly delete: CallVerb<Paths, 'delete'>
  /** Every item of a list, page by page. Both a bare array and `{ data: [...] }` are lists. */
  readonly list: ListOf<Paths>
  /** Any number of items through a sync action, in batches of up to 1,000. */
  readonly sync: SyncOf<Paths>

  /** @throws {TypeError | RangeError} when an option is outside of what is documented for it. */
  constructor(options: ClientOptions) {
    const road = makeRoad(options)
    this.#road = road
    const verb = <V extends Verb>(name: V) => {
      const method = name.toUpperCase()
      const call = (path: string, callOptions: CallOptions = {}) => {
        const url = targetUrl(road.apiUrl, path, callOptions.path, callOptions.query)
        return send(road, makeCall(road, method, url, callOptions))
      }
      // Types are checked at the call; down the road every answer is data.
      return refusing(call) as unknown as CallVerb<Paths, V>
    }
    this.get = verb('get')
    this.post = verb('post')
    this.patch = verb('patch')
    this.put = verb('put')
    this.delete = verb('delete')
    const listing = (path: string, listOptions?: ListOptions) => list(road, path, listOptions)
    this.list = listing as unknown as ListOf<Paths>
    const syncing = (path: string, items: Iterable<object>, syncOptions?: SyncOptions) =>
      sync(road, path, items, syncOptions)
    this.sync = syncing as unknown as SyncOf<Paths>
  }

  /**
   * Any request to the API's origin. Its body is read into memory, so that it can be sent again.
   *
   * @throws {TypeError} when it is for another origin: the bearer does not go there.
   */
  async send<T = unknown>(
    request: Request,
    options: SharedCallOptions & WriteOptions = {},
  ): Promise<Answer<T>> {
    const call = await callOf(this.#road, request, options)
    return (await send(this.#road, call)) as Answer<T>
  }

  /**
   * A file of any size, in parts, straight to the storage host. The answer's `uploadId` is what a record
   * is given to attach it: `upload_uuid`, `upload_ids` and the like.
   *
   * @throws {ProcoreError} when it could not be stored whole. `applied` speaks of the whole file.
   * @throws {TypeError | RangeError} when an option is outside of what is documented for it, or the data
   * changes meanwhile: then nothing is there. What the data itself throws when it is read passes through.
   * @throws the signal's reason when the caller aborts it.
   */
  async upload(options: UploadOptions): Promise<UploadedFile> {
    // Loaded when it is needed: most programs never send a file.
    const { upload } = await import('./upload/upload.ts')
    return upload(this.#road, options)
  }
}

/** A mistake in the options rejects, as everything else that goes wrong with a call does. */
function refusing<A extends unknown[], R>(call: (...given: A) => Promise<R>) {
  return (...given: A): Promise<R> => {
    try {
      return call(...given)
    } catch (mistake) {
      return Promise.reject(mistake)
    }
  }
}
