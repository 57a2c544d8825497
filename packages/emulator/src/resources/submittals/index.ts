/** The submittals tool. */
import type { Resource } from '../../engine/resource.ts'
import {
  submittalPackages,
  submittalResponses,
  submittalStatuses,
  submittalTypes,
} from './submittal-settings.ts'
import { submittals } from './submittals.ts'

export const SUBMITTALS_TOOL: readonly Resource[] = [
  submittalStatuses,
  submittalTypes,
  submittalResponses,
  submittalPackages,
  submittals,
]
