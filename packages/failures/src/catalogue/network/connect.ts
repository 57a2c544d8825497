/** The name was found, and no connection came about: it was refused, or nobody answered. */
import type { Duration, Escalation, FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503 } from '../sources.ts'
import { told } from '../told.ts'
import { HOST_AWAY_MS, IT_AFTER_MS, IT_EVIDENCE } from './durations.ts'

const BEFORE_SENDING = ours('the request never left, as no connection came about')

/** How long a host stays out of reach, and who looks into it: the same for both. */
const UNTIL_REACHED: Duration = {
  typicalMs: HOST_AWAY_MS,
  says: 'Seconds to an hour; until it is opened when a firewall is the cause.',
  from: [ours('a guess from usual network faults')],
}

const TO_OWN_IT: Escalation = {
  afterMs: IT_AFTER_MS,
  when: [
    {
      says: 'Another network gets through at the same time.',
      from: [seed503('Step 5: Switch Networks')],
    },
  ],
  to: 'own-it',
  evidence: IT_EVIDENCE,
  from: [ours('the fault is on the way, unless the status page says otherwise')],
}

export const connectionRefusedKnown: KnownMode = {
  id: 'connection-refused',
  surface: 'network',
  status: null,
  party: 'network',
  applied: 'no',
  recovery: 'backoff',
  signatures: [
    {
      networkCode:
        /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|(?:net::)?ERR_(?:CONNECTION_REFUSED|ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED))$/,
      from: [ours('the codes of Node and of browsers for a connection that is turned away')],
    },
    { judgement: 'failed-connecting', from: [ours('the platform says in which phase it failed')] },
  ],
}

export const connectionRefused: FailureMode = /* @__PURE__ */ told(connectionRefusedKnown, {
  title: 'Nothing answered at the address of Procore.',
  summary: {
    says: 'The machine was found, but it, or something on the way to it, turned the connection away at once. Nothing was sent, and nothing was changed in Procore.',
    from: [seed503('5. Network Routing Issues'), BEFORE_SENDING],
  },
  wire: null,
  causes: [
    {
      says: 'A firewall or proxy of the own network does not let the connection out.',
      tellApart: 'The same call works over a mobile connection.',
      from: [seed503('Step 5: Switch Networks')],
    },
    {
      says: 'The host or the port is not the right one.',
      tellApart:
        'Compare both with the hosts of the environments; Procore is reached by https alone.',
      from: [fact('1', 'documented')],
    },
    {
      says: 'The server is down or being restarted.',
      tellApart: 'It is refused from every network, and the status page may say so.',
      from: [seed503('Step 2: Check the Official Status Page')],
    },
  ],
  remedies: {
    user: {
      says: 'Try again in a few minutes, or over a mobile connection.',
      from: [seed503('Step 5: Switch Networks')],
    },
    integration: {
      says: 'Repeat with growing pauses. If it lasts, check host, port, proxy and firewall.',
      from: [fact('6.3', 'documented'), ours('nothing was sent, so a repeat is safe')],
    },
    companyAdmin: null,
  },
  duration: UNTIL_REACHED,
  escalation: TO_OWN_IT,
  from: [seed503('5. Network Routing Issues'), BEFORE_SENDING],
})

export const connectTimeoutKnown: KnownMode = {
  id: 'connect-timeout',
  surface: 'network',
  status: null,
  party: 'network',
  applied: 'no',
  recovery: 'backoff',
  signatures: [
    {
      networkCode: /^(?:ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|(?:net::)?ERR_CONNECTION_TIMED_OUT)$/,
      judgement: 'failed-connecting',
      from: [ours('ETIMEDOUT may also end an open connection; the phase tells')],
    },
    {
      networkCode: /^(?:UND_ERR_CONNECT_TIMEOUT|(?:net::)?ERR_CONNECTION_TIMED_OUT)$/,
      from: [ours('the codes of Node and of browsers for a connection that nobody takes')],
    },
  ],
}

export const connectTimeout: FailureMode = /* @__PURE__ */ told(connectTimeoutKnown, {
  title: 'Procore could not be reached in time.',
  summary: {
    says: 'The connection was tried, and nobody answered: neither yes nor no. Nothing was sent, and nothing was changed in Procore.',
    from: [seed503('5. Network Routing Issues'), BEFORE_SENDING],
  },
  wire: null,
  causes: [
    {
      says: 'A firewall swallows the connection without a word.',
      tellApart: 'It always takes just as long, and works over a mobile connection.',
      from: [seed503('Step 5: Switch Networks')],
    },
    {
      says: 'The line is very slow or loses much, as on a site with a weak signal.',
      tellApart: 'Other sites are slow too.',
      from: [ours('the usual cause on a building site')],
    },
    {
      says: 'A carrier on the way is in trouble, or the servers take no more connections.',
      tellApart: 'It fails from several networks; look at the status page.',
      from: [seed503('5. Network Routing Issues'), seed503('2. High Server Load')],
    },
  ],
  remedies: {
    user: {
      says: 'Go where the signal is better, or change the network, and try again.',
      from: [seed503('Step 5: Switch Networks')],
    },
    integration: {
      says: 'Repeat with growing pauses, and not from all workers at once. If it lasts, check proxy and firewall.',
      from: [fact('6.3', 'documented'), ours('nothing was sent, so a repeat is safe')],
    },
    companyAdmin: null,
  },
  duration: UNTIL_REACHED,
  escalation: TO_OWN_IT,
  from: [seed503('5. Network Routing Issues'), BEFORE_SENDING],
})
