/** The screens of the web app: what a person at a browser sees when Procore, or the way to it, fails. */
import type { FailureMode, KnownMode } from '../failure-mode.ts'
import { accountLocked, accountLockedKnown } from './web/account-locked.ts'
import { badRequestPage, badRequestPageKnown } from './web/bad-request-page.ts'
import { heavyLoadPage, heavyLoadPageKnown } from './web/heavy-load-page.ts'
import { loginRejected, loginRejectedKnown } from './web/login-rejected.ts'
import { maintenancePage, maintenancePageKnown } from './web/maintenance-page.ts'
import { malformedLink, malformedLinkKnown } from './web/malformed-link.ts'
import { pageNotFound, pageNotFoundKnown } from './web/page-not-found.ts'
import { permissionDeniedPage, permissionDeniedPageKnown } from './web/permission-denied-page.ts'
import { platformNotFound, platformNotFoundKnown } from './web/platform-not-found.ts'
import { serverErrorPage, serverErrorPageKnown } from './web/server-error-page.ts'
import {
  serviceUnavailablePage,
  serviceUnavailablePageKnown,
} from './web/service-unavailable-page.ts'
import { staleSession, staleSessionKnown } from './web/stale-session.ts'
import { uploadTimeoutPage, uploadTimeoutPageKnown } from './web/upload-timeout-page.ts'

export const webKnown: readonly KnownMode[] = [
  pageNotFoundKnown,
  malformedLinkKnown,
  platformNotFoundKnown,
  uploadTimeoutPageKnown,
  badRequestPageKnown,
  serverErrorPageKnown,
  loginRejectedKnown,
  accountLockedKnown,
  maintenancePageKnown,
  permissionDeniedPageKnown,
  heavyLoadPageKnown,
  serviceUnavailablePageKnown,
  staleSessionKnown,
]

export const webModes: readonly FailureMode[] = [
  pageNotFound,
  malformedLink,
  platformNotFound,
  uploadTimeoutPage,
  badRequestPage,
  serverErrorPage,
  loginRejected,
  accountLocked,
  maintenancePage,
  permissionDeniedPage,
  heavyLoadPage,
  serviceUnavailablePage,
  staleSession,
]
