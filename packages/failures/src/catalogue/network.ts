/** The way to Procore fails: names, connections, certificates, something in between, or a reply that is lost. */
import type { FailureMode } from '../failure-mode.ts'
import { networkIntercepted, nonJsonErrorBody } from './network/between.ts'
import { connectionRefused, connectTimeout } from './network/connect.ts'
import { dnsFailure, tlsFailure } from './network/establish.ts'
import { connectionReset, responseLost, responseTruncated } from './network/reply.ts'

// A lost reply stands before a reset: where both fit a write alike, taking it for done is the safe half.
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
