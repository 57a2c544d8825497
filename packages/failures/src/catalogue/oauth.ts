import type { FailureMode } from '../failure-mode.ts'

export const oauthModes: readonly FailureMode[] = []
