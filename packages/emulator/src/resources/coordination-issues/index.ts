/** Coordination issues, and what became of them. */
import type { Resource } from '../../engine/resource.ts'
import { coordinationIssues } from './coordination-issues.ts'
import { coordinationIssueChanges } from './issue-changes.ts'

export const COORDINATION_TOOL: readonly Resource[] = [coordinationIssues, coordinationIssueChanges]
