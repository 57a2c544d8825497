import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  ActivityCsvError,
  isActivityCsv,
  readActivityCsv,
  writeActivityCsv,
} from './activity-csv.ts'
import { isDeprecated } from './deprecated-routes.ts'
import { normalRoute } from './normal-route.ts'

const row = {
  date: '2026-11-20',
  clientId: 'a',
  status: 200,
  method: 'GET',
  route: '/v1.0/projects/:project_id/observations',
  failure: null,
  count: 3,
}

it('has the columns of the official report, and one line for all apps and failures', () => {
  const text = writeActivityCsv([row, { ...row, clientId: 'b', failure: 'heavy-load' as const }])
  expect(text).toBe(
    'Date,Response Code,HTTP Method,Normalized Route,Count\r\n' +
      '2026-11-20,200,GET,/v1.0/projects/:project_id/observations,6\r\n',
  )
})

it('reads back what it wrote, whatever stands in a route', () => {
  const line = fc.record({
    status: fc.integer({ min: 100, max: 599 }),
    method: fc.constantFrom('GET', 'POST', 'PATCH'),
    route: fc.string({ minLength: 1, unit: fc.constantFrom('a', '/', ',', '"', ':', ' ', 'é') }),
    count: fc.integer({ min: 1, max: 1e9 }),
  })
  fc.assert(
    fc.property(fc.uniqueArray(line, { selector: (each) => each.route }), (lines) => {
      const rows = lines.map((each) => ({ ...row, ...each, route: `/x${each.route}x` }))
      const read = readActivityCsv(writeActivityCsv(rows), 'a')
      expect(read).toEqual(rows.map((each) => ({ ...each, failure: undefined })))
    }),
  )
})

it('takes columns in any order, others besides, a byte order mark and quotes', () => {
  const text =
    '\uFEFF"Count","Date",App,"HTTP Method","Response Code","Normalized Route"\n7,2026-11-01,x,get,403,"/rest/v1.0/projects/{id}/rfis"\n\n'
  expect(isActivityCsv('\uFEFF"Date",x')).toBe(true)
  expect(readActivityCsv(text, null)).toEqual([
    {
      date: '2026-11-01',
      clientId: null,
      status: 403,
      method: 'GET',
      route: '/v1.0/projects/:id/rfis',
      failure: undefined,
      count: 7,
    },
  ])
})

it.each([
  { text: 'Date,Count\n', says: 'no column Response Code, HTTP Method, Normalized Route' },
  {
    text: 'Date,Response Code,HTTP Method,Normalized Route,Count\n2026-11-20,ok,GET,/a,1\n',
    says: 'line 2 is not a date',
  },
])('$says', ({ text, says }) => {
  expect(() => readActivityCsv(text, null)).toThrow(ActivityCsvError)
  expect(() => readActivityCsv(text, null)).toThrow(says)
})

it.each([
  ['/rest/v1.0/projects/{project_id}/rfis/{id}', '/x', '/v1.0/projects/:project_id/rfis/:id'],
  [null, '/rest/v1.0/projects/5001/hidden/17', '/v1.0/projects/:id/hidden/:id'],
  [null, '/vapid/hidden', '/v1.0/hidden'],
  [null, '/rest/v2.0/files/6f9619ff-8b86-d011-b42d-00c04fc964ff', '/v2.0/files/:id'],
  [null, '/rest/v1.0/a%20b', '/v1.0/:id'],
])('%s %s is %s', (route, path, want) => {
  expect(normalRoute(route, path)).toBe(want)
})

it('deprecated routes go by their shape, and not by what their parameters are called', () => {
  expect(isDeprecated('GET', '/v1.0/submittal_logs/:submittal_log_id')).toBe(true)
  expect(isDeprecated('POST', '/v1.0/submittal_logs')).toBe(false)
  expect(isDeprecated('GET', '/v1.0/projects/:project_id/rfis')).toBe(false)
})
