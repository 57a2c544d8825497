/** The differential diagnosis as data: what can be the cause, and which sign speaks for or against each. */
import type { CauseRow } from './cause-row.ts'
import { BETWEEN } from './causes/between.ts'
import { OURS } from './causes/ours.ts'
import { PROCORES } from './causes/procores.ts'

/** Every cause once; a test holds it equal to `CAUSE_IDS`. */
export const CAUSE_TABLE: readonly CauseRow[] = [...PROCORES, ...BETWEEN, ...OURS]
