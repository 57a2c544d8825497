/** 400 from the storage host, or 422 on completing: not the bytes that were announced. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { API_EVIDENCE } from '../support-evidence.ts'
import { HOUR_MS } from '../time-units.ts'
import { told } from '../told.ts'

export const uploadDigestMismatchKnown: KnownMode = {
  id: 'upload-digest-mismatch',
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
      text: /\be-?tags?\b|digest of the whole/i,
      path: /\/uploads(?:\/|$|\?)/,
      from: [fact('9', 'documented')],
    },
  ],
  generalFor: [400, 422],
}

export const uploadDigestMismatch: FailureMode = /* @__PURE__ */ told(uploadDigestMismatchKnown, {
  title: 'The file that arrived is not the file that was announced.',
  summary: {
    says: 'Before an upload its size and checksums are announced. What arrived does not fit them, so it was refused and nothing was stored.',
    from: [fact('9', 'documented')],
  },
  wire: {
    status: 400,
    shape: 'E9',
    code: 'XAmzContentSHA256Mismatch',
    text: "The provided 'x-amz-content-sha256' header does not match what was computed.",
    variants: {
      md5: {
        code: 'BadDigest',
        text: 'The Content-MD5 you specified did not match what we received.',
      },
      'too-few-bytes': {
        code: 'IncompleteBody',
        text: 'You did not provide the number of bytes specified by the Content-Length HTTP header.',
      },
      'too-small': {
        code: 'EntityTooSmall',
        text: 'Your proposed upload is smaller than the minimum allowed size.',
      },
      'too-large': {
        code: 'EntityTooLarge',
        text: 'Your proposed upload exceeds the maximum allowed size.',
      },
      // Of the API, on completing.
      etags: { status: 422, shape: 'E3', text: 'the etags do not match the parts' },
      whole: { status: 422, shape: 'E3', text: 'does not match the digest of the whole file' },
    },
    from: [fact('9', 'documented'), fact('6.1', 'assumed'), ours('the words of S3')],
  },
  causes: [
    {
      says: 'The file changed after its checksum was taken.',
      tellApart: 'Take the checksum again: it differs from the one that was announced.',
      from: [fact('9', 'documented'), ours('a file that is still being written does this')],
    },
    {
      says: 'The bytes were changed on the way: read as text, compressed, or wrapped in a form.',
      tellApart: 'The number of bytes sent differs from the size of the file.',
      from: [ours('what middleware does to a body')],
    },
    {
      says: 'The headers that came with the link were not sent as they were.',
      tellApart:
        'Compare the request with the `headers` of the segment: x-amz-content-sha256, content-length, content-md5.',
      from: [fact('9', 'documented')],
    },
    {
      says: 'The parts were completed in another order, or with a wrong ETag.',
      tellApart: 'The parts themselves were accepted; the completing PATCH is answered 422.',
      from: [fact('9', 'documented')],
    },
    {
      says: 'A part is outside the sizes allowed.',
      tellApart:
        'A part other than the last is under 5 MB (v1.1), or has 5 MiB or less, or more than 100 MiB (v2.1).',
      from: [fact('9', 'documented')],
    },
  ],
  remedies: {
    user: {
      says: 'Close the file in every other program and upload it again.',
      from: [ours('a file that is being written changes under the upload')],
    },
    integration: {
      says: 'Read the file once into a form that does not change, take size and checksums from that, create a new upload with them and send exactly those bytes. Complete with the ETags in the order of the segments.',
      from: [fact('9', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until the bytes and what was announced agree.',
    from: [fact('9', 'documented')],
  },
  escalation: {
    afterMs: HOUR_MS,
    when: [
      {
        says: 'It happens with a small file whose checksum and size you have verified by hand.',
        from: [ours('then your side is ruled out')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [...API_EVIDENCE, 'Size and sha256 of the file, as announced and as sent'],
    from: [seedApi('Best practices for error handling')],
  },
  from: [fact('9', 'documented'), fact('6.2', 'documented')],
})
