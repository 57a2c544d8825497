/** The API answers 5xx: Procore, or the edge in front of it, failed. */
import type { FailureMode } from '../failure-mode.ts'
import { badGateway } from './api-server-errors/bad-gateway.ts'
import { heavyLoad } from './api-server-errors/heavy-load.ts'
import { maintenance } from './api-server-errors/maintenance.ts'
import { regionalOutage } from './api-server-errors/regional-outage.ts'
import { serverError } from './api-server-errors/server-error.ts'

export const apiServerErrorModes: readonly FailureMode[] = [
  serverError,
  badGateway,
  heavyLoad,
  maintenance,
  regionalOutage,
]
