/** The API answers 4xx: the request, its token, its rights, its target, its timing or its pace is at fault. */
import type { FailureMode } from '../failure-mode.ts'
import { accessErrorModes } from './api-client-errors/access.ts'
import { conflictErrorModes } from './api-client-errors/conflict.ts'
import { existenceErrorModes } from './api-client-errors/existence.ts'
import { rateLimitModes } from './api-client-errors/rate-limit.ts'
import { requestErrorModes } from './api-client-errors/request.ts'
import { tokenErrorModes } from './api-client-errors/token.ts'

export const apiClientErrorModes: readonly FailureMode[] = [
  ...requestErrorModes,
  ...tokenErrorModes,
  ...accessErrorModes,
  ...existenceErrorModes,
  ...conflictErrorModes,
  ...rateLimitModes,
]
