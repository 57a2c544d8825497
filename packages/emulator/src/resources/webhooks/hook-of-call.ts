/** What the calls about webhooks share: their paths, the hook that a path names, and who may ask. */
import { messageOf } from '../../engine/messages.ts'
import { parseId } from '../../engine/record-id.ts'
import type { PathGroup, RouteRow } from '../../engine/resource.ts'
import type { Work } from '../../engine/work.ts'
import type { Refusal, Result } from '../../reply.ts'
import type { Hook } from '../../webhooks/hook.ts'
import { HOOKS_MAX } from '../../webhooks/hook-store.ts'

export const SOURCE = '10, Webhooks'

/** Everything about webhooks needs Standard (fact sheet section 7). */
const LEVEL = 'Standard'
const TOOL = 'webhooks_api'

/** Where the calls stand: v1.0, and v2.0 for a company and for a project. */
type Place = 'v1' | 'company' | 'project'

const BASES: Readonly<Record<Place, { scope: PathGroup['scope']; base: string }>> = {
  v1: { scope: 'either', base: '/rest/v1.0/webhooks' },
  company: { scope: 'company', base: '/rest/v2.0/companies/{company_id}/webhooks' },
  project: {
    scope: 'project',
    base: '/rest/v2.0/companies/{company_id}/projects/{project_id}/webhooks',
  },
}

export type WebhookRoute = readonly [
  method: RouteRow['method'],
  path: string,
  success: number,
  run: (work: Work) => Result,
]

/** The routes of both versions; those of v2.0 stand once for a company and once for a project. */
export function webhookPaths(
  v1: readonly WebhookRoute[],
  v2: readonly WebhookRoute[],
): readonly PathGroup[] {
  const group = (place: Place, routes: readonly WebhookRoute[]): PathGroup => ({
    scope: BASES[place].scope,
    tool: TOOL,
    routes: routes.map(([method, path, success, run]) => ({
      method,
      path: `${BASES[place].base}${path}`,
      operation: 'action',
      level: LEVEL,
      success,
      run: (work: Work) => namesBoth(work) ?? run(work),
    })),
  })
  return [group('v1', v1), group('company', v2), group('project', v2)]
}

/** The hook of the path, when it belongs to the company or project of the call. */
export function hookOf(work: Work, parameter = 'hook_id'): Hook | Refusal {
  const id = parseId(work.parameters[parameter])
  const hook = id === null ? null : work.webhooks.hooks.find(id)
  const isHere = hook?.companyId === work.companyId && (hook.projectId ?? 0) === work.projectId
  if (hook && isHere) return hook
  return { failure: 'resource-not-found', because: `there is no hook ${id} here` }
}

export function tooManyHooks(work: Work): Refusal | null {
  const { hooks } = work.webhooks
  if (hooks.hooksOf(work).length < HOOKS_MAX) return null
  return { failure: 'business-rule', because: `there are ${HOOKS_MAX} hooks here already` }
}

/** "Exactly one" is v1.0's rule; a path of v2.0 names what it is about. */
function namesBoth({ route, query, body, platform }: Work): Refusal | null {
  if (route.isV2 || platform.assumptions.get('webhook-both-scopes') === 'project') return null
  const isGiven = (name: string) => query.get(name) !== null || Object.hasOwn(body, name)
  if (!isGiven('company_id') || !isGiven('project_id')) return null
  const fields = { company_id: [messageOf('invalid-value')] }
  return { failure: 'invalid-value', fields, because: 'both company_id and project_id are given' }
}
