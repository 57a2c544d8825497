/** Stand-in prose, until each entry has its own. */
import type { FailureMode } from '../../failure-mode.ts'
import { ours } from '../sources.ts'

type Core = Pick<
  FailureMode,
  'id' | 'status' | 'party' | 'applied' | 'recovery' | 'signatures' | 'wire' | 'from'
> &
  Partial<FailureMode>

export function draft(core: Core): FailureMode {
  const from = [ours('not written yet')] as const
  const claim = { says: core.id, from }
  return {
    title: core.id,
    summary: claim,
    surface: 'api',
    causes: [{ ...claim, tellApart: core.id }],
    remedies: { user: null, integration: claim, companyAdmin: null },
    duration: { typicalMs: null, says: core.id, from },
    escalation: { afterMs: null, when: [], to: 'nobody', evidence: [], from },
    ...core,
  }
}
