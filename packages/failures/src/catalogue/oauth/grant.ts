/**
 * Grants that are refused, or whose answer is lost. A refresh token works once: a refresh call spends it
 * even when its answer never arrives, which is why none of these is ever repeated.
 */
import type { FailureMode, KnownMode, Signature, Wire } from '../../failure-mode.ts'
import { CODE_GRANT, REFRESH_GRANT } from '../../grant-sent.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { MINUTE_MS } from '../time-units.ts'
import { told } from '../told.ts'

const AT_REFRESH = 'Common error patterns, The refresh token is invalid'

const INVALID_GRANT: Signature = {
  statuses: [400, 401],
  text: /\binvalid_grant\b|authorization grant is invalid|refresh[ _]token is (?:invalid|expired|revoked)/i,
  from: [fact('2.2', 'wild'), seedApi(AT_REFRESH)],
}

const INVALID_GRANT_WIRE: Wire = {
  status: 400,
  shape: 'E8',
  code: 'invalid_grant',
  text: 'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.',
  from: [
    fact('2.2', 'wild'),
    fact('14, question 4', 'assumed'),
    ours('the status is 400 or 401; 400 is what newer Doorkeeper answers'),
  ],
}

const GRANT_QUESTION =
  'Which grant_type did the call send: refresh_token (the refresh token is spent) or authorization_code (the code was refused)?'

const SIGN_IN_AGAIN_EVIDENCE = [
  'The client id (never the secret).',
  'The time of the call, with its time zone.',
  'The grant type, and the host that it was sent to.',
  'The body of the answer.',
]

export const refreshTokenSpentKnown: KnownMode = {
  id: 'refresh-token-spent',
  surface: 'oauth',
  status: 400,
  party: 'integration',
  applied: 'no',
  recovery: 'reauthenticate',
  signatures: [
    { ...INVALID_GRANT, sent: REFRESH_GRANT },
    { ...INVALID_GRANT, surface: 'oauth' },
    {
      statuses: [400, 401],
      text: /refresh[ _]token\b(?:.{0,24}\b(?:invalid|expired|revoked|used)\b)?/i,
      from: [seedApi(AT_REFRESH), ours('a symptom label of the documentation, not a body')],
    },
  ],
  twins: { ids: ['oauth-code-rejected'], question: GRANT_QUESTION },
}

export const refreshTokenSpent: FailureMode = /* @__PURE__ */ told(refreshTokenSpentKnown, {
  title: 'The sign-in of this integration has ended: somebody has to sign in again.',
  summary: {
    says: 'A refresh token works only once, and this one has been used, revoked or given to another app. Procore will not take it again, so the integration cannot get a new access token by itself.',
    from: [seedApi(AT_REFRESH), fact('2.2', 'documented')],
  },
  wire: INVALID_GRANT_WIRE,
  causes: [
    {
      says: 'Two processes of the integration refreshed with the same token, and the second came too late.',
      tellApart:
        'Another successful refresh for the same user stands in your logs shortly before; look for a second worker, a second machine or a test that shares the token.',
      from: [fact('2.2', 'documented'), ours('the usual way in which a single-use token is spent')],
    },
    {
      says: 'An earlier refresh reached Procore and its answer was lost, so the new token never arrived.',
      tellApart:
        'The refresh before this one ended in a network error or a time-out, or the process stopped before it stored the answer.',
      from: [seedApi(AT_REFRESH), fact('2.2', 'documented')],
    },
    {
      says: 'The tokens were revoked: by the app itself, or together with the access token.',
      tellApart:
        'A call to /oauth/revoke stands in your logs: revoking an access token revokes its refresh token too.',
      from: [fact('2.2', 'documented')],
    },
    {
      says: 'The token belongs to another app or another environment.',
      tellApart:
        'Compare the client id and the login host with those that the token was issued to and by.',
      from: [fact('1', 'documented'), fact('2.2', 'wild')],
    },
  ],
  remedies: {
    user: {
      says: 'Sign in to the integration again, as you did the first time. What it has saved stays as it is.',
      from: [seedApi(AT_REFRESH)],
    },
    integration: {
      says: 'Send the user through the authorization again. Do not present this token again. Let one process alone refresh, record that it is about to, and store the new pair before it uses the new access token.',
      from: [fact('2.2', 'documented'), fact('6.3', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until somebody signs in again. Waiting does not help.',
    from: [seedApi(AT_REFRESH)],
  },
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'A fresh sign-in is refused too, or refresh tokens keep dying that only one process has used.',
        from: [fact('2.2', 'wild')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: SIGN_IN_AGAIN_EVIDENCE,
    from: [seedApi('Server errors (5xx)'), ours('the same address answers for the API as a whole')],
  },
  from: [seedApi(AT_REFRESH), fact('2.2', 'documented'), fact('6.3', 'documented')],
})

export const oauthCodeRejectedKnown: KnownMode = {
  id: 'oauth-code-rejected',
  surface: 'oauth',
  status: 400,
  party: 'integration',
  applied: 'no',
  recovery: 'reauthenticate',
  signatures: [
    { ...INVALID_GRANT, sent: CODE_GRANT },
    { ...INVALID_GRANT, surface: 'oauth' },
    {
      statuses: [400, 401],
      text: /authori[sz]ation code\b.{0,30}\b(?:invalid|expired|used|rejected|accepted)/i,
      from: [fact('2.1', 'documented'), ours('words for it')],
    },
  ],
  twins: { ids: ['refresh-token-spent'], question: GRANT_QUESTION },
}

export const oauthCodeRejected: FailureMode = /* @__PURE__ */ told(oauthCodeRejectedKnown, {
  title: 'The sign-in could not be finished: its one-time code was not accepted.',
  summary: {
    says: 'After a person signs in, Procore hands the integration a code that works once and for ten minutes. The code that came was too old, had been used, or did not fit the address that it was asked for.',
    from: [fact('2.1', 'documented'), fact('2.2', 'wild')],
  },
  wire: INVALID_GRANT_WIRE,
  causes: [
    {
      says: 'The code was exchanged twice: by a page that was loaded again, or by a repeated request.',
      tellApart: 'An exchange with the same code succeeded shortly before.',
      from: [fact('2.1', 'documented')],
    },
    {
      says: 'More than ten minutes lay between the sign-in and the exchange.',
      tellApart: 'Compare the time of the redirect with the time of the exchange.',
      from: [fact('2.1', 'documented')],
    },
    {
      says: 'The redirect address of the exchange is not exactly the one of the sign-in.',
      tellApart: 'Compare the two addresses letter by letter; a slash at the end counts.',
      from: [fact('2.1', 'documented'), fact('2.2', 'wild')],
    },
  ],
  remedies: {
    user: {
      says: 'Start the sign-in again from its beginning, and do not reload the page while it works.',
      from: [fact('2.1', 'documented')],
    },
    integration: {
      says: 'Start a new authorization. Exchange each code once, at once, and with the very redirect address that was registered and used.',
      from: [fact('2.1', 'documented'), fact('2.2', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'This code stays refused. A new sign-in takes a minute.',
    from: [fact('2.1', 'documented')],
  },
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'Fresh codes are refused too, exchanged once, within a minute, with the registered address.',
        from: [ours('every documented cause is ruled out then')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [...SIGN_IN_AGAIN_EVIDENCE, 'The redirect address that was sent.'],
    from: [seedApi('Server errors (5xx)'), ours('the same address answers for the API as a whole')],
  },
  from: [fact('2.1', 'documented'), fact('2.2', 'wild'), fact('6.3', 'documented')],
})

export const refreshReplyLostKnown: KnownMode = {
  id: 'refresh-reply-lost',
  surface: 'oauth',
  status: null,
  party: 'network',
  applied: 'unknown',
  recovery: 'reauthenticate',
  signatures: [
    {
      sent: REFRESH_GRANT,
      judgement: 'failed-unanswered',
      from: [seedApi(AT_REFRESH), fact('2.2', 'documented')],
    },
    {
      sent: REFRESH_GRANT,
      judgement: 'answer-cut-short',
      from: [seedApi(AT_REFRESH), ours('half a token pair is as good as none')],
    },
    {
      sent: REFRESH_GRANT,
      statuses: [408, 500, 502, 504],
      from: [
        fact('2.2', 'documented'),
        ours(
          'a refresh spends its token even when it fails, and these say nothing of how far it got',
        ),
      ],
    },
  ],
}

export const refreshReplyLost: FailureMode = /* @__PURE__ */ told(refreshReplyLostKnown, {
  title: 'The answer to a sign-in renewal was lost on the way: somebody may have to sign in again.',
  summary: {
    says: 'The integration asked for a new access token, and no answer came. Procore may have spent the refresh token and issued a new one that nobody has received. The old refresh token must not be shown again.',
    from: [seedApi(AT_REFRESH), fact('2.2', 'documented')],
  },
  wire: null,
  causes: [
    {
      says: 'The connection broke, or a time limit ran out, after the request had left.',
      tellApart: 'The call ended in a reset or a time-out, and other calls of that moment did too.',
      from: [seedApi(AT_REFRESH)],
    },
    {
      says: 'The sign-in server, or the balancer in front of it, failed in the middle of the work.',
      tellApart: 'The answer has a status of 500, 502 or 504 instead of a token.',
      from: [seedApi('Server errors (5xx)'), fact('2.2', 'documented')],
    },
    {
      says: 'The process of the integration was stopped between sending the request and storing the answer.',
      tellApart:
        'A renewal was recorded as begun and never as ended, and there is no error beside it.',
      from: [ours('the same loss, on our side of the wire')],
    },
  ],
  remedies: {
    user: {
      says: 'Sign in to the integration again when it asks you to. Nothing that you entered in Procore is lost.',
      from: [seedApi(AT_REFRESH)],
    },
    integration: {
      says: 'Do not repeat the call. Go on with the old access token while it lasts, then send the user through the authorization again. Record the intent before each refresh, so that this state is known after a crash.',
      from: [seedApi(AT_REFRESH), fact('6.3', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'The old access token works until it is 90 minutes old. After that, until somebody signs in again.',
    from: [
      fact('2.2', 'documented'),
      ours('that a lost refresh leaves the old access token alone'),
    ],
  },
  escalation: {
    afterMs: 30 * MINUTE_MS,
    when: [
      {
        says: 'Renewals are lost again and again, while other calls get their answers.',
        from: [ours('a lost answer now and then is the network; a pattern is not')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [...SIGN_IN_AGAIN_EVIDENCE, 'The network error, with its code.'],
    from: [ours('the 30 minutes are a guess'), seedApi('Server errors (5xx)')],
  },
  from: [seedApi(AT_REFRESH), fact('2.2', 'documented'), fact('6.3', 'documented')],
})
