/**
 * Every choice of the emulator that nobody has documented: its name, what it may be, what it is unless
 * told otherwise, and why. `from` is the section of the fact sheet where the gap is.
 */

export interface AssumedChoice {
  readonly name: string
  /** One of `alternatives`, or a whole number for the two that are numbers. */
  readonly default: string
  readonly alternatives: readonly string[]
  readonly why: string
  readonly from: string
}

export const ASSUMED_CHOICES = [
  {
    name: 'missing-company-header',
    default: '400',
    alternatives: ['400', '404'],
    why: 'The text is documented and the status is not; a call without the header was once seen answered 404.',
    from: '3',
  },
  {
    name: 'foreign-company-header',
    default: '404',
    alternatives: ['404', '403'],
    why: 'A header that names another company than the record does: the record is not there for that company.',
    from: '3',
  },
  {
    name: 'outside-company',
    default: '403',
    alternatives: ['403', '404'],
    why: 'The caller is not in the directory of the company that the header names: the context is known, the level is None.',
    from: '7',
  },
  {
    name: 'disabled-tool',
    default: '403',
    alternatives: ['403', '404'],
    why: 'Documented as 403; one sandbox without the tool answered 404.',
    from: '6.2',
  },
  {
    name: 'invalid-grant',
    default: '400',
    alternatives: ['400', '401'],
    why: 'Doorkeeper answers 400 since 5.0 and answered 401 before; which of them Procore runs is not known.',
    from: '2.2',
  },
  {
    name: 'access-token-after-refresh',
    default: 'lives',
    alternatives: ['lives', 'revoked'],
    why: 'That a refresh kills the refresh token is documented; what becomes of an access token that has not expired is not.',
    from: '2.2',
  },
  {
    name: 'refresh-by-wrong-client',
    default: 'spends',
    alternatives: ['spends', 'keeps'],
    why: 'Any refresh call is said to kill the token, successful or not; whether one with wrong client credentials gets so far is not.',
    from: '2.2',
  },
  {
    name: 'rejected-token-body',
    default: 'errors-text',
    alternatives: ['errors-text', 'error-text'],
    why: 'A stale token was seen answered {"errors": "..."}, a missing one {"error": "..."}.',
    from: '6.2',
  },
  {
    name: 'rejected-token-wording',
    default: 'one',
    alternatives: ['one', 'distinct'],
    why: 'One text for expired and revoked is documented; Doorkeeper itself has a text for each.',
    from: '2.2',
  },
  {
    name: 'rate-limit-body',
    default: 'error-text',
    alternatives: ['error-text', 'errors-text', 'plain'],
    why: 'The documents show the text only; one third party saw {"error": "..."}.',
    from: '5',
  },
  {
    name: 'rate-limit-retry-after',
    default: 'yes',
    alternatives: ['yes', 'no'],
    why: 'Three pages promise Retry-After on 429, the page on rate limits speaks of X-Rate-Limit-Reset only.',
    from: '5',
  },
  {
    name: 'hourly-window',
    default: 'from-first-request',
    alternatives: ['from-first-request', 'clock-hour'],
    why: 'The hour may run from the first request after the last window, or be the hour of the clock.',
    from: '5',
  },
  {
    name: 'spike-reset',
    default: 'oldest-leaves',
    alternatives: ['oldest-leaves', 'window-empty'],
    why: 'The reset of a rolling window may be when the next request fits, or when all of them have left.',
    from: '5',
  },
  {
    name: 'rejected-requests-count',
    default: 'no',
    alternatives: ['no', 'yes'],
    why: 'Requests answered 400, 403 and 404 count; whether a 429 counts is not said, and would lock out who hammers.',
    from: '14',
  },
  {
    name: 'default-per-page',
    default: '100',
    alternatives: ['100', '20'],
    why: 'Most v1 lists state no default; 100 was seen on RFIs, and 20 stands in SDK samples.',
    from: '4',
  },
  {
    name: 'per-page-above-max',
    default: 'clamp',
    alternatives: ['clamp', 'refuse'],
    why: 'What happens above the maximum is not documented; Rails paginators clamp.',
    from: '4',
  },
  {
    name: 'sync-above-max',
    default: '413',
    alternatives: ['413', '400'],
    why: 'More than 1,000 items: 413 is documented for two syncs, nothing for the others.',
    from: '8',
  },
  {
    name: 'daily-log-entry',
    default: 'approved',
    alternatives: ['approved', 'pending'],
    why: 'Entries of collaborators wait for an Admin of the Daily Log tool. The emulator has no such permission: nobody’s entries wait, or those of all below Admin.',
    from: '11',
  },
  {
    name: 'unknown-attribute',
    default: 'ignored',
    alternatives: ['ignored', '406'],
    why: 'Rails ignores what it does not permit; 406 is documented for fields that do not exist.',
    from: '6.2',
  },
  {
    name: 'missing-scope',
    default: '400',
    alternatives: ['400', 'header'],
    why: 'A v1 call without its required company_id: refused, or taken from the header.',
    from: '3',
  },
  {
    name: 'duplicate-record',
    default: '409',
    alternatives: ['409', '422'],
    why: 'Duplicates are documented as 409, and some operations list 422 only.',
    from: '6.2',
  },
  {
    name: 'deactivated-user',
    default: '401',
    alternatives: ['401', '403'],
    why: 'Whether deactivating somebody ends their tokens is not said; either way nothing is shown to them any more.',
    from: '14',
  },
  {
    name: 'upload-before-available',
    default: 'refused',
    alternatives: ['refused', 'accepted'],
    why: 'A unified upload is polled until it is available, the guides say; what a record answers to one that is only complete is not said.',
    from: '9',
  },
  {
    name: 'upload-used-again',
    default: 'accepted',
    alternatives: ['accepted', 'refused'],
    why: 'Whether an upload that a record was made of may be named by a second record is not said.',
    from: '9',
  },
  {
    name: 'upload-gone',
    default: '410',
    alternatives: ['410', '404'],
    why: 'Completing an upload that expired is documented as 410; reading one is documented with neither.',
    from: '9',
  },
  {
    name: 'storage-origin',
    default: 'other-name',
    alternatives: ['other-name', 'same'],
    why: 'The real storage has another origin, and clients that follow a redirect drop the bearer for it; here it is the same port under the other name of this machine.',
    from: '9',
  },
  {
    name: 'webhook-deactivation',
    default: 'never',
    alternatives: ['never', 'on-discard'],
    why: 'A subscription may be deactivated after repeated failure, one page says and not after how much; another says that the next event after a flush is a fresh start.',
    from: '14',
  },
  {
    name: 'webhook-company-hooks',
    default: 'company-resources',
    alternatives: ['company-resources', 'all-resources'],
    why: 'A live sandbox listed 25 resources for a company and some ninety others for a project; whether a hook of a company may have triggers for the others is not said.',
    from: '10',
  },
  {
    name: 'webhook-both-scopes',
    default: 'refused',
    alternatives: ['refused', 'project'],
    why: 'One of company_id and project_id is asked for; what becomes of a call with both is not said.',
    from: '10',
  },
  {
    name: 'webhook-second-namespace',
    default: 'allowed',
    alternatives: ['allowed', 'refused'],
    why: 'One namespace an app is asked for; whether a second one is refused is not said.',
    from: '10',
  },
  {
    name: 'webhook-event-ids',
    default: 'per-hook',
    alternatives: ['per-hook', 'shared'],
    why: 'Whether two hooks are told of one change by one event id or by two is not said.',
    from: '10',
  },
  {
    name: 'webhook-deliveries-order',
    default: 'oldest-first',
    alternatives: ['oldest-first', 'newest-first'],
    why: 'page_start is the last id of the page before; which way the ids go is not said.',
    from: '4',
  },
  {
    name: 'submittal-first-status',
    default: 'Open',
    alternatives: ['Open', 'Draft'],
    why: 'A submittal that is made without a status: which of the two it gets is not said.',
    from: '11',
  },
  {
    name: 'reply-to-closed-rfi',
    default: 'refused',
    alternatives: ['refused', 'taken'],
    why: 'Whether an RFI that is closed can be answered without opening it again is not said.',
    from: '11',
  },
  {
    name: 'approved-contract',
    default: 'locked',
    alternatives: ['locked', 'open'],
    why: 'Bad transitions and missing dependents are documented as 422, and what they are is not: taken are that a commitment needs a vendor before it is approved, that approval locks lines, vendor and number, that change orders need an approved contract, and that final statuses stay.',
    from: '6.2',
  },
  {
    name: 'erp-record',
    default: 'locked',
    alternatives: ['locked', 'open'],
    why: 'Locked ERP records are documented as 422, and what marks one is not: taken is an origin_id in a project that is ERP-integrated.',
    from: '6.2',
  },
] as const satisfies readonly AssumedChoice[]

export type AssumptionName = (typeof ASSUMED_CHOICES)[number]['name']
