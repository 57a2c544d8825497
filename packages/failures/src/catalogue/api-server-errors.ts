/** The API answers 5xx: Procore, or the edge in front of it, failed. */
import type { FailureMode, KnownMode } from '../failure-mode.ts'
import { badGateway, badGatewayKnown } from './api-server-errors/bad-gateway.ts'
import { heavyLoad, heavyLoadKnown } from './api-server-errors/heavy-load.ts'
import { maintenance, maintenanceKnown } from './api-server-errors/maintenance.ts'
import { regionalOutage, regionalOutageKnown } from './api-server-errors/regional-outage.ts'
import { serverError, serverErrorKnown } from './api-server-errors/server-error.ts'

export const apiServerErrorKnown: readonly KnownMode[] = [
  serverErrorKnown,
  badGatewayKnown,
  heavyLoadKnown,
  maintenanceKnown,
  regionalOutageKnown,
]

export const apiServerErrorModes: readonly FailureMode[] = [
  serverError,
  badGateway,
  heavyLoad,
  maintenance,
  regionalOutage,
]
