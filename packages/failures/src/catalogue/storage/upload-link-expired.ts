/** 403 from the storage host: the signed link is past its hour. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { API_EVIDENCE } from '../support-evidence.ts'
import { HOUR_MS } from '../time-units.ts'
import { told } from '../told.ts'

export const uploadLinkExpiredKnown: KnownMode = {
  id: 'upload-link-expired',
  surface: 'storage',
  status: 403,
  party: 'integration',
  applied: 'no',
  // Not `backoff`: the signature is part of the request, so repeating it repeats the refusal. Asking
  // for a new link is another request, which whoever holds the file has to make.
  recovery: 'none',
  signatures: [
    {
      surface: 'storage',
      statuses: [403],
      text: /expired|access ?denied/i,
      from: [fact('6.2', 'assumed'), ours('the words of S3 for a policy or a link past its end')],
    },
    {
      surface: 'storage',
      statuses: [400, 403],
      text: /auth mechanism|signature .{0,60}does not match|exactly one file|not well-formed multipart|policy condition failed/i,
      from: [fact('9', 'documented'), ours('the words of S3 for a link or form not sent as given')],
    },
    {
      statuses: [400, 403],
      text: /(?:policy|request) (?:has )?expired|expired ?token|link (?:has )?expired/i,
      from: [fact('6.2', 'assumed'), ours('words that only a signed link is refused with')],
    },
  ],
  generalFor: [403],
}

export const uploadLinkExpired: FailureMode = /* @__PURE__ */ told(uploadLinkExpiredKnown, {
  title: 'The upload was started too late: its link is no longer good.',
  summary: {
    says: 'The link that Procore gave out for this upload works for an hour only, and the storage host refused it. Nothing was stored. The same request can never succeed; a new link for the same file will.',
    from: [fact('9', 'documented'), fact('6.2', 'documented')],
  },
  wire: {
    status: 403,
    shape: 'E9',
    code: 'AccessDenied',
    text: 'Invalid according to Policy: Policy expired.',
    variants: {
      link: { text: 'Request has expired' },
      unsigned: { text: 'Access Denied' },
      forged: {
        code: 'SignatureDoesNotMatch',
        text: 'The request signature we calculated does not match the signature you provided.',
      },
      condition: { text: 'Invalid according to Policy: Policy Condition failed: {name}' },
      'bearer-sent': {
        status: 400,
        code: 'InvalidArgument',
        text: 'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified.',
      },
      'no-file': {
        status: 400,
        code: 'InvalidArgument',
        text: 'POST requires exactly one file upload per request.',
      },
      'malformed-form': {
        status: 400,
        code: 'MalformedPOSTRequest',
        text: 'The body of your POST request is not well-formed multipart/form-data.',
      },
    },
    from: [fact('6.2', 'documented'), fact('6.1', 'assumed'), ours('the words of S3')],
  },
  causes: [
    {
      says: 'The upload was started more than an hour after its link was made.',
      tellApart:
        'Compare the time of the answer that brought the link with the time of the first byte sent. Long queues and sleeping laptops do this.',
      from: [fact('9', 'documented')],
    },
    {
      says: 'The fields that belong to the link were changed, left out or sent after the file.',
      tellApart:
        'A fresh link is refused too. The code is SignatureDoesNotMatch, or the text names a condition of the policy.',
      from: [fact('9', 'documented'), ours('the codes are those of S3')],
    },
    {
      says: 'The access token was sent along to the storage host.',
      tellApart:
        'The request carries an Authorization header, which the storage host refuses, mostly with 400.',
      from: [fact('9', 'documented'), ours('the status is that of S3')],
    },
    {
      says: 'The clock of the machine is wrong, so that the link looked fresh.',
      tellApart: 'The Date header of the refusal differs from the time of the machine by minutes.',
      from: [ours('whoever judges age by a wrong clock starts too late')],
    },
  ],
  remedies: {
    user: {
      says: 'Start the upload again from the beginning.',
      from: [fact('9', 'documented')],
    },
    integration: {
      says: 'Ask for a new upload, or read a unified upload again for new segment links, just before you send, and start at once. Send the given fields and headers as they are, the file last, and no access token.',
      from: [fact('9', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'For good: this link will not work again. A new one works for an hour.',
    from: [fact('9', 'documented')],
  },
  escalation: {
    afterMs: HOUR_MS,
    when: [
      {
        says: 'A fresh link is refused at once, with the fields and headers sent as given.',
        from: [ours('then age is not the reason')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [
      ...API_EVIDENCE,
      'The answer that brought the link, with its signature cut out, and its time',
    ],
    from: [seedApi('Best practices for error handling')],
  },
  from: [fact('9', 'documented'), fact('6.2', 'documented')],
})
