/** Uploads of each generation. */
import type { Resource } from '../../engine/resource.ts'
import { legacyUploads } from './legacy-uploads.ts'
import { unifiedUploads } from './unified-uploads.ts'

export const UPLOADS: readonly Resource[] = [legacyUploads, unifiedUploads]
