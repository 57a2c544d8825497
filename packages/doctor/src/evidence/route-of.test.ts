import { expect, it } from 'vitest'
import { routeOf } from './route-of.ts'

it.each([
  [
    'https://API.procore.com/rest/v1.0/projects/5/rfis?page=2',
    'api.procore.com',
    '/rest/v1.0/projects/{id}/rfis',
  ],
  ['/rest/v1.1/projects/598134325779301/submittals', null, '/rest/v1.1/projects/{id}/submittals'],
  ['https://me:pw@localhost:4010/rest/v1.0/me#x', 'localhost:4010', '/rest/v1.0/me'],
  ['https://api.procore.com', 'api.procore.com', '/'],
  [
    'https://x.s3.amazonaws.com/0b54f5ee-40ff-4dd0-8d5f-1234567890ab/a',
    'x.s3.amazonaws.com',
    '/{id}/a',
  ],
  ['/files/3f9a8c7d6e5b4a39281706f5e4d3c2b1', null, '/files/{…}'],
  ['/users/ann@northside.example', null, '/users/{…}'],
  ['no address', null, null],
  [undefined, null, null],
])('%s', (url, host, path) => {
  expect(routeOf(url)).toEqual({ host, path })
})

it('shows no value of a query, a sign-in, or a long piece', () => {
  const shown = routeOf('https://u:s3cr3t@h/x/t0ken-t0ken-t0ken?access_token=s3cr3t')
  expect(JSON.stringify(shown)).not.toMatch(/s3cr3t|t0ken/)
})

it('is bounded, however deep the path is', () => {
  expect(routeOf(`/${'a/'.repeat(5_000)}`).path?.length).toBeLessThan(60)
})
