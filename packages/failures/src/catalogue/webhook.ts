import type { FailureMode } from '../failure-mode.ts'

export const webhookModes: readonly FailureMode[] = []
