import type { FailureMode } from '../failure-mode.ts'

export const webModes: readonly FailureMode[] = []
