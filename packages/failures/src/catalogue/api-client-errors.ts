/** The API answers 4xx: the request, its token, its rights, its target, its timing or its pace is at fault. */
import type { FailureMode } from '../failure-mode.ts'
import { accessTokenExpired } from './api-client-errors/access-token-expired.ts'
import { accessTokenMissing } from './api-client-errors/access-token-missing.ts'
import { accessTokenRevoked } from './api-client-errors/access-token-revoked.ts'
import { appNotConnected } from './api-client-errors/app-not-connected.ts'
import { batchTooLarge } from './api-client-errors/batch-too-large.ts'
import { businessRule } from './api-client-errors/business-rule.ts'
import { companyHeaderMissing } from './api-client-errors/company-header-missing.ts'
import { duplicateRecord } from './api-client-errors/duplicate-record.ts'
import { invalidValue } from './api-client-errors/invalid-value.ts'
import { malformedJson } from './api-client-errors/malformed-json.ts'
import { missingField } from './api-client-errors/missing-field.ts'
import { originIdTaken } from './api-client-errors/origin-id-taken.ts'
import { permissionTooLow } from './api-client-errors/permission-too-low.ts'
import { projectOutOfScope } from './api-client-errors/project-out-of-scope.ts'
import { rateLimitHourly } from './api-client-errors/rate-limit-hourly.ts'
import { rateLimitSpike } from './api-client-errors/rate-limit-spike.ts'
import { recordLocked } from './api-client-errors/record-locked.ts'
import { requestTimeoutBatch } from './api-client-errors/request-timeout-batch.ts'
import { resourceHidden } from './api-client-errors/resource-hidden.ts'
import { resourceNotFound } from './api-client-errors/resource-not-found.ts'
import { routeUnknown } from './api-client-errors/route-unknown.ts'
import { stateConflict } from './api-client-errors/state-conflict.ts'
import { toolDisabled } from './api-client-errors/tool-disabled.ts'
import { unknownField } from './api-client-errors/unknown-field.ts'
import { unsupportedContentType } from './api-client-errors/unsupported-content-type.ts'
import { wrongEnvironmentToken } from './api-client-errors/wrong-environment-token.ts'

export const apiClientErrorModes: readonly FailureMode[] = [
  malformedJson,
  missingField,
  invalidValue,
  companyHeaderMissing,
  accessTokenMissing,
  accessTokenExpired,
  accessTokenRevoked,
  wrongEnvironmentToken,
  appNotConnected,
  permissionTooLow,
  toolDisabled,
  projectOutOfScope,
  resourceNotFound,
  resourceHidden,
  routeUnknown,
  unknownField,
  unsupportedContentType,
  requestTimeoutBatch,
  duplicateRecord,
  originIdTaken,
  stateConflict,
  batchTooLarge,
  businessRule,
  recordLocked,
  rateLimitHourly,
  rateLimitSpike,
]
