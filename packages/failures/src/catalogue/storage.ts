/** Uploads: the storage host, and the calls that open and complete an upload. */
import type { FailureMode } from '../failure-mode.ts'
import { uploadDigestMismatch } from './storage/upload-digest-mismatch.ts'
import { uploadExpired } from './storage/upload-expired.ts'
import { uploadLinkExpired } from './storage/upload-link-expired.ts'
import { uploadTimeout } from './storage/upload-timeout.ts'

export const storageModes: readonly FailureMode[] = [
  uploadTimeout,
  uploadLinkExpired,
  uploadExpired,
  uploadDigestMismatch,
]
