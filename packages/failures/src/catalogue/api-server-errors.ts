import type { FailureMode } from '../failure-mode.ts'

export const apiServerErrorModes: readonly FailureMode[] = []
