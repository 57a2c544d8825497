/** The screens of the web app: what a person at a browser sees when Procore, or the way to it, fails. */
import type { FailureMode } from '../failure-mode.ts'
import { accountLocked } from './web/account-locked.ts'
import { badRequestPage } from './web/bad-request-page.ts'
import { heavyLoadPage } from './web/heavy-load-page.ts'
import { loginRejected } from './web/login-rejected.ts'
import { maintenancePage } from './web/maintenance-page.ts'
import { malformedLink } from './web/malformed-link.ts'
import { pageNotFound } from './web/page-not-found.ts'
import { permissionDeniedPage } from './web/permission-denied-page.ts'
import { platformNotFound } from './web/platform-not-found.ts'
import { serverErrorPage } from './web/server-error-page.ts'
import { serviceUnavailablePage } from './web/service-unavailable-page.ts'
import { staleSession } from './web/stale-session.ts'
import { uploadTimeoutPage } from './web/upload-timeout-page.ts'

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
