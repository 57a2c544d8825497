import type { FailureMode } from '../failure-mode.ts'

export const networkModes: readonly FailureMode[] = []
