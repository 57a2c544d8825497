import { expect, it } from 'vitest'
import { apiRig } from '../../test/api-rig.ts'
import { explainWhy, why } from './why.ts'

const none = { method: null, company: null, app: null }

it.each([
  { user: 'sub@northside.example', path: '/rest/v1.0/projects/5001/rfis', decides: 'level' },
  { user: '7002', path: '/rest/v1.0/projects/5002/rfis', decides: 'tool-enabled' },
  {
    user: 'pm@northside.example',
    path: '/rest/v1.0/projects/5003/rfis',
    decides: 'project-member',
  },
  { user: 'underpin-service', path: '/rest/v1.0/projects/5003/rfis', decides: 'project-member' },
  { user: '7001', path: '/rest/v1.0/vendors?company_id=4002', decides: 'app-connected' },
  { user: '7001', path: '/rest/v1.0/projects/5001/rfis/77', decides: 'record' },
  { user: '7001', path: '/rest/v1.0/nothing', decides: 'route' },
  { user: 'nobody', path: '/rest/v1.0/me', decides: 'token' },
  { user: '7001', path: '/rest/v1.0/projects/5001/rfis/20001', decides: null },
])('$user at $path: $decides decides', ({ user, path, decides }) => {
  const report = why(apiRig().engine, { ...none, user, path })
  expect(report.decides).toBe(decides)
  const line = report.checks.find(({ check }) => check === decides)
  if (decides) expect(line?.wouldPass).toMatch(/\w.*\.$/)
})

it('agrees with what a request is answered', async () => {
  const rig = apiRig()
  const paths = [
    '/rest/v1.0/projects/5001/rfis',
    '/rest/v1.0/projects/5002/rfis',
    '/rest/v1.0/projects/5003/rfis',
    '/rest/v1.0/projects/5001/rfis/20001',
    '/rest/v1.0/projects/5001/tools',
    '/rest/v1.0/companies/4001/users',
    '/rest/v1.0/vendors?company_id=4001',
    '/rest/v1.0/projects/5001/rfis/1',
  ]
  for (const user of ['7001', '7002', '7003', '7004', 'underpin-service']) {
    for (const path of paths) {
      const as = user === 'underpin-service' ? 'service' : `user-${user}`
      const { call } = await rig.get(path, { as })
      const report = why(rig.engine, { ...none, user, path })
      expect([user, path, report.failure]).toEqual([user, path, call.failure])
    }
  }
})

it('says what stands behind the check that decides', () => {
  const report = why(apiRig().engine, {
    ...none,
    user: '7004',
    path: '/rest/v1.0/projects/5002/rfis',
  })
  const refusing = report.checks.filter(({ verdict }) => verdict === 'refuses')
  expect(refusing.map(({ check }) => check)).toEqual(['project-member', 'tool-enabled', 'level'])
  expect(report.caller).toEqual({
    user: 7004,
    email: 'sub@northside.example',
    app: 'underpin-app',
    isService: false,
  })
})

it('does not judge a scope that only the body names', () => {
  const path = '/rest/v1.0/vendors'
  const report = why(apiRig().engine, {
    ...none,
    user: '7002',
    path,
    method: 'POST',
    company: '4001',
  })
  expect(report.decides).toBe(null)
  expect(report.checks.at(-1)).toMatchObject({ check: 'scope', verdict: 'not-known' })
})

it('refuses a question without a user or a path', () => {
  const { engine } = apiRig()
  expect(() => explainWhy(new URLSearchParams('path=/x'), engine)).toThrow('user is missing')
  expect(() => explainWhy(new URLSearchParams('user=7001'), engine)).toThrow('path is missing')
})
