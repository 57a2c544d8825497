/** The way to Procore fails: names, connections, certificates, something in between, or a reply that is lost. */
import type { FailureMode } from '../failure-mode.ts'
import { networkIntercepted, nonJsonErrorBody } from './network/between.ts'
import { connectionRefused, connectTimeout } from './network/connect.ts'
import { dnsFailure, tlsFailure } from './network/establish.ts'
import { connectionReset, responseLost, responseTruncated } from './network/reply.ts'

export const networkModes: readonly FailureMode[] = [
  dnsFailure,
  connectionRefused,
  connectionReset,
  connectTimeout,
  tlsFailure,
  networkIntercepted,
  responseLost,
  responseTruncated,
  nonJsonErrorBody,
]
