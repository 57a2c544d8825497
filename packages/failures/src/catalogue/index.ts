/** The failure catalogue: every mode, once, in the order of the surfaces. */
import type { FailureId } from '../failure-id.ts'
import type { FailureMode } from '../failure-mode.ts'
import { apiClientErrorModes } from './api-client-errors.ts'
import { apiServerErrorModes } from './api-server-errors.ts'
import { networkModes } from './network.ts'
import { oauthModes } from './oauth.ts'
import { partialSuccessModes } from './partial-success.ts'
import { storageModes } from './storage.ts'
import { webModes } from './web.ts'
import { webhookModes } from './webhook.ts'

export const CATALOGUE: readonly FailureMode[] = [
  ...oauthModes,
  ...apiClientErrorModes,
  ...apiServerErrorModes,
  ...partialSuccessModes,
  ...storageModes,
  ...networkModes,
  ...webModes,
  ...webhookModes,
]

const BY_ID: ReadonlyMap<string, FailureMode> = new Map(CATALOGUE.map((mode) => [mode.id, mode]))

/** The entry of an id. Every id has one: a test holds that. */
export function failureMode(id: FailureId): FailureMode {
  const mode = BY_ID.get(id)
  if (mode === undefined) throw new Error(`The catalogue has no entry for the failure id ${id}.`)
  return mode
}

/** True for an id of the catalogue: for ids that came from outside. */
export function isFailureId(text: string): text is FailureId {
  return BY_ID.has(text)
}
