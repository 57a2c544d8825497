/** What machines judge by, of the modes that a program can meet which calls the API. The client bundles this. */
import type { KnownMode } from '../failure-mode.ts'
import { apiClientErrorKnown } from './api-client-errors.ts'
import { apiServerErrorKnown } from './api-server-errors.ts'
import { networkKnown } from './network.ts'
import { oauthKnown } from './oauth.ts'
import { partialSuccessKnown } from './partial-success.ts'
import { storageKnown } from './storage.ts'

export const API_KNOWN: readonly KnownMode[] = [
  ...oauthKnown,
  ...apiClientErrorKnown,
  ...apiServerErrorKnown,
  ...partialSuccessKnown,
  ...storageKnown,
  ...networkKnown,
]
