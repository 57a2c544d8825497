/** Which proxy a request goes through, as curl and Node read the environment. */
import { expect, it } from 'vitest'
import type { Environment } from '../probe.ts'
import { proxyOf, unreadProxy } from './proxy-of.ts'

const PROXY = 'http://proxy.test:3128'
const API = 'https://api.procore.test/rest'

const ROWS: { name: string; environment: Environment; url?: string; want: string | null }[] = [
  { name: 'no variable, no proxy', environment: {}, want: null },
  { name: 'HTTPS_PROXY is for https', environment: { HTTPS_PROXY: PROXY }, want: PROXY },
  { name: 'HTTP_PROXY is not for https', environment: { HTTP_PROXY: PROXY }, want: null },
  {
    name: 'HTTP_PROXY is for http',
    ...{ environment: { HTTP_PROXY: PROXY }, url: 'http://api.procore.test', want: PROXY },
  },
  { name: 'ALL_PROXY is for both', environment: { ALL_PROXY: PROXY }, want: PROXY },
  {
    name: 'lower case wins',
    ...{ environment: { https_proxy: PROXY, HTTPS_PROXY: 'http://other.test:1' }, want: PROXY },
  },
  {
    name: 'a scheme may be left out',
    ...{ environment: { https_proxy: 'proxy.test:3128' }, want: PROXY },
  },
  {
    name: 'a port may be left out',
    ...{ environment: { https_proxy: 'http://proxy.test' }, want: 'http://proxy.test:80' },
  },
  {
    name: 'a sign-in is not shown',
    ...{ environment: { https_proxy: 'http://me:pass%40word@proxy.test:3128' }, want: PROXY },
  },
  { name: 'an empty variable is none', environment: { https_proxy: '' }, want: null },
  {
    name: 'SOCKS is not spoken',
    environment: { https_proxy: 'socks5://proxy.test:1' },
    want: null,
  },
  { name: 'nonsense is none', environment: { https_proxy: 'http://[' }, want: null },
  ...(
    [
      ['*', true],
      ['api.procore.test', true],
      ['procore.test', true],
      ['.procore.test', true],
      ['*.procore.test', true],
      ['API.PROCORE.TEST', true],
      ['other.test, procore.test', true],
      ['other.test procore.test', true],
      ['procore.test:443', true],
      ['procore.test:8443', false],
      ['notprocore.test', false],
      ['rocore.test', false],
      ['login.procore.test', false],
      ['', false],
    ] as const
  ).map(([list, isExempt]) => ({
    name: `NO_PROXY=${list}`,
    environment: { HTTPS_PROXY: PROXY, NO_PROXY: list },
    want: isExempt ? null : PROXY,
  })),
  {
    name: 'NO_PROXY names addresses too',
    environment: { HTTP_PROXY: PROXY, NO_PROXY: '127.0.0.1,::1' },
    ...{ url: 'http://[::1]:4010/', want: null },
  },
]
it.each(ROWS)('$name', ({ environment, url = API, want }) => {
  expect(proxyOf(new URL(url), environment)?.shown ?? null).toBe(want)
})

it('the sign-in of a proxy is read from its address', () => {
  const environment = { https_proxy: 'http://me:pass%40word@proxy.test:3128' }
  const found = proxyOf(new URL(API), environment)
  expect(found?.authorization).toBe(`Basic ${btoa('me:pass@word')}`)
})

it.each([
  { environment: { https_proxy: 'socks5://proxy.test:1' }, want: 'HTTPS_PROXY' },
  { environment: { ALL_PROXY: 'http://[' }, want: 'ALL_PROXY' },
  { environment: { ALL_PROXY: 'socks5://proxy.test:1', HTTPS_PROXY: PROXY }, want: null },
  { environment: { HTTP_PROXY: 'socks5://proxy.test:1' }, want: null },
  { environment: { ALL_PROXY: 'socks5://proxy.test:1', NO_PROXY: '*' }, want: null },
  { environment: {}, want: null },
])('a variable that counts, and names no proxy of HTTP, is told: $want', (row) => {
  expect(unreadProxy(new URL(API), row.environment)).toBe(row.want)
})
