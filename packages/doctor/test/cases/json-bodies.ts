/** JSON bodies in every shape of the fact sheet, section 6.1, alone and as programs log them. */
import type { Row } from './labelled-case.ts'

const logged = (status: number, body: unknown) => JSON.stringify({ status, body })

export const JSON_BODIES: readonly Row[] = [
  // E1
  ['app-not-connected', '{"errors": ["App is not connected to this company."]}', '6.1 E1'],
  ['permission-too-low', logged(403, { errors: ['User does not have right permissions'] }), 'E1'],
  // E2
  ['access-token-expired', '{"errors":"The access token is invalid"}', '6.1 E2, 6.2; twins'],
  ['access-token-expired', logged(401, { errors: 'Unauthorized token, expired' }), '6.1 E2'],
  ['batch-too-large', logged(413, { errors: 'Too many triggers' }), '6.1 E2: bulk triggers'],
  ['resource-not-found', logged(404, { errors: 'Not Found' }), '6.2; twins'],
  // E3
  ['missing-field', '{"errors":{"assignees":["required"]}}', '6.1 E3: an RFI is created'],
  ['missing-field', logged(422, { errors: { assignees: ['required'] } }), '6.1 E3'],
  [
    'sync-items-rejected',
    JSON.stringify({
      entities: [{ id: 1, name: 'Concrete' }],
      errors: [{ id: 9, errors: { id: ['Entity with this ID not found'] } }],
    }),
    '6.1 E3, 8: sync',
  ],
  [
    'state-conflict',
    logged(409, {
      errors: { base: ['File is checked out'] },
      error_type: 'checked_out',
      file: { id: 5 },
    }),
    '6.1 E3: files',
  ],
  [
    'origin-id-taken',
    logged(422, { errors: { origin_id: ['has already been taken'] } }),
    'error reference: 409; 6.2: 422',
  ],
  ['business-rule', logged(422, { errors: { time_zone: ['is not included in the list'] } }), '3'],
  ['invalid-value', logged(400, { errors: { status: ['is invalid'] } }), '6.2: 400'],
  ['duplicate-record', logged(409, { errors: { email: ['has already been taken'] } }), '6.2: 409'],
  // E4
  ['access-token-missing', '{"error":"Invalid Token"}', '6.1 E4'],
  ['rate-limit-hourly', '{"error":"You have surpassed the max number of requests"}', '5; twins'],
  // E5
  [
    'resource-not-found',
    JSON.stringify({ error: { code: '404', message: 'Not found', details: [] } }),
    '6.1 E5: the code is the top-level HTTP status',
  ],
  [
    'server-error',
    JSON.stringify({ error: { code: '500', message: 'Unexpected error', details: [] } }),
    '6.1 E5: webhooks hooks 500',
  ],
  [
    'invalid-value',
    logged(400, { error: { code: 'bad_request', message: 'company_base_url is invalid' } }),
    '6.1 E5: company_base_url 400',
  ],
  ['rate-limit-hourly', logged(429, { error: { error: 'Too many snapshots' } }), '5: snapshots'],
  // E6
  [
    'duplicate-record',
    logged(409, { message: 'Business already exists', exception: 'Conflict' }),
    '6.1 E6: business_register',
  ],
  ['resource-not-found', logged(404, { message: 'SSOV status not found' }), '6.1 E6'],
  [
    'business-rule',
    logged(422, { message: 'Cost code is invalid', error: 'unprocessable' }),
    '6.1 E6',
  ],
  // E7
  [
    'access-token-expired',
    JSON.stringify({ code: 401, message: 'Unauthorized', fields: '', reason: 'token expired' }),
    '6.1 E7',
  ],
  [
    'project-out-of-scope',
    JSON.stringify({
      code: 401,
      message: 'Company or project is not valid, or user is not an active contact',
    }),
    '6.2: old operations',
  ],
  // E8
  [
    'refresh-token-spent',
    '{"error":"invalid_grant","error_description":"The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client."}',
    '6.1 E8; twins',
  ],
  [
    'oauth-invalid-client',
    '{"error":"invalid_client","error_description":"Client authentication failed due to unknown client"}',
    '2.2',
  ],
  [
    'access-token-expired',
    '{"error":"invalid_token","error_description":"The access token expired"}',
    '2.3',
  ],
  [
    'oauth-grant-not-allowed',
    '{"error":"unsupported_grant_type","error_description":"The authorization grant type is not supported by the authorization server."}',
    '2.2',
  ],
  [
    'oauth-grant-not-allowed',
    '{"error":"unauthorized_client","error_description":"You are not authorized to revoke this token"}',
    '2.4',
  ],
  [
    'consent-denied',
    '{"error":"access_denied","error_description":"The resource owner or authorization server denied the request."}',
    '2.1',
  ],
  ['oauth-request-malformed', '{"error":"invalid_request"}', '2.2'],
  // E9, in a log
  [
    'bad-gateway',
    JSON.stringify({ statusCode: 502, responseBody: '<html><h1>502 Bad Gateway</h1></html>' }),
    '6.1 E9',
  ],
  [
    'heavy-load',
    JSON.stringify({ level: 'error', response: { status: 503, data: { error: 'heavy load' } } }),
    '5: shedding',
  ],
  ['malformed-json', logged(400, { errors: 'unexpected token at line 1' }), 'error reference: 400'],
  [
    'company-header-missing',
    logged(404, { errors: 'Missing Procore-Company-Id header! Each call must carry it.' }),
    '3, W5 #40',
  ],
]
