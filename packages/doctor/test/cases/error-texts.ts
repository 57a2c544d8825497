/** Error texts as Procore sends or documents them, word for word. */
import type { Row } from './labelled-case.ts'

export const ERROR_TEXTS: readonly Row[] = [
  ['app-not-connected', 'App is not connected to this company', 'error reference, patterns'],
  ['app-not-connected', 'App is not connected to this company.', 'fact sheet 6.2'],
  ['access-token-expired', 'The access token is invalid', 'error reference, patterns; twins'],
  ['access-token-expired', 'The access token expired', 'fact sheet 2.2'],
  ['access-token-revoked', 'The access token was revoked', 'fact sheet 2.2'],
  ['access-token-missing', 'Invalid Token', 'fact sheet 6.1 E4'],
  ['refresh-token-spent', 'The refresh token is invalid', 'error reference, patterns'],
  [
    'refresh-token-spent',
    'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
    'fact sheet 2.2 (a refresh in the report); twins',
  ],
  ['refresh-token-spent', 'invalid_grant', 'fact sheet 2.2; twins'],
  [
    'company-header-missing',
    'Missing Procore-Company-Id header!',
    'fact sheet 3, its documented beginning',
  ],
  [
    'rate-limit-hourly',
    'You have surpassed the max number of requests for an hour. Please wait until your limit resets.',
    'fact sheet 5; twins',
  ],
  [
    'rate-limit-hourly',
    'You have surpassed the max number of requests for your rate limit',
    'fact sheet 5, W7; twins',
  ],
  ['sync-items-rejected', 'Entity with this ID not found', 'fact sheet 8'],
  ['heavy-load-page', 'This website is under heavy load.', 'web error page'],
  ['permission-denied-page', 'Permission denied, sorry', 'web error page'],
  ['platform-not-found', 'page cannot be found', 'fact sheet 12: the unformatted 404'],
  [
    'oauth-invalid-client',
    'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
    'fact sheet 2.2',
  ],
  ['oauth-invalid-client', 'invalid_client', 'fact sheet 2.2'],
  [
    'consent-denied',
    'The resource owner or authorization server denied the request.',
    'fact sheet 2.1',
  ],
  [
    'oauth-request-malformed',
    "The requested redirect uri is malformed or doesn't match client redirect URI.",
    'fact sheet 2.1',
  ],
  ['oauth-request-malformed', 'Missing required parameter: code.', 'fact sheet 2.2'],
  [
    'oauth-grant-not-allowed',
    'The authorization grant type is not supported by the authorization server.',
    'fact sheet 2.2',
  ],
  ['oauth-grant-not-allowed', 'You are not authorized to revoke this token', 'fact sheet 2.4'],
  ['permission-too-low', 'User does not have right permissions', 'fact sheet 6.2; twins'],
  ['invalid-value', '400 Can not create due to errors', 'fact sheet 6.2: model validation'],
  ['invalid-value', 'HTTP 400: must be a range', 'fact sheet 4: daily logs'],
  [
    'maintenance-page',
    'Procore scheduled a designated maintenance period. Procore will be back online shortly!',
    'web error page, scheduled maintenance',
  ],
  ['account-locked', 'Your account has been locked', 'web error page, account locked'],
]
