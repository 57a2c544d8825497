/** Something between us and Procore answered in its place: a sign-in page, a firewall, a balancer. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503 } from '../sources.ts'
import { HOUR_MS, MINUTE_MS } from '../time-units.ts'
import { told } from '../told.ts'
import { IT_AFTER_MS, IT_EVIDENCE } from './durations.ts'

const GUEST_NETWORKS = ours('how guest networks work')

export const networkInterceptedKnown: KnownMode = {
  id: 'network-intercepted',
  surface: 'network',
  status: 200,
  party: 'network',
  applied: 'no',
  recovery: 'hold-until-recovered',
  signatures: [
    {
      judgement: 'page-instead-of-data',
      from: [fact('6.1', 'assumed'), ours('the API never answers a success with a page')],
    },
    {
      judgement: 'redirected-elsewhere',
      from: [
        fact('9', 'documented'),
        ours('the API redirects to its own hosts and its files alone'),
      ],
    },
    {
      statuses: [511],
      text: /network|sign ?in|log ?in|authenticat/i,
      from: [ours('511 is what HTTP has for this (RFC 6585)')],
    },
    {
      statuses: [407],
      headers: { 'proxy-authenticate': /./ },
      from: [ours('only a proxy on the way asks so (RFC 9110)')],
    },
  ],
}

export const networkIntercepted: FailureMode = /* @__PURE__ */ told(networkInterceptedKnown, {
  title: 'The network wants a sign-in of its own before it lets Procore through.',
  summary: {
    says: 'The answer did not come from Procore. The network in between, such as the guest network of a hotel or a site, answered with a page of its own. Procore has not seen the request.',
    from: [seed503('Step 5: Switch Networks'), GUEST_NETWORKS],
  },
  wire: {
    status: 200,
    shape: 'E9',
    text: 'Sign in to use this network',
    from: [ours('the usual page of a guest network')],
  },
  causes: [
    {
      says: 'A guest network asks to accept its terms or to sign in.',
      tellApart: 'Open any plain http address in a browser: the page of the network appears.',
      from: [GUEST_NETWORKS],
    },
    {
      says: 'A proxy or filter of the own company answers with a page of its own.',
      tellApart: 'The page names your company or a security product.',
      from: [ours('how company proxies work')],
    },
    {
      says: 'The API address of the integration points to a web page.',
      tellApart:
        'It happens in every network: compare the address with the hosts of the environments.',
      from: [fact('1', 'documented')],
    },
  ],
  remedies: {
    user: {
      says: 'Open the browser, sign in to the network or accept its terms, and try again. Or use a mobile connection.',
      from: [seed503('Step 5: Switch Networks'), GUEST_NETWORKS],
    },
    integration: {
      says: 'Send nothing more until a small call gets a real answer. Do not follow the redirect with the token, and do not read the page as data.',
      from: [fact('9', 'documented'), ours('a token must not reach a host that is not Procore’s')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: { min: MINUTE_MS, max: 8 * HOUR_MS },
    says: 'Until somebody signs in to the network: a minute, or the working day.',
    from: [ours('a guess')],
  },
  escalation: {
    afterMs: IT_AFTER_MS,
    when: [
      {
        says: 'There is no sign-in page, or it comes back after each sign-in.',
        from: [GUEST_NETWORKS],
      },
    ],
    to: 'own-it',
    evidence: [...IT_EVIDENCE, 'A picture of the page that came instead.'],
    from: [ours('Procore has not seen the request')],
  },
  from: [seed503('Step 5: Switch Networks'), ours('whoever answered was not Procore')],
})

export const nonJsonErrorBodyKnown: KnownMode = {
  id: 'non-json-error-body',
  surface: 'network',
  status: 403,
  party: 'network',
  applied: 'unknown',
  // Not `backoff`, although some of these pass: a page with a 404 must not be knocked at again.
  recovery: 'none',
  signatures: [
    {
      judgement: 'error-is-a-page',
      from: [fact('6.1', 'assumed'), ours('502, 503 and 504 are pages as a matter of course')],
    },
    {
      // Whatever the page says of access: the API says it as data.
      surface: 'api',
      statuses: [400, 401, 403],
      headers: { 'content-type': /html/i },
      judgement: 'error-is-a-page',
      from: [fact('6.1', 'assumed')],
    },
  ],
}

export const nonJsonErrorBody: FailureMode = /* @__PURE__ */ told(nonJsonErrorBodyKnown, {
  title: 'A web page came back as an error where a program expected data.',
  summary: {
    says: 'The API answers errors as data. This error was a page or plain text, so something in front of the API wrote it: a firewall, a balancer, or the web server itself. Its status is real, its reason is not in the usual place.',
    from: [fact('6.1', 'assumed')],
  },
  wire: {
    status: 403,
    shape: 'E9',
    text: 'Request blocked',
    from: [fact('6.1', 'assumed'), ours('the usual page of a firewall in front of an API')],
  },
  causes: [
    {
      says: 'A firewall, the own or one in front of Procore, took the request for an attack or the address for a forbidden one.',
      tellApart:
        'The page names a product or a reference number, and the same call without its body gets through.',
      from: [ours('how such firewalls answer')],
    },
    {
      says: 'The address leads past the API to a web server.',
      tellApart: 'Compare host and path with the reference: API paths begin with /rest/.',
      from: [fact('1', 'documented'), fact('3', 'documented')],
    },
    {
      says: 'The request is too large, too long or broken, so that the server in front refused it.',
      tellApart: 'The page says so in a line, and a smaller request gets through.',
      from: [ours('how servers in front of an API answer')],
    },
  ],
  remedies: {
    user: {
      says: 'Tell whoever looks after the integration what you were doing. If you were saving something, look whether it is there.',
      from: [ours('the page is not meant for you')],
    },
    integration: {
      says: 'Keep the page: it names who wrote it. Check host, path, headers and size. Do not repeat the request unchanged, and do not feed the page to a JSON parser.',
      from: [fact('6.1', 'assumed'), fact('6.3', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until the request, or what stands in front of the API, is changed.',
    from: [ours('none of the causes goes away by itself')],
  },
  escalation: {
    afterMs: 30 * MINUTE_MS,
    when: [
      {
        says: 'The page is not from your own network, and the request is the one of the reference.',
        from: [ours('it stands in front of Procore then')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [
      'Method, path and status of the call.',
      'The time, with its time zone.',
      'The page itself, with any reference number on it.',
      'The address that the call came from.',
    ],
    from: [ours('the 30 minutes are a guess: time enough to ask the own IT first')],
  },
  from: [
    fact('6.1', 'assumed'),
    ours('a page from in front says nothing of what happened behind it'),
  ],
})
