import { expect, it } from 'vitest'
import { type CountedExchange, type Side, scoreOf } from './score.ts'
import { RFIS, VENDORS } from './work.ts'

const exchange = (changed: Partial<CountedExchange> = {}): CountedExchange => ({
  atMs: 0,
  method: 'GET',
  url: 'http://procore.test/rest/v1.0/vendors?company_id=4001',
  requestBody: null,
  failure: null,
  brokenPromises: [],
  ...changed,
})

const side = (changed: Partial<Side> = {}): Side => ({
  exchanges: [],
  vendorNames: VENDORS.map(({ name }) => name),
  rfiSubjects: RFIS.map(({ subject }) => subject),
  signIns: 1,
  hourStartsAtMs: 60_000,
  endedAtMs: 60_000 + 90_000,
  gaveUp: null,
  ...changed,
})

it('everything once is finished', () => {
  expect(scoreOf(side())).toMatchObject({
    isFinished: true,
    made: 270,
    wanted: 270,
    lost: 0,
    duplicates: 0,
    endedAtMin: 2,
  })
})

it('what is missing is lost, what is there again is a duplicate, and strangers count for nothing', () => {
  const [first = '', , ...rest] = side().vendorNames
  const score = scoreOf(side({ vendorNames: [first, first, first, ...rest, 'Somebody Else'] }))
  expect(score).toMatchObject({ isFinished: false, made: 269, lost: 1, duplicates: 2 })
})

it('a job that gave up is not finished, even with everything there', () => {
  expect(scoreOf(side({ gaveUp: 'out of memory' }))).toMatchObject({ isFinished: false, lost: 0 })
})

it('the clicks of a person are no requests; 429 of both limits count, and broken promises by kind', () => {
  const wait = { kind: 'called-while-told-to-wait' }
  const score = scoreOf(
    side({
      exchanges: [
        exchange({ url: 'http://procore.test/oauth/authorize?client_id=x' }),
        exchange({ url: 'http://procore.test/login', method: 'POST' }),
        exchange({ url: 'http://procore.test/oauth/authorize', method: 'HEAD' }),
        exchange({ failure: 'rate-limit-spike', brokenPromises: [wait, wait] }),
        exchange({ failure: 'rate-limit-hourly', brokenPromises: [{ kind: 'other' }] }),
        exchange({ failure: 'heavy-load' }),
      ],
    }),
  )
  expect(score).toMatchObject({ requests: 4, rateLimited: 2, brokenPromises: 3 })
  expect(Object.entries(score.brokenByKind)).toEqual([
    ['called-while-told-to-wait', 2],
    ['other', 1],
  ])
})

it.each([
  {
    name: 'a refresh in JSON',
    body: '{"grant_type":"refresh_token","refresh_token":"x"}',
    want: 1,
  },
  { name: 'a refresh in a form', body: 'grant_type=refresh_token&refresh_token=x', want: 1 },
  { name: 'a code exchange', body: 'grant_type=authorization_code&code=x', want: 0 },
  { name: 'no body', body: null, want: 0 },
])('$name counts as $want refresh calls', ({ body, want }) => {
  const url = 'http://procore.test/oauth/token'
  const exchanges = [exchange({ method: 'POST', url, requestBody: body })]
  expect(scoreOf(side({ exchanges })).refreshCalls).toBe(want)
})
