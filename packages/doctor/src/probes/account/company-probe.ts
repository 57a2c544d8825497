/** Are calls for the company answered; and where they are not, is it the company, or the platform? */
import type { Sign } from '../../report/sign.ts'
import type { Probe } from '../probe.ts'
import {
  type AccountContext,
  accountProbe,
  LIMIT_SPENT,
  type Look,
  TOKEN_REFUSED,
} from './account-probe.ts'
import type { JudgedAnswer } from './judge-answer.ts'

export const companyProbe: Probe = accountProbe({
  name: 'company',
  asks: 'Are calls for the company answered?',
  ...{ needs: ['token', 'company'], to: 'check calls for your company', callsMax: 2, host: 'api' },
  ...{ after: ['me', 'companies'], unless: [...TOKEN_REFUSED, ...LIMIT_SPENT] },
  look: lookAtCompany,
})

async function lookAtCompany({ call, targets, result }: AccountContext): Promise<Look> {
  const companyId = targets.companyId ?? ''
  const answer = await call(cheapCall(companyId), companyId)
  const { failure, status, words } = answer
  const facts = { company: companyId, status, waitMs: answer.waitMs }
  if (failure === null) {
    const signs: Sign[] = ['company-answers', 'app-connected']
    return { verdict: 'pass', says: `Calls for company ${companyId} are answered.`, signs, facts }
  }
  if (answer.signs.length > 0) {
    const says = `Calls for company ${companyId} are answered ${words}.`
    return { verdict: 'fail', says, signs: answer.signs, facts, failure }
  }
  if (failure === 'app-not-connected') {
    const says = `Calls for company ${companyId} are answered ${words}.`
    return { verdict: 'fail', says, signs: ['app-not-connected'], facts, failure }
  }
  if (!isProcoresFault(answer)) {
    const says = `Procore answers for company ${companyId}, and does not let this account list its projects: it answered ${words}.`
    return { verdict: 'warn', says, signs: ['company-answers', 'app-connected'], facts, failure }
  }
  const other = result('companies')?.facts['otherCompany']
  if (typeof other !== 'string') {
    const says = `Calls for company ${companyId} are answered ${words}. No other company of this account is known, so whether others have it cannot be told.`
    return { verdict: 'fail', says, signs: failing(answer), facts, failure }
  }
  const there = await call(cheapCall(other), other)
  const all = { ...facts, otherCompany: other, otherStatus: there.status }
  const isFailingToo = isProcoresFault(there)
  const compared = isFailingToo ? 'fail as well' : 'work'
  const says = `Calls for company ${companyId} are answered ${words}; those for company ${other} ${compared}.`
  const signs: Sign[] = isFailingToo
    ? [...failing(answer), 'other-company-unavailable']
    : ['company-unavailable', 'other-company-answers']
  return { verdict: 'fail', says, signs, facts: all, failure }
}

/** One project of the company: the lightest list that every integration may read. */
function cheapCall(companyId: string): string {
  return `/rest/v1.0/projects?company_id=${encodeURIComponent(companyId)}&per_page=1`
}

/** A failure of whoever should answer, and no refusal. */
function isProcoresFault({ failure, status }: JudgedAnswer): boolean {
  return status === null || status >= 500 || (failure !== null && status < 400)
}

/** Where nothing came at all, it may be the network as well. */
function failing({ status, hostSigns }: JudgedAnswer): readonly Sign[] {
  return status === null ? hostSigns : ['company-unavailable']
}
