/** Answers of the OAuth endpoints, with what can be seen of the request. */
import { printedJson, type Row } from './labelled-case.ts'

const GRANT = 'The provided authorization grant is invalid, expired, revoked'
const seen = (sent: string, status: number, answer: object) =>
  JSON.stringify({
    log: {
      entries: [
        {
          request: {
            method: 'POST',
            url: 'https://login.procore.com/oauth/token',
            headers: [],
            postData: { text: sent },
          },
          response: { status, headers: [], content: { text: JSON.stringify(answer) } },
        },
      ],
    },
  })

export const OAUTH_ERRORS: readonly Row[] = [
  [
    'refresh-token-spent',
    seen('grant_type=refresh_token&refresh_token=x', 400, {
      error: 'invalid_grant',
      error_description: GRANT,
    }),
    '2.2: a refresh was sent',
  ],
  [
    'oauth-code-rejected',
    seen('grant_type=authorization_code&code=x', 400, {
      error: 'invalid_grant',
      error_description: GRANT,
    }),
    '2.2: a code was sent',
  ],
  [
    'oauth-code-rejected',
    seen('{"grant_type":"authorization_code","code":"x"}', 401, { error: 'invalid_grant' }),
    '2.2: older Doorkeeper answers 401',
  ],
  [
    'refresh-reply-lost',
    seen('grant_type=refresh_token&refresh_token=x', 502, {}),
    '2.2: whether it was burned is not known',
  ],
  [
    'oauth-invalid-client',
    printedJson('401', {
      error: 'invalid_client',
      error_description: 'Client authentication failed due to unknown client',
    }),
    '2.2, W6',
  ],
  [
    'oauth-request-malformed',
    printedJson('400', {
      error: 'invalid_request',
      error_description: 'Missing required parameter: code.',
    }),
    '2.2',
  ],
  [
    'oauth-grant-not-allowed',
    printedJson('401', {
      error: 'unauthorized_client',
      error_description: 'The client is not authorized to perform this request using this method.',
    }),
    '2.2',
  ],
  ['oauth-grant-not-allowed', printedJson('400', { error: 'unsupported_grant_type' }), '2.2'],
  [
    'oauth-request-malformed',
    'redirect_uri does not match, login page says the redirect uri is malformed',
    '2.1',
  ],
  ['oauth-grant-not-allowed', 'unsupported_response_type', '2.1'],
  ['consent-denied', 'error=access_denied', '2.1'],
  [
    'consent-denied',
    'http://localhost:3000/callback?error=access_denied&error_description=The+resource+owner+or+authorization+server+denied+the+request.',
    '2.1: the address that the browser ends at',
  ],
  [
    'oauth-grant-not-allowed',
    'http://localhost:3000/callback?error=unsupported_response_type&state=x',
    '2.1: the address that the browser ends at',
  ],
]
