/** Something between here and Procore: names, sockets, lines. */
import { blackHole, cuttingPort } from '@underpin/emulator/rigs'
import { putInFront } from './provoke.ts'
import { CALLS_OF_THE_API, type Situation } from './situation.ts'
import type { HostName, Stage } from './stage.ts'

const PROCORE: readonly HostName[] = ['api', 'login', 'app']
const SLOW_MS = 2_300

export const NETWORK: readonly Situation[] = [
  {
    name: 'our resolver knows no name of Procore, and another one does',
    arrange: async (stage) => {
      for (const host of PROCORE) stage.resolver.answers.set(stage.name(host), 'nxdomain')
    },
    cause: 'our-network',
    signs: ['dns-fails', 'dns-fails-here-only', 'control-reachable'],
    unknown: CALLS_OF_THE_API,
  },
  {
    name: 'our resolver fails at one name, and another one does not',
    arrange: async (stage) => {
      stage.resolver.answers.set(stage.name('login'), 'servfail')
    },
    cause: 'our-network',
    signs: ['dns-fails-here-only', 'some-hosts-unreachable'],
  },
  {
    name: 'no resolver knows the names of Procore, and other names resolve',
    who: null,
    arrange: async (stage) => {
      for (const host of [...PROCORE, 'status'] as const) nobodyKnows(stage, host, 'servfail')
    },
    cause: 'regional-outage',
    orElse: {
      cause: 'routing',
      because: 'names that fail everywhere may be their servers, or the way to them',
    },
    signs: ['dns-fails-everywhere', 'control-reachable'],
  },
  {
    name: 'no resolver knows the name of the API',
    arrange: async (stage) => nobodyKnows(stage, 'api', 'nxdomain'),
    cause: 'regional-outage',
    orElse: { cause: 'routing', because: 'as above, of one name' },
    signs: ['dns-fails-everywhere', 'some-hosts-unreachable'],
    unknown: CALLS_OF_THE_API,
  },
  {
    name: 'our resolver is silent, for every name that there is',
    arrange: async (stage) => {
      for (const host of [...PROCORE, 'status', 'control'] as const) {
        stage.resolver.answers.set(stage.name(host), 'silence')
      }
    },
    cause: 'our-network',
    signs: ['dns-fails-here-only'],
    unknown: CALLS_OF_THE_API,
  },
  {
    name: 'our resolver leads the names of Procore to an address of our own network',
    arrange: async (stage) => {
      for (const host of PROCORE) stage.resolver.answers.set(stage.name(host), '127.9.9.9')
    },
    cause: 'our-network',
    signs: ['dns-answers-private'],
  },
  {
    name: 'packets to Procore are dropped, and everything else is reached; another network works',
    says: { otherNetworkWorks: true },
    arrange: async (stage) => stage.place(PROCORE, await stage.keep(blackHole())),
    cause: 'our-network',
    orElse: {
      cause: 'routing',
      because: 'a firewall of ours and a provider’s lost route look alike from inside',
    },
    signs: ['connect-times-out', 'control-reachable', 'other-network-works'],
    unknown: CALLS_OF_THE_API,
  },
  {
    name: 'packets to the API are dropped, and its neighbours answer',
    arrange: async (stage) => stage.place(['api'], await stage.keep(blackHole())),
    cause: 'routing',
    orElse: {
      cause: 'regional-outage',
      because: 'a host that is gone without a word looks the same',
    },
    signs: ['connect-times-out', 'some-hosts-unreachable'],
    unknown: CALLS_OF_THE_API,
  },
  {
    name: 'connections to Procore are cut; another network works',
    says: { otherNetworkWorks: true },
    arrange: async (stage) => stage.place(PROCORE, await stage.keep(cuttingPort())),
    cause: 'our-network',
    signs: ['connect-reset', 'control-reachable'],
    unknown: CALLS_OF_THE_API,
  },
  {
    name: 'everything is slow, the rest of the internet as well',
    who: null,
    arrange: async (stage) => {
      await putInFront(stage, [...PROCORE, 'status'], () => ({ kind: 'late', byMs: SLOW_MS }))
      await putInFront(stage, ['control'], () => ({ kind: 'late', byMs: SLOW_MS }))
    },
    cause: 'our-network',
    signs: ['answers-slow', 'everything-slow'],
  },
  {
    name: 'nothing at all is reached: names resolve, and every packet is dropped',
    arrange: async (stage) =>
      stage.place([...PROCORE, 'status', 'control'], await stage.keep(blackHole())),
    cause: 'our-network',
    signs: ['all-hosts-unreachable', 'control-unreachable', 'connect-times-out'],
    unknown: CALLS_OF_THE_API,
  },
  {
    name: 'it fails in the office and works over a phone, and from here everything is fine',
    who: null,
    says: { seen: ['connect-timeout'], otherNetworkWorks: true, onlyOnePerson: false },
    cause: 'our-network',
    orElse: {
      cause: 'routing',
      because: 'the office’s own line, or its provider’s: neither can be seen from here',
    },
    signs: ['saw-network', 'other-network-works'],
  },
]

function nobodyKnows(
  { resolver, secondResolver, name }: Stage,
  host: HostName,
  says: 'servfail' | 'nxdomain',
) {
  for (const each of [resolver, secondResolver]) each.answers.set(name(host), says)
}
