/** A Procore client that survives what Procore does. Stores that need Node are in `@underpin/client/node`. */
export {
  type Auth,
  type AuthorizationUrlOptions,
  authorizationCode,
  authorizationUrl,
  clientCredentials,
  refreshToken,
} from './auth/grants.ts'
export { readRedirect } from './auth/redirect.ts'
export {
  type Grant,
  type LostGrant,
  memoryStore,
  type PresentingGrant,
  type ReadyGrant,
  type StoredGrant,
  type TokenStore,
} from './auth/token-store.ts'
export type { Answer } from './call.ts'
export {
  type Addresses,
  addressesOf,
  type Environment,
  type EnvironmentName,
} from './environment.ts'
export { type AttemptRecord, isProcoreError, type PartialSync, ProcoreError } from './errors.ts'
export type { ClientEvent, EventListener } from './events.ts'
export type { ListOptions } from './list.ts'
export type {
  CallBody,
  CallOptions,
  ClientOptions,
  CompanyId,
  RetryOptions,
  SharedCallOptions,
  WriteOptions,
} from './options.ts'
export { ProcoreClient } from './procore-client.ts'
export type { Explain } from './raise.ts'
export type { CustomLook } from './recovery/reconcile.ts'
export type { PathParameters, Query, QueryValue } from './request-target.ts'
export type { SyncOptions, SyncOutcome } from './sync.ts'
export type { SyncItem, SyncItemError } from './sync-errors.ts'
export type { AnyPaths } from './typed-paths.ts'
export type { UploadSource } from './upload/source.ts'
export type {
  UploadData,
  UploadedFile,
  UploadGeneration,
  UploadOptions,
  UploadProgress,
} from './upload/upload-options.ts'
