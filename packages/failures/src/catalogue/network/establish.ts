/** No trusted connection came about: the name was not found, or the certificate was not believed. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503 } from '../sources.ts'
import { MINUTE_MS, SECOND_MS } from '../time-units.ts'
import { told } from '../told.ts'
import { IT_AFTER_MS, IT_EVIDENCE } from './durations.ts'

const BEFORE_SENDING = ours('the request never left, as there was nobody to send it to')

export const dnsFailureKnown: KnownMode = {
  id: 'dns-failure',
  surface: 'network',
  status: null,
  party: 'network',
  applied: 'no',
  recovery: 'backoff',
  signatures: [
    {
      networkCode:
        /^(?:ENOTFOUND|EAI_AGAIN|EAI_FAIL|EAI_NODATA|EAI_NONAME|ESERVFAIL|(?:net::)?ERR_NAME_NOT_RESOLVED)$/,
      from: [ours('the codes of Node and of browsers for a name that is not found')],
    },
    { judgement: 'failed-resolving', from: [ours('the platform says in which phase it failed')] },
  ],
}

export const dnsFailure: FailureMode = /* @__PURE__ */ told(dnsFailureKnown, {
  title: 'The address of Procore could not be found on the network.',
  summary: {
    says: 'Before a call, the name of the server is looked up. That failed, so nothing was sent and Procore knows nothing of it. The reason is almost always the own network.',
    from: [seed503('5. Network Routing Issues'), BEFORE_SENDING],
  },
  wire: null,
  causes: [
    {
      says: 'The device is offline, or the network has no working name service.',
      tellApart: 'No other site opens either.',
      from: [seed503('Step 5: Switch Networks')],
    },
    {
      says: 'The name of the host is mistyped.',
      tellApart:
        'Compare it with the hosts of the environments: api.procore.com, login.procore.com.',
      from: [fact('1', 'documented')],
    },
    {
      says: 'A filter in the own network hides the name.',
      tellApart: 'Other sites open, and Procore opens over a mobile connection.',
      from: [seed503('Step 5: Switch Networks'), ours('how such filters work')],
    },
  ],
  remedies: {
    user: {
      says: 'Check that other sites open. If not, get back online; if so, try a mobile connection.',
      from: [seed503('Step 5: Switch Networks')],
    },
    integration: {
      says: 'Repeat with growing pauses. If it lasts, check the host name and the name service of the machine.',
      from: [fact('6.3', 'documented'), ours('nothing was sent, so a repeat is safe')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: { min: 5 * SECOND_MS, max: 30 * MINUTE_MS },
    says: 'Seconds to half an hour; until it is corrected when the name is wrong.',
    from: [ours('a guess from usual network faults')],
  },
  escalation: {
    afterMs: IT_AFTER_MS,
    when: [
      {
        says: 'Other networks find the name and yours does not.',
        from: [seed503('Step 5: Switch Networks')],
      },
    ],
    to: 'own-it',
    evidence: IT_EVIDENCE,
    from: [ours('the fault is on the way, not at Procore')],
  },
  from: [seed503('5. Network Routing Issues'), BEFORE_SENDING],
})

export const tlsFailureKnown: KnownMode = {
  id: 'tls-failure',
  surface: 'network',
  status: null,
  party: 'network',
  applied: 'no',
  recovery: 'ask-admin',
  signatures: [
    {
      networkCode:
        /^(?:CERT_\w{1,40}|ERR_TLS_\w{1,40}|ERR_SSL_\w{1,60}|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w{1,40}|EPROTO|(?:net::)?ERR_(?:CERT|SSL)_\w{1,40})$/,
      from: [ours('the codes of Node, OpenSSL and browsers for a certificate that is not trusted')],
    },
    { judgement: 'failed-securing', from: [ours('the platform says in which phase it failed')] },
  ],
}

export const tlsFailure: FailureMode = /* @__PURE__ */ told(tlsFailureKnown, {
  title: 'A secure connection to Procore could not be made.',
  summary: {
    says: 'The server that answered could not prove that it is Procore: its certificate has expired, is for another name, or comes from somebody that this machine does not trust. Nothing was sent. Going on anyway would show the data to whoever it is.',
    from: [fact('12', 'documented'), BEFORE_SENDING],
  },
  wire: null,
  causes: [
    {
      says: 'A proxy of the own company opens encrypted traffic, and this machine does not know its certificate.',
      tellApart:
        'The certificate that was shown is issued by your own company or a security product.',
      from: [ours('the usual cause behind a company proxy')],
    },
    {
      says: 'The clock of this machine is wrong, so that every certificate looks expired or not yet valid.',
      tellApart: 'Other secure sites fail too; compare the clock with another device.',
      from: [ours('certificates are valid between two times')],
    },
    {
      says: 'A sign-in page of the network stands in the way.',
      tellApart: 'Open any plain http address in the browser: a page of the network appears.',
      from: [ours('how guest networks work')],
    },
    {
      says: 'The certificate of the server has really expired.',
      tellApart:
        'It fails from every network and every machine, and the certificate’s end date has passed.',
      from: [fact('12', 'documented'), ours('rare at a service of that size')],
    },
  ],
  remedies: {
    user: {
      says: 'Do not click past the warning. Check the date and time of your device, and tell your IT.',
      from: [ours('the warning is the protection')],
    },
    integration: {
      says: 'Do not switch the check off. Add the certificate of your company’s proxy to the trusted ones of this machine, or let calls to Procore bypass the proxy.',
      from: [ours('a bearer token would be readable on the way otherwise')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until somebody corrects the certificate, the trust or the clock.',
    from: [ours('none of the causes goes away by itself')],
  },
  escalation: {
    afterMs: 0,
    when: [
      {
        says: 'The certificate is Procore’s own and has expired: then also tell Procore support.',
        from: [ours('nobody else can renew it')],
      },
    ],
    to: 'own-it',
    evidence: [...IT_EVIDENCE, 'Issuer, name and end date of the certificate that was shown.'],
    from: [ours('the certificate says whose fault it is')],
  },
  from: [fact('12', 'documented'), BEFORE_SENDING],
})
