/** What storage hosts answer: the XML of S3 and its like. */
import { printed, type Row } from './labelled-case.ts'

const s3 = (code: string, message: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>5B3C</RequestId><HostId>x</HostId></Error>`
const XML = { 'content-type': 'application/xml', 'x-amz-request-id': '5B3C' }

export const STORAGE_BODIES: readonly Row[] = [
  ['upload-link-expired', s3('AccessDenied', 'Request has expired'), 'sheet 9: within 1 h'],
  [
    'upload-link-expired',
    printed('403', XML, s3('AccessDenied', 'Invalid according to Policy: Policy expired.')),
    'fact sheet 6.2: direct upload after an hour',
  ],
  ['upload-link-expired', printed('403', XML, s3('AccessDenied', 'Access Denied')), 'sheet 6.2'],
  [
    'upload-timeout',
    printed(
      '400',
      XML,
      s3(
        'RequestTimeout',
        'Your socket connection to the server was not read from or written to within the timeout period.',
      ),
    ),
    'S3: an upload that stalls',
  ],
  ['upload-digest-mismatch', s3('BadDigest', 'The Content-MD5 you specified did not match.'), 'S3'],
  [
    'upload-digest-mismatch',
    printed('400', XML, s3('XAmzContentSHA256Mismatch', 'The provided header does not match.')),
    'fact sheet 9: x-amz-content-sha256',
  ],
  [
    'upload-expired',
    printed('404', XML, s3('NoSuchUpload', 'The specified upload does not exist.')),
    'S3',
  ],
  [
    'resource-not-found',
    printed('404', XML, s3('NoSuchKey', 'The specified key does not exist.')),
    'S3',
  ],
]
