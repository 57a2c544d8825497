/** Texts of screens in the browser, as pages and as people copy them. */
import { printed, type Row } from './labelled-case.ts'

const page = (title: string, text: string) =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`

export const WEB_SCREENS: readonly Row[] = [
  [
    'page-not-found',
    'The requested web page/file does not exist. It may have been moved, renamed or deleted.',
    'web error page: 404',
  ],
  [
    'upload-timeout-page',
    'Request Timeout. You are attempting to upload an excessively large file.',
    'web error page: 408',
  ],
  [
    'bad-request-page',
    page('422', 'Bad Request. The server cannot or will not process the request.'),
    'web error page: 422',
  ],
  [
    'server-error-page',
    page('500', 'Internal Server Error. An unexpected condition occurred.'),
    'web error page: 500',
  ],
  [
    'account-locked',
    'You have tried to log in to Procore three times unsuccessfully. Your account is locked.',
    'web error page: account locked',
  ],
  [
    'maintenance-page',
    page(
      'Scheduled Maintenance',
      'Please be patient during this temporary interruption of service.',
    ),
    'web error page: scheduled maintenance',
  ],
  ['permission-denied-page', page('Permission denied, sorry', ''), 'web error page'],
  ['heavy-load-page', page('Procore', 'This website is under heavy load.'), 'web error page'],
  [
    'platform-not-found',
    'HTTP/1.1 404 Not Found\ncontent-type: text/html\n\n<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><hr><center>nginx</center></body></html>',
    'web error page: the unformatted 404',
  ],
  [
    'platform-not-found',
    'The page cannot be found. The page you are looking for might have been removed.',
    'web error page: the unformatted 404',
  ],
  [
    'service-unavailable-page',
    page('503', 'The service is temporarily unavailable. Try again in a few minutes.'),
    'guide to error 503',
  ],
  [
    'stale-session',
    printed('302', { location: 'https://login.procore.com/?return_to=%2F4001' }, ''),
    'fact sheet 12: the browser is sent to sign in',
  ],
  ['stale-session', 'Your session has expired. Log in again.', 'fact sheet 12'],
  ['login-rejected', 'The email address or password you entered is incorrect.', 'fact sheet 12'],
  ['login-rejected', page('Log In', 'Invalid email or password.'), 'fact sheet 12'],
]
