import type { FailureMode } from '../failure-mode.ts'

export const storageModes: readonly FailureMode[] = []
