/** The RFI tool. */
import type { Resource } from '../../engine/resource.ts'
import { rfiReplies } from './rfi-replies.ts'
import { rfis } from './rfis.ts'

export const RFI_TOOL: readonly Resource[] = [rfis, rfiReplies]
