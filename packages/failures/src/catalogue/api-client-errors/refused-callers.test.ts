/**
 * Callers that are not known, may not, or see nothing, as they are answered: 401, 403, 404.
 * Bodies and headers are those of the fact sheet (its section in brackets), of the error reference, and
 * of the frameworks that Procore is known to use.
 */
import { expect, it } from 'vitest'
import { classify } from '../../classify.ts'
import { API, CREATE, evidenceOf, get, type SeenAnswer, SHOW_RFI } from './seen-answer.ts'

const TOKEN_LIFE_MS = 5_400_000
const CHALLENGE =
  'Bearer realm="Doorkeeper", error="invalid_token", error_description="The access token is invalid"'

const ANSWERS: readonly SeenAnswer[] = [
  // 401
  {
    name: 'no token on /me [6.1 E4]',
    status: 401,
    body: { error: 'Invalid Token' },
    want: 'access-token-missing',
  },
  {
    name: 'an unknown answer to a call without an Authorization header',
    status: 401,
    body: { errors: 'Unauthorized' },
    request: { method: 'GET', url: SHOW_RFI, headers: { 'procore-company-id': '4001' } },
    want: 'access-token-missing',
  },
  {
    name: 'the documented wording in the envelope that was seen [6.2]',
    status: 401,
    body: { errors: 'The access token is invalid' },
    headers: { 'www-authenticate': CHALLENGE },
    want: 'access-token-expired',
  },
  {
    name: 'the header alone [6.2]',
    status: 401,
    body: '',
    headers: { 'www-authenticate': CHALLENGE },
    want: 'access-token-expired',
  },
  {
    name: 'a 401 with a token of 91 minutes',
    status: 401,
    body: { errors: 'The access token is invalid' },
    tokenAgeMs: TOKEN_LIFE_MS + 60_000,
    want: 'access-token-expired',
  },
  {
    name: 'a silent 401 with a token of 90 minutes',
    status: 401,
    body: '',
    tokenAgeMs: TOKEN_LIFE_MS,
    want: 'access-token-expired',
  },
  {
    name: 'the sentence of Doorkeeper in the envelope of the API [2.2]',
    status: 401,
    body: { errors: 'The access token expired' },
    want: 'access-token-expired',
  },
  {
    name: 'Doorkeeper on an expired token, in the header alone [2.2]',
    status: 401,
    body: { errors: 'Unauthorized' },
    headers: { 'www-authenticate': 'Bearer error_description="The access token expired"' },
    want: 'access-token-expired',
  },
  {
    name: 'Doorkeeper on an expired token [2.2]',
    status: 401,
    body: { error: 'invalid_token', error_description: 'The access token expired' },
    want: 'access-token-expired',
    request: { method: 'GET', url: 'https://login.procore.com/oauth/token/info' },
  },
  {
    name: 'Doorkeeper on a revoked token [2.2]',
    status: 401,
    body: { errors: 'The access token was revoked' },
    want: 'access-token-revoked',
  },
  {
    name: 'Doorkeeper on a revoked token, in the header alone [2.2]',
    status: 401,
    body: { errors: 'Unauthorized' },
    headers: { 'www-authenticate': CHALLENGE.replace('is invalid', 'was revoked') },
    want: 'access-token-revoked',
  },
  {
    name: 'the documented wording for a token of ten minutes',
    status: 401,
    body: { errors: 'The access token is invalid' },
    tokenAgeMs: 600_000,
    want: 'access-token-revoked',
  },
  {
    name: 'a 401 with no body',
    status: 401,
    body: '',
    want: 'access-token-expired',
    isGeneral: true,
  },
  // 403
  {
    name: 'the app is not connected, as in production [6.1 E1]',
    status: 403,
    body: { errors: ['App is not connected to this company.'] },
    want: 'app-not-connected',
  },
  {
    name: 'the app is not connected, as the documentation quotes it',
    status: 403,
    body: 'App is not connected to this company',
    request: CREATE,
    want: 'app-not-connected',
  },
  {
    name: 'the app is not connected, with 401 [6.2]',
    status: 401,
    body: { message: 'App is not connected to this company' },
    want: 'app-not-connected',
  },
  {
    name: 'rights are missing, as a list [6.2]',
    status: 403,
    body: { errors: ['User does not have right permissions'] },
    want: 'permission-too-low',
  },
  {
    name: 'rights are missing, as a string [6.1 E2]',
    status: 403,
    body: { errors: 'You are not authorized to perform this action' },
    want: 'permission-too-low',
  },
  {
    name: 'a 403 with no body',
    status: 403,
    body: '',
    request: CREATE,
    want: 'permission-too-low',
    isGeneral: true,
  },
  {
    name: 'access is denied, without a word of why',
    status: 403,
    body: { error: { code: '403', message: 'Access denied', details: [] } },
    want: 'permission-too-low',
  },
  {
    name: 'a body that names the project',
    status: 403,
    body: { errors: ['User is not a member of this project'] },
    want: 'project-out-of-scope',
  },
  {
    name: 'a body that names the tool',
    status: 403,
    body: { message: 'The RFI tool is disabled in this project' },
    want: 'tool-disabled',
  },
  {
    name: 'old operations say 401 for a user who is no active contact [6.2]',
    status: 401,
    body: { code: 401, message: 'Project is not valid or user is not an active contact' },
    want: 'project-out-of-scope',
  },
  // 404
  {
    name: 'Not Found as a string [6.2]',
    status: 404,
    body: { errors: 'Not Found' },
    want: 'resource-not-found',
  },
  {
    name: 'a message with an exception [6.1 E6]',
    status: 404,
    body: { message: "Couldn't find Rfi with 'id'=9", exception: 'ActiveRecord::RecordNotFound' },
    want: 'resource-not-found',
  },
  {
    name: 'v2 says that it does not exist [6.1 E5]',
    status: 404,
    body: { error: { code: '404', message: 'Project does not exist', details: [] } },
    want: 'resource-not-found',
  },
  {
    name: 'a 404 with no body',
    status: 404,
    body: '',
    request: get(SHOW_RFI),
    want: 'resource-not-found',
    isGeneral: true,
  },
  {
    name: 'an id that was never filled in',
    status: 404,
    body: { errors: 'Not Found' },
    request: { method: 'GET', url: `${API}/rest/v1.0/projects/undefined/rfis` },
    want: 'resource-not-found',
  },
  {
    name: 'an id that was never filled in, and no body',
    status: 404,
    body: '',
    request: get(`${API}/rest/v1.0/projects/5001/rfis/null`),
    want: 'resource-not-found',
  },
  {
    name: 'a method that nobody serves',
    status: 405,
    body: '',
    request: CREATE,
    want: 'route-unknown',
    isGeneral: true,
  },
  {
    name: 'a path without its prefix [3]',
    status: 404,
    body: { status: 404, error: 'Not Found' },
    request: get(`${API}/v1.0/projects`),
    want: 'route-unknown',
  },
  {
    name: 'a version without its second number [3]',
    status: 404,
    body: '',
    request: get(`${API}/rest/v1/projects`),
    want: 'route-unknown',
  },
  {
    name: 'a Rails router',
    status: 404,
    body: { status: 404, error: 'No route matches [GET] "/rest/v1.0/cost_code"' },
    want: 'route-unknown',
  },
]

it.each(ANSWERS)('$status, $name: $want', (answer) => {
  const { want: failure, isGeneral = false } = answer
  expect(classify(evidenceOf(answer))).toMatchObject({ failure, isGeneral })
})
