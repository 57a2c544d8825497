/** Sign-in requests that are wrong in themselves: who asks, what is asked, or whether the person agrees. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'

const SUPPORT_FROM = [
  seedApi('Server errors (5xx)'),
  ours('the same address answers for the API as a whole'),
] as const

export const oauthInvalidClientKnown: KnownMode = {
  id: 'oauth-invalid-client',
  surface: 'oauth',
  status: 401,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  generalFor: [401],
  signatures: [
    {
      statuses: [400, 401],
      text: /\binvalid_client\b|client authentication failed|unknown client/i,
      from: [fact('2.2', 'wild')],
    },
    {
      statuses: [401],
      headers: { 'www-authenticate': /invalid_client/i },
      from: [fact('2.2', 'assumed')],
    },
  ],
}

export const oauthInvalidClient: FailureMode = /* @__PURE__ */ told(oauthInvalidClientKnown, {
  title: 'Procore does not recognise the app that asks to sign in.',
  summary: {
    says: 'The sign-in server does not know this pair of client id and client secret. Either one of them is wrong, or they belong to another Procore environment than the one that was asked.',
    from: [fact('1', 'wild'), fact('2.2', 'wild')],
  },
  wire: {
    status: 401,
    shape: 'E8',
    code: 'invalid_client',
    text: 'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
    headers: { 'WWW-Authenticate': 'Bearer realm="Doorkeeper", error="invalid_client"' },
    from: [fact('2.2', 'wild'), fact('2.2', 'assumed')],
  },
  causes: [
    {
      says: 'Credentials of one environment were sent to the sign-in server of another.',
      tellApart:
        'Compare the login host with the environment that the credentials were made for: production, developer sandbox, monthly sandbox or federal zone.',
      from: [fact('1', 'documented'), fact('1', 'wild')],
    },
    {
      says: 'The client id or secret is mistyped, cut, or still the old one after a new secret was made.',
      tellApart:
        'Compare both with the developer portal, beginning and end; look for blanks and line ends that came along when they were copied.',
      from: [ours('the plain cause of an unknown client')],
    },
    {
      says: 'The credentials were not in the request at all, or not where the server looks for them.',
      tellApart:
        'Look at the names client_id and client_secret in the request that was really sent.',
      from: [fact('2.2', 'wild')],
    },
  ],
  remedies: {
    user: {
      says: 'Tell whoever looks after the integration. There is nothing that you can change.',
      from: [ours('credentials are not in the user’s hands')],
    },
    integration: {
      says: 'Correct the client id, the secret and the login host, so that all three are of one environment. Do not repeat the request before that.',
      from: [fact('1', 'documented'), fact('2.2', 'wild')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until the credentials or the host are corrected.',
    from: [fact('1', 'documented')],
  },
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'The credentials are those of the developer portal, letter by letter, and the environment fits.',
        from: [ours('every known cause is ruled out then')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [
      'The client id (never the secret).',
      'The login host that was called.',
      'The time of the call, with its time zone.',
      'The body of the answer.',
    ],
    from: SUPPORT_FROM,
  },
  from: [fact('1', 'wild'), fact('2.2', 'wild')],
})

export const oauthRequestMalformedKnown: KnownMode = {
  id: 'oauth-request-malformed',
  surface: 'oauth',
  status: 400,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  generalFor: [400],
  signatures: [
    {
      surface: 'oauth',
      text: /\binvalid_request\b|missing (?:a )?required parameter|redirect uri (?:is|included)|\binvalid_redirect_uri\b|otherwise malformed/i,
      statuses: [200, 400, 401, 422],
      from: [fact('2.1', 'assumed'), fact('2.2', 'assumed')],
    },
    {
      text: /redirect[ _]uri is malformed|redirect[ _]uri\b.{0,20}(?:\bnot|n['’]?t) match|redirect[ _]uri mismatch|is missing a required parameter, includes|missing required parameter: (?:code|grant_type|client_id|client_secret|redirect_uri|refresh_token|response_type)\b/i,
      statuses: [400, 401, 422],
      from: [fact('2.1', 'assumed'), ours('wordings that no other surface has')],
    },
  ],
}

export const oauthRequestMalformed: FailureMode = /* @__PURE__ */ told(oauthRequestMalformedKnown, {
  title: 'The sign-in request is incomplete or wrongly put.',
  summary: {
    says: 'The sign-in server could not make sense of the request: a parameter is missing, is there twice, or has a value that is not allowed. An unknown redirect address is refused so too.',
    from: [fact('2.1', 'assumed'), fact('2.2', 'assumed')],
  },
  wire: {
    status: 400,
    shape: 'E8',
    code: 'invalid_request',
    text: 'The request is missing a required parameter, includes an unsupported parameter value, or is otherwise malformed.',
    variants: {
      // Newer Doorkeepers name what is missing.
      'missing-parameter': { text: 'Missing required parameter: {name}.' },
      'redirect-mismatch': {
        code: 'invalid_redirect_uri',
        text: "The requested redirect uri is malformed or doesn't match client redirect URI.",
      },
    },
    from: [fact('2.2', 'assumed')],
  },
  causes: [
    {
      says: 'A required parameter is missing, or the body is of a type that the server does not read.',
      tellApart:
        'Compare the body that was sent with the list for its grant type: form, multipart and JSON bodies are read, a query string is not promised to be.',
      from: [fact('2.2', 'documented')],
    },
    {
      says: 'The redirect address is not registered for this app.',
      tellApart:
        'Compare it with the developer portal letter by letter; plain http is taken for localhost only, and a slash at the end counts.',
      from: [fact('2.1', 'documented'), fact('2.1', 'wild')],
    },
  ],
  remedies: {
    user: {
      says: 'Tell whoever looks after the integration. There is nothing that you can change.',
      from: [ours('the request is written by the integration')],
    },
    integration: {
      says: 'Add or correct the parameters, and register the redirect address exactly as it is sent. Do not repeat the request before that.',
      from: [fact('2.1', 'documented'), fact('2.2', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until the request is corrected.',
    from: [fact('2.2', 'assumed')],
  },
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'The request is the one of the documentation, and is refused all the same.',
        from: [ours('the request is not at fault then')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [
      'The client id, and the names of the parameters that were sent (no secret, no code).',
      'The redirect address.',
      'The time of the call, with its time zone.',
      'The body of the answer.',
    ],
    from: SUPPORT_FROM,
  },
  from: [fact('2.1', 'assumed'), fact('2.2', 'assumed')],
})

export const oauthGrantNotAllowedKnown: KnownMode = {
  id: 'oauth-grant-not-allowed',
  surface: 'oauth',
  status: 401,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  generalFor: [403],
  signatures: [
    {
      text: /\bunauthorized_client\b|\bunsupported[ _](?:grant|response)[ _]type\b|grant type is not supported|not authorized to (?:perform this request|revoke)/i,
      statuses: [400, 401, 403],
      from: [fact('2.2', 'assumed'), fact('2.4', 'assumed')],
    },
    {
      statuses: [302, 303],
      headers: { location: /[?&]error=(?:unauthorized_client|unsupported_response_type)\b/ },
      from: [fact('2.1', 'assumed')],
    },
  ],
}

export const oauthGrantNotAllowed: FailureMode = /* @__PURE__ */ told(oauthGrantNotAllowedKnown, {
  title: 'This app may not sign in in this way.',
  summary: {
    says: 'The app is known, but the kind of sign-in that it asked for is not open to it, or does not exist. A token that belongs to another app cannot be revoked by it either.',
    from: [fact('2.2', 'assumed'), fact('2.4', 'assumed')],
  },
  wire: {
    status: 401,
    shape: 'E8',
    code: 'unauthorized_client',
    text: 'The client is not authorized to perform this request using this method.',
    variants: {
      'unsupported-grant-type': {
        status: 400,
        code: 'unsupported_grant_type',
        text: 'The authorization grant type is not supported by the authorization server.',
      },
      'unsupported-response-type': {
        code: 'unsupported_response_type',
        text: 'The authorization server does not support this response type.',
      },
      revoke: { status: 403, text: 'You are not authorized to revoke this token' },
    },
    from: [fact('2.2', 'assumed')],
  },
  causes: [
    {
      says: 'The app was not made for this grant: for client credentials it needs a service account in its manifest.',
      tellApart: 'Look at the app’s manifest in the developer portal for the grant that is asked.',
      from: [fact('2.5', 'documented'), ours('which setting opens the grant')],
    },
    {
      says: 'The name of the grant is misspelt, or is one that Procore does not have.',
      tellApart:
        'The code is unsupported_grant_type; Procore has authorization_code, refresh_token and client_credentials.',
      from: [fact('2', 'documented')],
    },
    {
      says: 'The app tried to revoke a token that was issued to another app.',
      tellApart: 'The call was to /oauth/revoke, and the status is 403.',
      from: [fact('2.4', 'assumed')],
    },
  ],
  remedies: {
    user: {
      says: 'Tell whoever looks after the integration. There is nothing that you can change.',
      from: [ours('the grant is chosen by the integration')],
    },
    integration: {
      says: 'Use a grant that the app is made for, or add the missing one to the app in the developer portal. Do not repeat the request before that.',
      from: [fact('2', 'documented'), fact('2.5', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until the app or the request is changed.',
    from: [fact('2.2', 'assumed')],
  },
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'The developer portal shows the grant for this app, and it is refused all the same.',
        from: [ours('the app is not at fault then')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [
      'The client id and the grant type.',
      'The time of the call, with its time zone.',
      'The body of the answer.',
    ],
    from: SUPPORT_FROM,
  },
  from: [fact('2.2', 'assumed'), fact('2.4', 'assumed')],
})

export const consentDeniedKnown: KnownMode = {
  id: 'consent-denied',
  surface: 'oauth',
  status: 302,
  party: 'user',
  applied: 'no',
  recovery: 'reauthenticate',
  signatures: [
    {
      statuses: [302, 303],
      headers: { location: /[?&#]error=access_denied\b/ },
      from: [fact('2.1', 'assumed')],
    },
    {
      path: /[?&#]error=access_denied\b/,
      from: [fact('2.1', 'assumed'), ours('the address that the browser was sent back to')],
    },
    {
      text: /resource owner (?:or authorization server )?denied|\baccess_denied\b|\bconsent\b.{0,40}\b(?:den(?:y|ied)|refused|declined)|\b(?:den(?:y|ied)|refused|declined)\b.{0,30}\bconsent/i,
      statuses: [200, 400, 401, 403],
      surface: 'oauth',
      from: [fact('2.1', 'assumed')],
    },
  ],
}

export const consentDenied: FailureMode = /* @__PURE__ */ told(consentDeniedKnown, {
  title: 'The sign-in was stopped: access was not allowed.',
  summary: {
    says: 'Procore asked whether the integration may act for this person, and the answer was no. Nothing was connected and nothing was changed.',
    from: [fact('2.1', 'assumed')],
  },
  wire: {
    status: 302,
    shape: 'empty',
    text: '',
    headers: {
      Location:
        '{redirectUri}?error=access_denied&error_description=The+resource+owner+or+authorization+server+denied+the+request.&state={state}',
    },
    from: [fact('2.1', 'assumed')],
  },
  causes: [
    {
      says: 'The person chose not to allow the access.',
      tellApart: 'Ask the person.',
      from: [fact('2.1', 'assumed')],
    },
    {
      says: 'The person did not know the integration, or was signed in as somebody else.',
      tellApart: 'Ask which name stood at the top of the page that asked.',
      from: [ours('the usual reasons for a no')],
    },
  ],
  remedies: {
    user: {
      says: 'Start the sign-in again and choose Allow, if you did want to connect it. If not, there is nothing to do.',
      from: [fact('2.1', 'documented')],
    },
    integration: {
      says: 'Show that nothing was connected, and offer to start again. Do not send the person back to the question by yourself.',
      from: [ours('a no is an answer')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until the person starts the sign-in again and allows it.',
    from: [fact('2.1', 'assumed')],
  },
  escalation: {
    afterMs: null,
    when: [],
    to: 'nobody',
    evidence: [],
    from: [ours('a person’s decision is no fault')],
  },
  from: [fact('2.1', 'assumed')],
})
