import type { FailureMode } from '../failure-mode.ts'

export const apiClientErrorModes: readonly FailureMode[] = []
