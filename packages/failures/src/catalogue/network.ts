/** The way to Procore fails: names, connections, certificates, something in between, or a reply that is lost. */
import type { FailureMode, KnownMode } from '../failure-mode.ts'
import {
  networkIntercepted,
  networkInterceptedKnown,
  nonJsonErrorBody,
  nonJsonErrorBodyKnown,
} from './network/between.ts'
import {
  connectionRefused,
  connectionRefusedKnown,
  connectTimeout,
  connectTimeoutKnown,
} from './network/connect.ts'
import { dnsFailure, dnsFailureKnown, tlsFailure, tlsFailureKnown } from './network/establish.ts'
import {
  connectionReset,
  connectionResetKnown,
  responseLost,
  responseLostKnown,
  responseTruncated,
  responseTruncatedKnown,
} from './network/reply.ts'

// A lost reply stands before a reset: where both fit a write alike, taking it for done is the safe half.
export const networkKnown: readonly KnownMode[] = [
  dnsFailureKnown,
  connectionRefusedKnown,
  connectTimeoutKnown,
  tlsFailureKnown,
  networkInterceptedKnown,
  responseLostKnown,
  connectionResetKnown,
  responseTruncatedKnown,
  nonJsonErrorBodyKnown,
]

export const networkModes: readonly FailureMode[] = [
  dnsFailure,
  connectionRefused,
  connectTimeout,
  tlsFailure,
  networkIntercepted,
  responseLost,
  connectionReset,
  responseTruncated,
  nonJsonErrorBody,
]
