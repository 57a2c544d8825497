/** For each failure, a request that it can happen to: what is sent, with which fault on. Data. */
import { FAILURE_IDS, type FailureId } from '@underpin/failures'
import { APP, COMPANY, grantOfCode, PROJECT, type Tokens } from './platform.ts'
import type { WebVisit } from './web-visits.ts'

export interface Provocation {
  readonly method: string
  readonly path: string
  /** JSON, or a form for the token endpoint. */
  readonly body: object | URLSearchParams | null
  /** Beside those of every call; a page is visited without a bearer. */
  readonly headers?: Readonly<Record<string, string>>
  readonly isVisit?: boolean
  /** Of the fault, beside its id. */
  readonly fault?: object
}

export interface Given {
  readonly tokens: Tokens
  readonly code: string
  /** Of somebody at the sign-in page, and of somebody who is signed in. */
  readonly visit: WebVisit
  readonly sessionCookie: string
}

const API_FAULT = { match: { path: '/rest/*' } }

const createVendor: Provocation = {
  method: 'POST',
  path: '/rest/v1.0/vendors',
  body: { company_id: COMPANY, vendor: { name: 'Round Trip Concrete' } },
  fault: API_FAULT,
}

/** To the storage: a fault answers before the link itself is looked at. */
const putOfPart: Provocation = {
  method: 'PUT',
  path: '/storage/uploads/01M7X5EVJXVKN58TR0CKVF4EAZ/1',
  body: null,
  fault: { match: { path: '/storage/*' } },
}

const refresh = ({ tokens }: Given): Provocation => ({
  method: 'POST',
  path: '/oauth/token',
  body: new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: APP.clientId,
    client_secret: APP.clientSecret,
    refresh_token: tokens.refresh_token,
  }),
})

const exchangeCode = ({ code }: Given): Provocation => ({
  method: 'POST',
  path: '/oauth/token',
  body: new URLSearchParams(grantOfCode(code)),
})

/** A page of the application, by somebody who is signed in. */
const visitPage = ({ sessionCookie }: Given): Provocation => ({
  method: 'GET',
  path: `/${COMPANY}/company/home/list`,
  body: null,
  headers: { cookie: sessionCookie },
  isVisit: true,
})

const sendSignIn = ({ visit }: Given): Provocation => ({
  method: 'POST',
  path: '/login',
  body: visit.signInForm,
  headers: { cookie: visit.cookie },
  isVisit: true,
})

const SPECIAL: Partial<Record<FailureId, (given: Given) => Provocation>> = {
  'oauth-invalid-client': refresh,
  'oauth-request-malformed': refresh,
  'oauth-grant-not-allowed': refresh,
  'refresh-token-spent': refresh,
  'refresh-reply-lost': refresh,
  'oauth-code-rejected': exchangeCode,
  'consent-denied': () => ({
    method: 'GET',
    path: `/oauth/authorize?${new URLSearchParams({
      response_type: 'code',
      client_id: APP.clientId,
      redirect_uri: APP.redirectUri,
      state: 'round-trip',
    })}`,
    body: null,
  }),
  'sync-items-rejected': () => ({
    method: 'PATCH',
    path: '/rest/v1.0/vendors/sync',
    body: {
      company_id: COMPANY,
      updates: [
        { name: 'Good', origin_id: 'round-trip-1' },
        { name: 'Bad', origin_id: 'round-trip-2' },
      ],
    },
  }),
  'date-silently-dropped': () => ({
    method: 'POST',
    path: `/rest/v1.0/projects/${PROJECT}/rfis`,
    body: {
      rfi: {
        subject: 'When?',
        question: { body: 'By when is it needed?' },
        assignee_ids: [7002],
        due_date: '2027-01-15T12:00:00Z',
      },
    },
  }),
  ...Object.fromEntries(FAILURE_IDS.storage.map((id) => [id, () => putOfPart])),
  ...Object.fromEntries(FAILURE_IDS.web.map((id) => [id, visitPage])),
  'malformed-link': (given) => ({ ...visitPage(given), path: `/${PROJECT}/project/rfi/sho` }),
  'login-rejected': sendSignIn,
  'account-locked': sendSignIn,
  'route-unknown': () => ({ method: 'GET', path: '/rest/v1.0/no_such_thing', body: null }),
}

export function provocationOf(id: FailureId, given: Given): Provocation {
  return SPECIAL[id]?.(given) ?? createVendor
}
