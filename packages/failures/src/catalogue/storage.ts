/** Uploads: the storage host, and the calls that open and complete an upload. */
import type { FailureMode, KnownMode } from '../failure-mode.ts'
import {
  uploadDigestMismatch,
  uploadDigestMismatchKnown,
} from './storage/upload-digest-mismatch.ts'
import { uploadExpired, uploadExpiredKnown } from './storage/upload-expired.ts'
import { uploadLinkExpired, uploadLinkExpiredKnown } from './storage/upload-link-expired.ts'
import { uploadTimeout, uploadTimeoutKnown } from './storage/upload-timeout.ts'

export const storageKnown: readonly KnownMode[] = [
  uploadTimeoutKnown,
  uploadLinkExpiredKnown,
  uploadExpiredKnown,
  uploadDigestMismatchKnown,
]

export const storageModes: readonly FailureMode[] = [
  uploadTimeout,
  uploadLinkExpired,
  uploadExpired,
  uploadDigestMismatch,
]
