/** 408 while a file is sent. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503, seedApi, seedWeb } from '../sources.ts'
import { API_EVIDENCE } from '../support-evidence.ts'
import { HOUR_MS } from '../time-units.ts'
import { told } from '../told.ts'

/** Calls that carry a file, or open and complete an upload. */
const UPLOAD_PATH = /\/(?:uploads|files|images|attachments|drawing_uploads)\b/

export const uploadTimeoutKnown: KnownMode = {
  id: 'upload-timeout',
  surface: 'storage',
  status: 408,
  party: 'integration',
  applied: 'unknown',
  recovery: 'shrink',
  signatures: [
    {
      surface: 'storage',
      statuses: [400, 408],
      text: /request ?time-?out|time(?:d)? ?out/i,
      from: [
        seedWeb('408 - Request Timeout'),
        ours('S3 answers RequestTimeout with status 400, Procore 408'),
      ],
    },
    {
      statuses: [408],
      method: ['POST', 'PUT', 'PATCH'],
      path: UPLOAD_PATH,
      from: [fact('9', 'documented'), fact('6.2', 'documented')],
    },
    {
      statuses: [408],
      method: ['POST', 'PUT', 'PATCH'],
      path: UPLOAD_PATH,
      text: /time|large|long/i,
      from: [fact('9', 'documented'), seedWeb('408 - Request Timeout')],
    },
  ],
  generalFor: [408],
}

export const uploadTimeout: FailureMode = /* @__PURE__ */ told(uploadTimeoutKnown, {
  title: 'The file took too long to upload.',
  summary: {
    says: 'The server gave up waiting before the whole file had arrived. The file is probably not there, but it may be: the last bytes and the answer can cross.',
    from: [seedWeb('408 - Request Timeout'), fact('9', 'documented')],
  },
  wire: {
    status: 408,
    shape: 'E9',
    code: 'RequestTimeout',
    text: 'The upload was not finished within the time allowed.',
    variants: {
      // Of the API, for a file inside of the call.
      api: { shape: 'E2' },
    },
    from: [seedWeb('408 - Request Timeout'), ours('the words are ours; the code is that of S3')],
  },
  causes: [
    {
      says: 'The file is too large for the time allowed.',
      tellApart: 'A small file goes through on the same connection.',
      from: [seedWeb('408 - Request Timeout')],
    },
    {
      says: 'The connection sends too slowly or keeps breaking off.',
      tellApart: 'The same file goes through from another place or network.',
      from: [ours('time is size divided by speed')],
    },
    {
      says: 'The file travels inside the API call and not through a direct upload.',
      tellApart:
        'The request is a multipart call to the API host, with the file in a field such as `file[data]` or `image[data]`.',
      from: [fact('9', 'documented')],
    },
    {
      says: 'Procore or its storage is slow at the moment.',
      tellApart: 'Small files time out as well, for others too; look at the status page.',
      from: [fact('12', 'documented'), ours('a slow server spends the same time')],
    },
  ],
  remedies: {
    user: {
      says: 'Make the file smaller, by a lower resolution for a photo for instance, or split it and upload the parts one by one; or go to a faster connection.',
      from: [seedWeb('408 - Request Timeout')],
    },
    integration: {
      says: 'Read the upload to see what has arrived. Then send the file in segments, smaller ones and fewer at a time after each timeout; a segment has a lower bound of 5 MB, except the last.',
      from: [fact('9', 'documented'), seedWeb('408 - Request Timeout')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until the file is smaller, or the connection faster.',
    from: [seedWeb('408 - Request Timeout')],
  },
  escalation: {
    afterMs: HOUR_MS,
    when: [
      {
        says: 'Small files time out too, from more than one network.',
        from: [ours('then neither the file nor your line is the reason')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [...API_EVIDENCE, 'Size and type of the file, and how long each try took'],
    from: [
      seedApi('Best practices for error handling'),
      seed503('When to Contact Procore Support'),
    ],
  },
  from: [seedWeb('408 - Request Timeout'), fact('6.2', 'documented'), fact('6.3', 'documented')],
})
