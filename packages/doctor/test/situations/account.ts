/** Procore works: the token, the app, the permission, or what is asked for is wrong. */
import { failDeliveries } from './provoke.ts'
import type { Situation } from './situation.ts'

const MINUTE_MS = 60_000

export const ACCOUNT: readonly Situation[] = [
  {
    name: 'the token has expired',
    issuedAgoMs: 91 * MINUTE_MS,
    cause: 'our-token',
    signs: ['token-expired', 'api-healthy'],
  },
  {
    name: 'the token was revoked',
    arrange: async ({ platformUrl, accessToken }) => {
      const fields = { client_id: 'underpin-app', client_secret: 'underpin-app-secret' }
      const body = new URLSearchParams({ ...fields, token: accessToken ?? '' })
      await fetch(`${platformUrl}/oauth/revoke`, { method: 'POST', body })
    },
    cause: 'our-token',
    signs: ['token-rejected'],
  },
  {
    name: 'the token is of another environment',
    who: 'foreign',
    cause: 'our-token',
    signs: [],
  },
  {
    name: 'the app is not connected to the company',
    who: 'admin',
    about: { companyId: '4002', projectId: null, tool: null },
    cause: 'our-app',
    signs: ['app-not-connected'],
  },
  {
    name: 'the account is not in the company',
    about: { companyId: '598134325779301', projectId: null, tool: null },
    cause: 'our-permission',
    orElse: {
      cause: 'our-request',
      because: 'a wrong company id looks the same: nobody says that a company is there',
    },
    signs: ['company-not-visible'],
  },
  {
    name: 'the app is not permitted in the project',
    who: 'service',
    about: { projectId: '5003' },
    cause: 'our-permission',
    orElse: {
      cause: 'our-app',
      because: 'the projects of an app are chosen where it is connected',
    },
    signs: ['project-not-permitted'],
  },
  {
    name: 'the tool is switched off in the project',
    about: { projectId: '5002' },
    cause: 'our-permission',
    signs: ['project-reachable', 'tool-disabled'],
  },
  {
    name: 'the account has no permission for the tool',
    who: 'sub',
    cause: 'our-permission',
    signs: ['project-reachable', 'permission-too-low'],
  },
  {
    name: 'somebody who may only read wants to write',
    who: 'viewer',
    says: { seen: ['permission-denied-page'], oneAction: true, onlyOnePerson: true },
    cause: 'our-permission',
    signs: ['tool-reachable', 'saw-permission'],
  },
  {
    name: 'the project that is asked for is not there',
    about: { projectId: '999999' },
    cause: 'our-request',
    orElse: {
      cause: 'our-permission',
      because: 'what may not be seen is answered as what is not there',
    },
    signs: ['project-not-visible'],
  },
  {
    name: 'the receiver of webhooks is gone',
    who: 'admin',
    arrange: failDeliveries,
    cause: 'our-webhook-receiver',
    signs: ['webhooks-failing', 'tool-reachable'],
  },
]
