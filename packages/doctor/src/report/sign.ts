/**
 * Signs: what a probe can find, or a person can tell. The closed vocabulary between those who look
 * (probes, the interview, an error that was handed in) and the diagnosis, which knows nothing else.
 */

/** Who tells a sign. */
export type Teller = 'probe' | 'person' | 'error'

export interface SignEntry {
  readonly by: Teller
  /** What it says, as a clause that follows "because": a person reads it. */
  readonly says: string
}

export const SIGNS = {
  // Names, sockets and certificates.
  'dns-fails': { by: 'probe', says: 'a name of Procore does not resolve from here' },
  'dns-fails-here-only': {
    by: 'probe',
    says: 'another resolver knows a name that yours does not resolve',
  },
  'dns-fails-everywhere': { by: 'probe', says: 'a second resolver does not know the name either' },
  'dns-answers-private': {
    by: 'probe',
    says: 'your resolver sends a name of Procore to an address inside your network',
  },
  'connect-refused': { by: 'probe', says: 'a server of Procore refuses the connection' },
  'connect-times-out': { by: 'probe', says: 'connections to Procore are never answered' },
  'connect-reset': { by: 'probe', says: 'connections to Procore are cut' },
  'tls-fails': { by: 'probe', says: 'no secure connection comes about' },
  'tls-expired': {
    by: 'probe',
    says: 'the certificate that came has expired, or is not valid yet',
  },
  'tls-wrong-name': { by: 'probe', says: 'the certificate that came is for another name' },
  'tls-untrusted': { by: 'probe', says: 'the certificate that came is signed by nobody we know' },
  'tls-intercepted': {
    by: 'probe',
    says: 'the certificate that came is of your network and not of Procore',
  },
  'tls-old': { by: 'probe', says: 'the secure connection is of an old version' },
  'captive-portal': {
    by: 'probe',
    says: 'the network asks to sign in before it lets anything through',
  },
  'answer-not-procores': { by: 'probe', says: 'an answer came that is not of Procore’s making' },
  'proxy-in-use': { by: 'probe', says: 'a proxy stands between you and Procore' },
  'proxy-refuses': { by: 'probe', says: 'the proxy refuses to pass the request on' },
  'proxy-unreachable': { by: 'probe', says: 'the proxy that is set cannot be reached' },
  'control-reachable': { by: 'probe', says: 'the rest of the internet can be reached from here' },
  'control-unreachable': {
    by: 'probe',
    says: 'nothing else on the internet can be reached either',
  },
  'everything-slow': {
    by: 'probe',
    says: 'everything is slow from here, the rest of the internet as well',
  },
  'all-hosts-reachable': { by: 'probe', says: 'every host of Procore answers' },
  'some-hosts-unreachable': { by: 'probe', says: 'some hosts of Procore answer and others do not' },
  'all-hosts-unreachable': { by: 'probe', says: 'no host of Procore answers' },
  'answers-slow': { by: 'probe', says: 'answers take far longer than usual' },
  'clock-skewed': { by: 'probe', says: 'the clock of this machine is wrong by minutes' },

  // What the hosts answer to somebody who is not signed in.
  'api-healthy': { by: 'probe', says: 'the API answers as it should' },
  'api-maintenance': { by: 'probe', says: 'the API answers that maintenance is going on' },
  'api-heavy-load': { by: 'probe', says: 'the API answers that it is under heavy load' },
  'api-unavailable': { by: 'probe', says: 'the API answers 503' },
  'api-server-error': { by: 'probe', says: 'the API answers with an error of its own (500)' },
  'api-bad-gateway': {
    by: 'probe',
    says: 'what stands in front of the API gets no answer from it',
  },
  'login-healthy': { by: 'probe', says: 'the sign-in service answers as it should' },
  'login-maintenance': {
    by: 'probe',
    says: 'the sign-in service answers that maintenance is going on',
  },
  'login-unavailable': { by: 'probe', says: 'the sign-in service fails' },
  'app-healthy': { by: 'probe', says: 'the web application answers as it should' },
  'app-maintenance': { by: 'probe', says: 'the web application shows its maintenance page' },
  'app-heavy-load': { by: 'probe', says: 'the web application says that it is under heavy load' },
  'app-unavailable': { by: 'probe', says: 'the web application fails' },
  'app-server-error': {
    by: 'probe',
    says: 'the web application shows an error of its own (500)',
  },
  'held-back': { by: 'probe', says: 'Procore holds back what comes from here (429)' },

  // What Procore says of itself.
  'status-operational': {
    by: 'probe',
    says: 'the status page shows every component that matters as operational',
  },
  'status-incident': { by: 'probe', says: 'the status page reports an incident that touches you' },
  'status-incident-elsewhere': {
    by: 'probe',
    says: 'the status page reports an incident, of components that are not yours',
  },
  'status-degraded': {
    by: 'probe',
    says: 'the status page shows a component that matters as degraded or down',
  },
  'status-maintenance': {
    by: 'probe',
    says: 'the status page reports a maintenance that is going on',
  },
  'status-maintenance-soon': {
    by: 'probe',
    says: 'the status page announces a maintenance within a day',
  },
  'status-unreachable': { by: 'probe', says: 'the status page cannot be reached' },

  // With a token.
  'token-valid': { by: 'probe', says: 'Procore knows the access token' },
  'token-expired': { by: 'probe', says: 'the access token has expired' },
  'token-expires-soon': { by: 'probe', says: 'the access token is about to expire' },
  'token-rejected': { by: 'probe', says: 'Procore does not accept the access token' },
  'token-other-environment': {
    by: 'probe',
    says: 'the access token was made for another environment',
  },
  'company-visible': { by: 'probe', says: 'the company is in the list of this account' },
  'company-not-visible': { by: 'probe', says: 'the company is not in the list of this account' },
  'company-answers': { by: 'probe', says: 'calls for the company are answered' },
  'company-unavailable': { by: 'probe', says: 'calls for the company fail at Procore' },
  'other-company-answers': { by: 'probe', says: 'calls for another company are answered' },
  'other-company-unavailable': { by: 'probe', says: 'calls for another company fail as well' },
  'app-connected': { by: 'probe', says: 'the app is connected to the company' },
  'app-not-connected': { by: 'probe', says: 'the app is not connected to the company' },
  'project-reachable': { by: 'probe', says: 'the project can be read' },
  'project-not-permitted': { by: 'probe', says: 'the app is not permitted in the project' },
  'not-in-project': { by: 'probe', says: 'the account may not read the project' },
  'project-not-visible': { by: 'probe', says: 'the project does not exist for this account' },
  'tool-reachable': { by: 'probe', says: 'the tool can be read' },
  'tool-disabled': { by: 'probe', says: 'the tool is switched off in the project' },
  'permission-too-low': { by: 'probe', says: 'the account may not use the tool' },
  'limit-hourly-spent': { by: 'probe', says: 'the hourly limit of requests is spent' },
  'limit-spike-spent': { by: 'probe', says: 'the short limit of requests is spent' },
  'limit-low': { by: 'probe', says: 'less than a tenth of a limit of requests is left' },
  'limits-fine': { by: 'probe', says: 'enough is left of both limits of requests' },
  'webhooks-failing': { by: 'probe', says: 'deliveries of webhooks fail at the receiver' },
  'webhooks-delivered': { by: 'probe', says: 'webhooks are delivered' },

  // What samples over some time show.
  'outage-steady': { by: 'probe', says: 'it failed every time it was tried' },
  'fails-sometimes': { by: 'probe', says: 'it failed some of the times it was tried' },
  blip: { by: 'probe', says: 'it failed for a moment and works again' },
  'works-steadily': { by: 'probe', says: 'it worked every time it was tried' },

  // What a person tells.
  'only-our-company': { by: 'person', says: 'other companies work' },
  'other-companies-too': { by: 'person', says: 'other companies have it too' },
  'other-network-works': { by: 'person', says: 'it works over another network' },
  'other-network-fails': { by: 'person', says: 'it fails over another network too' },
  'only-one-person': { by: 'person', says: 'one person has it, and others do not' },
  'several-people': { by: 'person', says: 'several people have it' },
  'one-action': { by: 'person', says: 'one action fails, and the rest works' },
  'all-actions': { by: 'person', says: 'everything fails' },
  'private-window-works': { by: 'person', says: 'it works in a private window' },
  'private-window-fails': { by: 'person', says: 'it fails in a private window too' },
  'maintenance-announced': { by: 'person', says: 'a maintenance was announced for this time' },
  'repeated-days': { by: 'person', says: 'it has come back over several days' },
  'worked-before': { by: 'person', says: 'the same used to work' },
  'never-worked': { by: 'person', says: 'it has never worked' },
  'bulk-work': { by: 'person', says: 'a large import or many calls were running' },

  // What an error that was handed in says; which failure is which of them is in `seen-signs.ts`.
  'saw-maintenance': { by: 'error', says: 'the error names a maintenance' },
  'saw-heavy-load': { by: 'error', says: 'the error names heavy load' },
  'saw-unavailable': { by: 'error', says: 'the error is a 503' },
  'saw-server-error': { by: 'error', says: 'the error is a failure of Procore’s own (500)' },
  'saw-bad-gateway': { by: 'error', says: 'the error is a 502' },
  'saw-rate-limit': { by: 'error', says: 'the error is a 429: too many requests' },
  'saw-token': { by: 'error', says: 'the error rejects the token or the sign-in' },
  'saw-session': { by: 'error', says: 'the error is of a stale session or a locked account' },
  'saw-permission': { by: 'error', says: 'the error refuses for want of permission' },
  'saw-app-not-connected': { by: 'error', says: 'the error says that the app is not connected' },
  'saw-not-found': { by: 'error', says: 'the error says that the thing is not there' },
  'saw-request-refused': { by: 'error', says: 'the error finds fault with the request itself' },
  'saw-upload': { by: 'error', says: 'the error is of an upload' },
  'saw-network': { by: 'error', says: 'the error is of the network: no answer came' },
  'saw-local-network': {
    by: 'error',
    says: 'the error is of a name, a certificate or a page in between: mostly of one’s own network',
  },
  'saw-webhook': { by: 'error', says: 'the error is of a webhook delivery' },
} as const satisfies Readonly<Record<string, SignEntry>>

export type Sign = keyof typeof SIGNS
