import { describe, expect, it } from 'vitest'
import { ENVIRONMENT_NAMES, hostsFor } from './environment-targets.ts'

it.each(ENVIRONMENT_NAMES)('%s: every host by HTTPS, and the status page of all', (name) => {
  const { apiUrl, loginUrl, appUrl, statusUrl } = hostsFor(name, {})
  for (const url of [apiUrl, loginUrl, appUrl, statusUrl]) {
    expect(url).toMatch(/^https:\/\/[a-z0-9.-]+\.procore(?:gov)?\.com$/)
  }
})

it('what is given goes before what is usual', () => {
  const given = { loginUrl: 'https://127.0.0.1:9', statusUrl: null }
  expect(hostsFor('production', given)).toMatchObject({
    ...{ apiUrl: 'https://api.procore.com', loginUrl: 'https://127.0.0.1:9', statusUrl: null },
  })
})

describe('beside an API on this machine nothing elsewhere is asked', () => {
  it.each(['http://localhost:4010', 'http://127.0.0.1:4010', 'http://[::1]:4010'])(
    '%s',
    (apiUrl) => {
      expect(hostsFor('production', { apiUrl })).toEqual({
        ...{ apiUrl, loginUrl: apiUrl, appUrl: apiUrl, statusUrl: null, controlUrl: null },
        ...{ resolver: null, secondResolver: null },
      })
    },
  )

  it('unless it is named', () => {
    const given = { apiUrl: 'http://localhost:4010', controlUrl: 'http://127.0.0.1:9' }
    expect(hostsFor('production', given).controlUrl).toBe('http://127.0.0.1:9')
  })

  it('a name that only looks like this machine is another one', () => {
    const given = { apiUrl: 'http://localhost.example:4010' }
    expect(hostsFor('production', given).loginUrl).toBe('https://login.procore.com')
  })
})
