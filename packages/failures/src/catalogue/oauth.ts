/** Signing in goes wrong: the app's credentials, a code, a refresh token, or a person who says no. */
import type { FailureMode, KnownMode } from '../failure-mode.ts'
import {
  oauthCodeRejected,
  oauthCodeRejectedKnown,
  refreshReplyLost,
  refreshReplyLostKnown,
  refreshTokenSpent,
  refreshTokenSpentKnown,
} from './oauth/grant.ts'
import {
  consentDenied,
  consentDeniedKnown,
  oauthGrantNotAllowed,
  oauthGrantNotAllowedKnown,
  oauthInvalidClient,
  oauthInvalidClientKnown,
  oauthRequestMalformed,
  oauthRequestMalformedKnown,
} from './oauth/request.ts'

// A refused grant with nothing known of what was sent is likelier a refresh: every session refreshes
// many times, and exchanges a code once. Equal fits are ranked in this order.
export const oauthKnown: readonly KnownMode[] = [
  refreshTokenSpentKnown,
  oauthCodeRejectedKnown,
  refreshReplyLostKnown,
  oauthInvalidClientKnown,
  oauthRequestMalformedKnown,
  oauthGrantNotAllowedKnown,
  consentDeniedKnown,
]

export const oauthModes: readonly FailureMode[] = [
  refreshTokenSpent,
  oauthCodeRejected,
  refreshReplyLost,
  oauthInvalidClient,
  oauthRequestMalformed,
  oauthGrantNotAllowed,
  consentDenied,
]
