/** Placeholder prose for entries that are being written. To be removed with the last of them. */
import type { FailureMode } from '../failure-mode.ts'
import { ours } from './sources.ts'

const FROM = [ours('to be written')] as const

export const PENDING: Pick<FailureMode, 'causes' | 'remedies' | 'duration' | 'escalation'> = {
  causes: [{ says: 'To be written.', tellApart: 'To be written.', from: FROM }],
  remedies: { user: null, integration: null, companyAdmin: null },
  duration: { typicalMs: null, says: 'To be written.', from: FROM },
  escalation: { afterMs: null, when: [], to: 'nobody', evidence: [], from: FROM },
}
