/** 410 on completing or reading an upload that is no more. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { API_EVIDENCE } from '../support-evidence.ts'
import { HOUR_MS } from '../time-units.ts'
import { told } from '../told.ts'

export const uploadExpiredKnown: KnownMode = {
  id: 'upload-expired',
  surface: 'storage',
  status: 410,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      statuses: [410],
      path: /\/uploads(?:\/|$|\?)/,
      from: [fact('6.2', 'schema'), fact('9', 'documented')],
    },
    {
      statuses: [410],
      text: /upload\b.{0,80}\b(?:expired|gone|deleted)|expired upload/i,
      from: [fact('9', 'documented'), ours('words for it; Procore documents none')],
    },
    {
      surface: 'storage',
      statuses: [404],
      text: /specified upload does not exist|NoSuchUpload/i,
      from: [ours('the code and the words of S3 for an upload that is over')],
    },
  ],
  generalFor: [410],
}

export const uploadExpired: FailureMode = /* @__PURE__ */ told(uploadExpiredKnown, {
  title: 'The upload was not finished in time and Procore has dropped it.',
  summary: {
    says: 'The upload existed, but its time ran out before it was completed or used, so Procore has thrown it away. What had been sent is lost; the file has to be uploaded anew.',
    from: [fact('9', 'documented'), fact('6.2', 'schema')],
  },
  wire: {
    status: 410,
    shape: 'E2',
    text: 'This upload has expired.',
    variants: {
      // The storage's own word for an upload that is over.
      'no-upload': {
        status: 404,
        shape: 'E9',
        code: 'NoSuchUpload',
        text: 'The specified upload does not exist. It may have been aborted or completed.',
      },
    },
    from: [fact('6.2', 'schema'), ours('the shape and the words are ours')],
  },
  causes: [
    {
      says: 'The upload was completed after its time had run out.',
      tellApart: 'The present time is past `upload_expires_at` of the answer that created it.',
      from: [fact('9', 'documented'), fact('6.2', 'schema')],
    },
    {
      says: 'The upload was finished but never attached to anything.',
      tellApart:
        'It is older than a day (v2.1) or a week (v1), and no record of yours names its id.',
      from: [fact('9', 'documented')],
    },
    {
      says: 'The id belongs to an upload that was given up and made anew.',
      tellApart: 'Your own log holds two uploads for the same file, and the older id is in use.',
      from: [ours('a restart after a crash does this')],
    },
  ],
  remedies: {
    user: {
      says: 'Upload the file again.',
      from: [fact('9', 'documented')],
    },
    integration: {
      says: 'Create a new upload, send the file again, complete it and attach it in one go. Do not repeat the call that got 410.',
      from: [fact('9', 'documented'), fact('6.3', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'For good: this upload does not come back.',
    from: [fact('9', 'documented')],
  },
  escalation: {
    afterMs: HOUR_MS,
    when: [
      {
        says: 'An upload is gone although its time had not run out.',
        from: [ours('then the rule that is documented does not explain it')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [...API_EVIDENCE, 'Id of the upload, and when it was created and completed'],
    from: [seedApi('Best practices for error handling')],
  },
  from: [fact('6.2', 'schema'), fact('9', 'documented'), fact('6.3', 'documented')],
})
