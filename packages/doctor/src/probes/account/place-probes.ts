/** Can the project be read, and the tool in it; and where not, is it the tool, or the permission? */
import type { Probe } from '../probe.ts'
import {
  type AccountContext,
  accountProbe,
  LIMIT_SPENT,
  type Look,
  TOKEN_REFUSED,
} from './account-probe.ts'
import { isRecord, records } from './json-record.ts'
import { pathStep } from './path-step.ts'
import { toolPath } from './tool-path.ts'
import { failed } from './who-probes.ts'

const STOPPED = [
  ...TOKEN_REFUSED,
  ...LIMIT_SPENT,
  'app-not-connected',
  'company-unavailable',
] as const

export const projectProbe: Probe = accountProbe({
  name: 'project',
  asks: 'Can the project be read?',
  ...{ needs: ['token', 'company', 'project'], to: 'check the project', callsMax: 1, host: 'api' },
  ...{ after: ['me', 'companies', 'company'], unless: STOPPED },
  look: lookAtProject,
})

export const toolProbe: Probe = accountProbe({
  name: 'tool',
  asks: 'Can the tool be read?',
  needs: ['token', 'company', 'project', 'tool'],
  ...{ to: 'check the tool', callsMax: 2, host: 'api' },
  after: ['me', 'companies', 'company', 'project'],
  unless: [...STOPPED, 'project-not-permitted', 'not-in-project', 'project-not-visible'],
  look: lookAtTool,
})

async function lookAtProject({ call, targets, result }: AccountContext): Promise<Look> {
  const { companyId, projectId } = targets
  const company = encodeURIComponent(companyId ?? '')
  const id = pathStep(projectId ?? '')
  const answer = await call(`/rest/v1.0/projects/${id}?company_id=${company}`, companyId)
  const facts = { project: projectId, status: answer.status }
  const { failure, status, words } = answer
  if (failure === null) {
    const says = `Project ${projectId} can be read.`
    return { verdict: 'pass', says, facts, signs: ['project-reachable'] }
  }
  if (status === 403 && answer.signs.length === 0 && failure !== 'app-not-connected') {
    // A person is a member of the project; an app’s own account is permitted in it (fact sheet section 6.2).
    const isService = result('me')?.facts['needsCompanyHeader'] === true
    const says = `Project ${projectId} may not be read by this ${isService ? 'app' : 'account'} (${status}).`
    const signs = [isService ? 'project-not-permitted' : 'not-in-project'] as const
    return { verdict: 'fail', says, facts, signs, failure: 'project-out-of-scope' }
  }
  if (status === 404) {
    const says = `Project ${projectId} is not there for this account (${status}): it does not exist, or is hidden from it.`
    return { verdict: 'fail', says, facts, signs: ['project-not-visible'], failure }
  }
  return failed(answer, `Project ${projectId} cannot be read: the API answered ${words}.`)
}

/** Procore words a tool that is off and a permission that is too low alike; the project's list of tools tells them apart. */
async function lookAtTool({ call, targets }: AccountContext): Promise<Look> {
  const { companyId, projectId, tool } = targets
  const answer = await call(toolPath(projectId ?? '', tool ?? ''), companyId)
  const { failure, status, words } = answer
  const facts = { tool, status }
  if (failure === null) {
    const says = `The tool ${tool} can be read.`
    return { verdict: 'pass', says, facts, signs: ['tool-reachable'] }
  }
  const isRefused = (status === 403 || status === 404) && answer.signs.length === 0
  if (!isRefused)
    return failed(answer, `The tool ${tool} cannot be read: the API answered ${words}.`)
  const list = await call(`/rest/v1.0/projects/${pathStep(projectId ?? '')}/tools`, companyId)
  if (list.signs.length > 0)
    return failed(list, `The project’s list of tools was answered ${list.words}.`)
  const found = records(list.json).find((each) => isCalled(each, tool ?? ''))
  if (found?.['is_active'] === false) {
    const says = `The tool ${tool} is switched off in project ${projectId} (${status}).`
    return { verdict: 'fail', says, facts, signs: ['tool-disabled'], failure: 'tool-disabled' }
  }
  if (found?.['is_active'] === true) {
    const says = `The tool ${tool} is switched on in project ${projectId}, and this account may not read it (${status}).`
    return {
      verdict: 'fail',
      says,
      facts,
      signs: ['permission-too-low'],
      failure: 'permission-too-low',
    }
  }
  if (status === 404) {
    const says = `There is no list ${tool} in project ${projectId} (404): the tool may be spelt differently in paths, or be off.`
    return { verdict: 'unknown', says, facts, failure }
  }
  const says = `The tool ${tool} is refused (${status}): it is off, or the permission is too low; the list of tools does not tell which.`
  return { verdict: 'fail', says, facts, signs: ['permission-too-low'], failure }
}

/** `rfis` in a path, `rfi` as an engine, `RFIs` as a title. */
function isCalled(each: unknown, tool: string): boolean {
  if (!isRecord(each)) return false
  const names = [each['engine_name'], each['title']]
  return names.some((name) => typeof name === 'string' && stem(name) === stem(tool))
}

function stem(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/s$/, '')
}
