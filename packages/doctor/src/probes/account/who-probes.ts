/** Who is it that calls: the token, the account behind it, and the companies that it sees. */
import { durationWords } from '@underpin/failures'
import { scalarText } from '../../evidence/scalar-text.ts'
import type { Probe } from '../probe.ts'
import {
  type AccountContext,
  accountProbe,
  LIMIT_SPENT,
  type Look,
  TOKEN_REFUSED,
} from './account-probe.ts'
import { isRecord, records } from './json-record.ts'
import type { JudgedAnswer } from './judge-answer.ts'

/** A token that ends within it is worth a word: a job that starts now outlives it. A guess. */
const EXPIRES_SOON_S = 600

/** What says that it lives longer says nothing. A guess: a hundred years. */
const LIFE_S_MAX = 3_153_600_000

export const tokenInfoProbe: Probe = accountProbe({
  name: 'token-info',
  asks: 'Does Procore know the access token, and for how long?',
  ...{ needs: ['token'], to: 'check the access token', callsMax: 1, host: 'login' },
  ...{ after: [], unless: [] },
  look: lookAtToken,
})

export const meProbe: Probe = accountProbe({
  name: 'me',
  asks: 'Whose access token is it, for the API?',
  ...{ needs: ['token'], to: 'see whose token it is', callsMax: 2, host: 'api' },
  ...{ after: ['token-info'], unless: LIMIT_SPENT },
  look: lookAtMe,
})

export const companiesProbe: Probe = accountProbe({
  name: 'companies',
  asks: 'Which companies does the account see?',
  ...{ needs: ['token'], to: 'see the companies of the account', callsMax: 1, host: 'api' },
  ...{ after: ['me'], unless: [...TOKEN_REFUSED, ...LIMIT_SPENT] },
  look: lookAtCompanies,
})

async function lookAtToken({ call, clock }: AccountContext): Promise<Look> {
  const answer = await call('/oauth/token/info', null)
  if (answer.failure !== null || !isRecord(answer.json)) {
    return failed(answer, `The sign-in service, asked about the token, answered ${answer.words}.`)
  }
  const { json } = answer
  // Newer Doorkeeper says `expires_in` (fact sheet section 2.3).
  const given = json['expires_in_seconds'] ?? json['expires_in']
  const leftS = typeof given === 'number' && Math.abs(given) <= LIFE_S_MAX ? given : null
  const application = isRecord(json['application']) ? json['application'] : {}
  const uid = application['uid']
  const facts = {
    clientId: typeof uid === 'string' ? uid : null,
    expiresAt: leftS === null ? null : new Date(clock.nowMs() + leftS * 1_000).toISOString(),
  }
  if (leftS === null && facts.clientId === null) {
    const says = 'The sign-in service, asked about the token, answered something else.'
    return { verdict: 'unknown', says }
  }
  if (leftS === null) {
    const says = 'Procore knows the access token, and does not say when it ends.'
    return { verdict: 'pass', says, signs: ['token-valid'], facts }
  }
  if (leftS <= 0) {
    const says = 'The access token has expired.'
    return {
      verdict: 'fail',
      says,
      signs: ['token-expired'],
      facts,
      failure: 'access-token-expired',
    }
  }
  const left = durationWords(leftS * 1_000)
  if (leftS <= EXPIRES_SOON_S) {
    const says = `Procore knows the access token, and it ends in ${left}.`
    return { verdict: 'warn', says, signs: ['token-valid', 'token-expires-soon'], facts }
  }
  const says = `Procore knows the access token; it ends in ${left}.`
  return { verdict: 'pass', says, signs: ['token-valid'], facts }
}

/** The header is not needed here, but for a service account (fact sheet section 3). */
async function lookAtMe({ call, targets, result }: AccountContext): Promise<Look> {
  const first = await call('/rest/v1.0/me', null)
  const needsHeader = first.failure === 'company-header-missing'
  const isService = needsHeader && targets.companyId !== null
  const answer = isService ? await call('/rest/v1.0/me', targets.companyId) : first
  const facts = { needsCompanyHeader: needsHeader }
  if (needsHeader && !isService) {
    const says =
      'The token is of a service account, which has to name a company in each call: give --company.'
    return { verdict: 'unknown', says, facts, failure: answer.failure }
  }
  if (answer.failure === null) {
    const id = isRecord(answer.json) ? answer.json['id'] : undefined
    const userId = typeof id === 'number' || typeof id === 'string' ? String(id) : null
    const who = userId === null ? 'an account' : `account ${userId}`
    const kind = isService ? ' (a service account)' : ''
    const says = `The API accepts the token, of ${who}${kind}.`
    return { verdict: 'pass', says, facts: { ...facts, userId }, signs: ['token-valid'] }
  }
  const isKnownThere = result('token-info')?.signs.includes('token-valid') === true
  if (answer.status === 401 && isKnownThere) {
    const says =
      'The sign-in service knows the token, and the API does not accept it: the two are of different environments.'
    return {
      verdict: 'fail',
      says,
      signs: ['token-other-environment'],
      facts,
      failure: 'wrong-environment-token',
    }
  }
  const says = `The API, asked who the token is of, answered ${answer.words}.`
  return { ...(isService ? ofCompany(answer, says) : failed(answer, says)), facts }
}

async function lookAtCompanies({ call, targets, result }: AccountContext): Promise<Look> {
  const { companyId } = targets
  const needsHeader = result('me')?.facts['needsCompanyHeader'] === true
  if (needsHeader && companyId === null) {
    return { verdict: 'unknown', says: 'Not tried, as the call has to name a company (me).' }
  }
  const answer = await call('/rest/v1.0/companies', needsHeader ? companyId : null)
  if (answer.failure !== null || !Array.isArray(answer.json)) {
    const says = `The API, asked for the companies, answered ${answer.words}.`
    return needsHeader ? ofCompany(answer, says) : failed(answer, says)
  }
  const ids = records(answer.json).map(({ id }) => scalarText(id))
  const other = ids.find((id) => id !== companyId) ?? null
  const facts = { companies: ids.length, otherCompany: other }
  const count = `${ids.length} ${ids.length === 1 ? 'company' : 'companies'}`
  if (companyId === null) return { verdict: 'pass', says: `The account sees ${count}.`, facts }
  return ids.includes(companyId)
    ? {
        verdict: 'pass',
        says: `Company ${companyId} is among the ${count} that the account sees.`,
        ...{ facts, signs: ['company-visible'] },
      }
    : {
        verdict: 'fail',
        says: `Company ${companyId} is not among the ${count} that the account sees: the account or the app is not of it, or the id is another’s.`,
        ...{ facts, signs: ['company-not-visible'] },
      }
}

/** What came is no answer to the question; whose trouble it is, its signs say. */
export function failed(answer: JudgedAnswer, says: string): Look {
  const signs = answer.signs.length > 0 ? answer.signs : answer.hostSigns
  const facts = { status: answer.status, waitMs: answer.waitMs }
  return { verdict: 'fail', says, signs, facts, failure: answer.failure }
}

/** The call had to name a company: then the API as a whole is not known to fail. */
function ofCompany(answer: JudgedAnswer, says: string): Look {
  return { ...failed(answer, says), signs: answer.signs }
}
