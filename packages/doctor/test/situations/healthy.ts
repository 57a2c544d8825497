/** Nothing of Procore's is broken now: what must be called fine, and what must not. */
import { httpProxy } from '@underpin/emulator/rigs'
import { hoursFromNow } from './provoke.ts'
import type { Situation } from './situation.ts'

export const HEALTHY: readonly Situation[] = [
  {
    name: 'everything works, and nobody gave a token',
    who: null,
    about: { companyId: null, projectId: null, tool: null },
    cause: 'fine',
    signs: [
      'all-hosts-reachable',
      'api-healthy',
      'login-healthy',
      'app-healthy',
      'status-operational',
      'control-reachable',
    ],
  },
  {
    name: 'everything works, down to the tool',
    cause: 'fine',
    signs: [
      'token-valid',
      'company-visible',
      'app-connected',
      'project-reachable',
      'tool-reachable',
      'limits-fine',
    ],
  },
  {
    name: 'everything works for an app of its own, in a company with a long id',
    who: 'service',
    about: { companyId: '598134325779301', projectId: null, tool: null },
    cause: 'fine',
    signs: ['token-valid', 'company-visible', 'app-connected'],
  },
  {
    name: 'everything works, by way of a proxy',
    arrange: async (stage) => {
      const proxy = await stage.keep(httpProxy('passes'))
      stage.environment = { http_proxy: proxy.url }
    },
    cause: 'fine',
    signs: ['proxy-in-use', 'all-hosts-reachable'],
  },
  {
    name: 'a maintenance is announced for tonight, and everything works',
    arrange: async ({ door }) => {
      await door('maintenance', { start: hoursFromNow(8), end: hoursFromNow(10), title: 'Upgrade' })
    },
    cause: 'fine',
    signs: ['status-maintenance-soon'],
  },
  {
    name: 'the page is red for the Training Center alone',
    arrange: async ({ door }) => {
      await door('incidents', {
        name: 'Courses do not load',
        impact: 'critical',
        components: ['Training Center'],
      })
    },
    cause: 'fine',
    signs: ['status-incident-elsewhere', 'api-healthy'],
  },
  {
    name: 'the status page is down, and everything else works',
    arrange: async (stage) => {
      stage.resolver.answers.set(stage.name('status'), 'servfail')
      stage.secondResolver.answers.set(stage.name('status'), 'servfail')
    },
    cause: 'not-fine',
    signs: ['status-unreachable', 'api-healthy'],
  },
  {
    name: 'there was heavy load ten minutes ago, and everything works again',
    says: { seen: ['heavy-load-page'], sinceMs: Date.parse(hoursFromNow(-1 / 6)) },
    cause: 'heavy-load',
    signs: ['saw-heavy-load', 'api-healthy'],
  },
]
