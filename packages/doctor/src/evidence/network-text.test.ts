import { classify } from '@underpin/failures'
import { expect, it } from 'vitest'
import { networkEvidence } from './network-text.ts'

it.each([
  ['connect ECONNREFUSED 127.0.0.1:443', 'connection-refused'],
  ['curl: (7) Failed to connect to api.procore.com port 443', 'connection-refused'],
  ['net::ERR_CONNECTION_REFUSED', 'connection-refused'],
  ['getaddrinfo ENOTFOUND api.procore.com', 'dns-failure'],
  ['curl: (6) Could not resolve host: api.procore.com', 'dns-failure'],
  ['This site can’t be reached. DNS_PROBE_FINISHED_NXDOMAIN', 'dns-failure'],
  ['curl: (28) Connection timed out after 10001 milliseconds', 'connect-timeout'],
  ['curl: (60) SSL certificate problem: unable to get local issuer certificate', 'tls-failure'],
  ['Error: certificate has expired (CERT_HAS_EXPIRED)', 'tls-failure'],
  ['read ECONNRESET', 'connection-reset'],
  ['curl: (52) Empty reply from server', 'connection-reset'],
  ['requests.exceptions.ConnectionError: Connection reset by peer', 'connection-reset'],
  ['TypeError: fetch failed', 'connection-reset'],
])('%s is %s', (text, failure) => {
  const evidence = networkEvidence(text)
  expect(evidence && classify(evidence)?.candidates.map(({ id }) => id)).toContain(failure)
})

it.each(['the connection of the app', 'App is not connected to this company.', '503', 'ECONOMY'])(
  '%s speaks of no network error',
  (text) => {
    expect(networkEvidence(text)).toBeNull()
  },
)
