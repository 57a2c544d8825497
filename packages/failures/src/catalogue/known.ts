/**
 * What machines judge by, of every mode: the half of the catalogue without its prose. `classify` runs on
 * it, and the client bundles the part of it that an API client can meet.
 */
import type { KnownMode } from '../failure-mode.ts'
import { apiClientErrorKnown } from './api-client-errors.ts'
import { apiServerErrorKnown } from './api-server-errors.ts'
import { networkKnown } from './network.ts'
import { oauthKnown } from './oauth.ts'
import { partialSuccessKnown } from './partial-success.ts'
import { storageKnown } from './storage.ts'
import { webKnown } from './web.ts'
import { webhookKnown } from './webhook.ts'

/** What a program can meet that calls the API. */
export const API_KNOWN: readonly KnownMode[] = [
  ...oauthKnown,
  ...apiClientErrorKnown,
  ...apiServerErrorKnown,
  ...partialSuccessKnown,
  ...storageKnown,
  ...networkKnown,
]

/** In the order of the catalogue: equal fits are ranked by it. */
export const KNOWN: readonly KnownMode[] = [...API_KNOWN, ...webKnown, ...webhookKnown]
