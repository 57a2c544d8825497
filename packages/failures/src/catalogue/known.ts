/** What machines judge by, of every mode: the half of the catalogue without its prose. `classify` runs on it. */
import type { KnownMode } from '../failure-mode.ts'
import { API_KNOWN } from './api-known.ts'
import { webKnown } from './web.ts'
import { webhookKnown } from './webhook.ts'

/** In the order of the catalogue: equal fits are ranked by it. */
export const KNOWN: readonly KnownMode[] = [...API_KNOWN, ...webKnown, ...webhookKnown]
