import type { FailureMode } from '../../failure-mode.ts'
import { PENDING } from '../pending.ts'
import { fact, ours } from '../sources.ts'

export const uploadDigestMismatch: FailureMode = {
  id: 'upload-digest-mismatch',
  title: 'The file that arrived is not the file that was announced.',
  summary: {
    says: 'Before an upload its size and checksums are announced. What arrived does not fit them, so it was refused and nothing was stored.',
    from: [fact('9', 'documented')],
  },
  surface: 'storage',
  status: 400,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      statuses: [400, 403],
      text: /bad ?digest|invalid ?digest|content-?sha256|content-?md5|checksum|digest\b.{0,60}\bmatch/i,
      from: [fact('9', 'assumed'), ours('the codes and words of S3 for a checksum that is off')],
    },
    {
      surface: 'storage',
      statuses: [400],
      text: /entity ?too ?(?:small|large)|incomplete ?body|invalid ?part/i,
      from: [fact('9', 'documented'), ours('the codes of S3 for a size or a part that is off')],
    },
    {
      statuses: [400, 422],
      text: /\be-?tags?\b/i,
      path: /\/uploads(?:\/|$|\?)/,
      from: [fact('9', 'documented')],
    },
  ],
  generalFor: [400, 422],
  wire: {
    status: 400,
    shape: 'E9',
    code: 'XAmzContentSHA256Mismatch',
    text: "The provided 'x-amz-content-sha256' header does not match what was computed.",
    headers: { 'content-type': 'application/xml' },
    from: [fact('9', 'documented'), fact('6.1', 'assumed'), ours('the words of S3')],
  },
  ...PENDING,
  from: [fact('9', 'documented'), fact('6.2', 'documented')],
}
