import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours } from '../sources.ts'

export const uploadLinkExpired: FailureMode = {
  id: 'upload-link-expired',
  title: 'The upload was started too late: its link is no longer good.',
  summary: {
    says: 'The link that Procore gave out for this upload works for an hour only, and the storage host refused it. Nothing was stored. The same request can never succeed; a new link for the same file will.',
    from: [fact('9', 'documented'), fact('6.2', 'documented')],
  },
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
      statuses: [400, 403],
      text: /(?:policy|request) (?:has )?expired|expired ?token|link (?:has )?expired/i,
      from: [fact('6.2', 'assumed'), ours('words that only a signed link is refused with')],
    },
  ],
  generalFor: [403],
  wire: {
    status: 403,
    shape: 'E9',
    code: 'AccessDenied',
    text: 'Invalid according to Policy: Policy expired.',
    headers: { 'content-type': 'application/xml' },
    from: [fact('6.2', 'documented'), fact('6.1', 'assumed'), ours('the words of S3')],
  },
  ...PENDING,
  from: [fact('9', 'documented'), fact('6.2', 'documented')],
}
