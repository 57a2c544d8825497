import type { FailureMode } from '../failure-mode.ts'

export const partialSuccessModes: readonly FailureMode[] = []
