/** The API answers 4xx: the request, its token, its rights, its target, its timing or its pace is at fault. */
import type { FailureMode, KnownMode } from '../failure-mode.ts'
import {
  accessTokenExpired,
  accessTokenExpiredKnown,
} from './api-client-errors/access-token-expired.ts'
import {
  accessTokenMissing,
  accessTokenMissingKnown,
} from './api-client-errors/access-token-missing.ts'
import {
  accessTokenRevoked,
  accessTokenRevokedKnown,
} from './api-client-errors/access-token-revoked.ts'
import { appNotConnected, appNotConnectedKnown } from './api-client-errors/app-not-connected.ts'
import { batchTooLarge, batchTooLargeKnown } from './api-client-errors/batch-too-large.ts'
import { businessRule, businessRuleKnown } from './api-client-errors/business-rule.ts'
import {
  companyHeaderMissing,
  companyHeaderMissingKnown,
} from './api-client-errors/company-header-missing.ts'
import { duplicateRecord, duplicateRecordKnown } from './api-client-errors/duplicate-record.ts'
import { invalidValue, invalidValueKnown } from './api-client-errors/invalid-value.ts'
import { malformedJson, malformedJsonKnown } from './api-client-errors/malformed-json.ts'
import { missingField, missingFieldKnown } from './api-client-errors/missing-field.ts'
import { originIdTaken, originIdTakenKnown } from './api-client-errors/origin-id-taken.ts'
import { permissionTooLow, permissionTooLowKnown } from './api-client-errors/permission-too-low.ts'
import {
  projectOutOfScope,
  projectOutOfScopeKnown,
} from './api-client-errors/project-out-of-scope.ts'
import { rateLimitHourly, rateLimitHourlyKnown } from './api-client-errors/rate-limit-hourly.ts'
import { rateLimitSpike, rateLimitSpikeKnown } from './api-client-errors/rate-limit-spike.ts'
import { recordLocked, recordLockedKnown } from './api-client-errors/record-locked.ts'
import {
  requestTimeoutBatch,
  requestTimeoutBatchKnown,
} from './api-client-errors/request-timeout-batch.ts'
import { resourceHidden, resourceHiddenKnown } from './api-client-errors/resource-hidden.ts'
import { resourceNotFound, resourceNotFoundKnown } from './api-client-errors/resource-not-found.ts'
import { routeUnknown, routeUnknownKnown } from './api-client-errors/route-unknown.ts'
import { stateConflict, stateConflictKnown } from './api-client-errors/state-conflict.ts'
import { toolDisabled, toolDisabledKnown } from './api-client-errors/tool-disabled.ts'
import { unknownField, unknownFieldKnown } from './api-client-errors/unknown-field.ts'
import {
  unsupportedContentType,
  unsupportedContentTypeKnown,
} from './api-client-errors/unsupported-content-type.ts'
import {
  wrongEnvironmentToken,
  wrongEnvironmentTokenKnown,
} from './api-client-errors/wrong-environment-token.ts'

export const apiClientErrorKnown: readonly KnownMode[] = [
  malformedJsonKnown,
  missingFieldKnown,
  invalidValueKnown,
  companyHeaderMissingKnown,
  accessTokenMissingKnown,
  accessTokenExpiredKnown,
  accessTokenRevokedKnown,
  wrongEnvironmentTokenKnown,
  appNotConnectedKnown,
  permissionTooLowKnown,
  toolDisabledKnown,
  projectOutOfScopeKnown,
  resourceNotFoundKnown,
  resourceHiddenKnown,
  routeUnknownKnown,
  unknownFieldKnown,
  unsupportedContentTypeKnown,
  requestTimeoutBatchKnown,
  duplicateRecordKnown,
  originIdTakenKnown,
  stateConflictKnown,
  batchTooLargeKnown,
  businessRuleKnown,
  recordLockedKnown,
  rateLimitHourlyKnown,
  rateLimitSpikeKnown,
]

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
