/** The checks in their order. Source: fact sheet section 7, "Order of checks"; the order is assumed there. */
import type { Platform } from '../platform.ts'
import type { Refusal } from '../reply.ts'
import { appConnected } from './app-connected.ts'
import { appVersion } from './app-version.ts'
import type { Asked, Check } from './check.ts'
import { companyDirectory } from './company-directory.ts'
import { companyHeader } from './company-header.ts'
import { level } from './level.ts'
import { projectMember } from './project-member.ts'
import { toolEnabled } from './tool-enabled.ts'
import { userActive } from './user-active.ts'

/** After the token (`token.ts`), and before the record itself, which its operation looks for. */
export const CHECKS: readonly Check[] = [
  userActive,
  companyHeader,
  appConnected,
  appVersion,
  companyDirectory,
  projectMember,
  toolEnabled,
  level,
]

export const HEAD_CHECKS = CHECKS.filter(({ needs }) => needs === 'head')
export const SCOPE_CHECKS = CHECKS.filter(({ needs }) => needs === 'scope')

/** What the first of the checks that turns the caller away says; null when none does. */
export function refusedBy(
  checks: readonly Check[],
  asked: Asked,
  platform: Platform,
): Refusal | null {
  for (const check of checks) {
    const refusal = check.run(asked, platform)
    if (refusal) return refusal
  }
  return null
}
