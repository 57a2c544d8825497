import { expect, it } from 'vitest'
import { apiRig } from '../../test/api-rig.ts'
import { explainWhy } from '../control/why-door.ts'

const ask = (rig: ReturnType<typeof apiRig>, user: string, path: string, more = {}) =>
  JSON.parse(
    explainWhy(new URLSearchParams({ user, path, method: 'GET', ...more }), rig.engine).text,
  )

it.each([
  { user: 'sub@northside.example', path: '/rest/v1.0/projects/5001/rfis', decidedBy: 'level' },
  { user: '7002', path: '/rest/v1.0/projects/5002/rfis', decidedBy: 'tool-enabled' },
  {
    user: 'pm@northside.example',
    path: '/rest/v1.0/projects/5003/rfis',
    decidedBy: 'project-member',
  },
  { user: '7001', path: '/rest/v1.0/vendors?company_id=4002', decidedBy: 'app-connected' },
  { user: '7001', path: '/rest/v1.0/projects/5001/rfis/77', decidedBy: 'record' },
  { user: '7001', path: '/rest/v1.0/projects/5001/rfis/77/replies', decidedBy: 'record' },
  { user: '7001', path: '/rest/v1.0/projects/5001/rfis/20001', decidedBy: null },
])('$user at $path: $decidedBy decides', ({ user, path, decidedBy }) => {
  const answer = ask(apiRig(), user, path)
  expect(answer).toMatchObject({ decidedBy, allowed: decidedBy === null })
  if (decidedBy) expect(answer.wouldPass).toMatch(/\w.*\.$/)
})

it('agrees with what a request is answered', async () => {
  const rig = apiRig()
  const paths = [
    '/rest/v1.0/projects/5001/rfis',
    '/rest/v1.0/projects/5002/rfis',
    '/rest/v1.0/projects/5003/rfis',
    '/rest/v1.0/projects/5001/rfis/20001',
    '/rest/v1.0/projects/5001/rfis/1',
    '/rest/v1.0/projects/5001/tools',
    '/rest/v1.0/companies/4001/users',
    '/rest/v1.0/companies/4001/users/7003',
    '/rest/v1.0/vendors?company_id=4001',
    '/rest/v1.0/projects/5003?company_id=4001',
    '/rest/v1.0/me',
  ]
  const { id: service } = (await rig.get('/rest/v1.0/me', { as: 'service' })).json
  for (const user of ['7001', '7002', '7003', '7004', String(service)]) {
    for (const path of paths) {
      const as = user === String(service) ? 'service' : `user-${user}`
      const { call } = await rig.get(path, { as })
      const answer = ask(rig, user, path)
      expect([user, path, answer.failure ?? null]).toEqual([user, path, call.failure])
    }
  }
})

it('agrees with what every read is answered, whoever asks', async () => {
  const rig = apiRig()
  const { id: service } = (await rig.get('/rest/v1.0/me', { as: 'service' })).json
  const different: unknown[] = []
  for (const { method, path: route } of rig.engine.routes.routes) {
    if (method !== 'GET') continue
    for (const [project, query] of [
      ['5001', 'project_id=5001'],
      ['5003', 'company_id=4001'],
      ['5999', ''],
    ]) {
      const ids: Record<string, string> = { company_id: '4001', project_id: project ?? '' }
      const path = route.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '20001')
      for (const [as, user] of [
        ['user-7002', '7002'],
        ['user-7004', '7004'],
        ['service', String(service)],
      ]) {
        const { status, call } = await rig.get(`${path}?${query}`, { as: as ?? null })
        const said = ask(rig, user ?? '', `${path}?${query}`, { companyId: '4001' })
        const wire = status < 400 ? null : call.failure
        if ((said.failure ?? null) !== wire) different.push([user, path, query, wire, said.failure])
      }
    }
  }
  expect(different).toEqual([])
})

it('says what stands behind the check that decides', () => {
  const { checks } = ask(apiRig(), '7004', '/rest/v1.0/projects/5002/rfis')
  const refusing = checks.filter(({ passes }: { passes: boolean }) => !passes)
  expect(refusing.map(({ name }: { name: string }) => name)).toEqual([
    'project-member',
    'tool-enabled',
    'level',
  ])
})
