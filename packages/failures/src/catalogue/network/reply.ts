/** The request went out, and its reply did not come, or not whole. A write may have happened all the same. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seed503, seedApi } from '../sources.ts'
import { MINUTE_MS, SECOND_MS } from '../time-units.ts'
import { told } from '../told.ts'
import { IT_AFTER_MS, IT_EVIDENCE } from './durations.ts'

/** Codes of a connection that ended, or fell silent, after it had come about. */
const BROKEN =
  /^(?:ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|UND_ERR_SOCKET|UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT|ERR_STREAM_PREMATURE_CLOSE|ERR_HTTP2_\w{1,40}|(?:net::)?ERR_(?:CONNECTION_(?:RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|TIMED_OUT|NETWORK_CHANGED))$/

const APPLIED_QUESTION =
  'Did the write happen? Look for the record in Procore, by its own number or name, before you send it again: if it is there, the reply was lost; if it is not, the connection broke before.'

const LIKE_THE_SDK = fact('6.2', 'assumed')

export const connectionResetKnown: KnownMode = {
  id: 'connection-reset',
  surface: 'network',
  status: null,
  party: 'network',
  applied: 'unknown',
  recovery: 'backoff',
  signatures: [
    {
      networkCode: BROKEN,
      judgement: 'failed-unanswered',
      from: [LIKE_THE_SDK, ours('the codes of Node and of browsers for a connection that ended')],
    },
    { judgement: 'failed-unanswered', from: [ours('the platform says in which phase it failed')] },
  ],
  twins: { ids: ['response-lost'], question: APPLIED_QUESTION },
}

export const connectionReset: FailureMode = /* @__PURE__ */ told(connectionResetKnown, {
  title: 'The connection to Procore broke before an answer came.',
  summary: {
    says: 'The connection had come about, and then ended or fell silent. Nothing says how far the request had got: it may never have been read.',
    from: [LIKE_THE_SDK, seed503('5. Network Routing Issues')],
  },
  wire: null,
  causes: [
    {
      says: 'The network changed or dropped for a moment: a roaming phone, a VPN, a router.',
      tellApart: 'Other connections of the same machine broke at the same time.',
      from: [seed503('5. Network Routing Issues')],
    },
    {
      says: 'The server closed a connection that had been idle just as it was used again.',
      tellApart: 'It happens on the first call after a pause, at once, and a repeat works.',
      from: [ours('the usual race of kept-alive connections')],
    },
    {
      says: 'A server or balancer was restarted in the middle of the work.',
      tellApart: 'Several calls broke in the same second, and 502 answers stand beside them.',
      from: [seedApi('Server errors (5xx)')],
    },
  ],
  remedies: {
    user: {
      says: 'Look first whether it is there, if you were saving something. Otherwise just try again.',
      from: [ours('the write may have happened')],
    },
    integration: {
      says: 'Repeat a read with growing pauses. Before you repeat a write, look whether it happened, unless a repeat is harmless.',
      from: [fact('6.3', 'documented'), LIKE_THE_SDK],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: { min: SECOND_MS, max: 5 * MINUTE_MS },
    says: 'A moment; a few minutes when a server is restarted.',
    from: [ours('a guess from usual network faults')],
  },
  escalation: {
    afterMs: IT_AFTER_MS,
    when: [
      {
        says: 'Calls of one kind break again and again, always after the same time.',
        from: [ours('a proxy or balancer with a time limit does that')],
      },
    ],
    to: 'own-it',
    evidence: [...IT_EVIDENCE, 'How long the call had run when it broke.'],
    from: [ours('the fault is on the way, unless the status page says otherwise')],
  },
  from: [LIKE_THE_SDK, fact('6.3', 'documented')],
})

export const responseLostKnown: KnownMode = {
  id: 'response-lost',
  surface: 'network',
  status: null,
  party: 'network',
  applied: 'unknown',
  recovery: 'reconcile',
  signatures: [
    {
      networkCode: BROKEN,
      judgement: 'write-unanswered',
      from: [fact('6.3', 'documented'), ours('the codes of a connection that ended')],
    },
    { judgement: 'write-unanswered', from: [fact('6.3', 'documented')] },
  ],
  twins: { ids: ['connection-reset'], question: APPLIED_QUESTION },
}

export const responseLost: FailureMode = /* @__PURE__ */ told(responseLostKnown, {
  title: 'The request went out, but no answer came back: it may have been done.',
  summary: {
    says: 'A change was sent to Procore, and its answer never arrived. Procore may have made the change. Sending it again without looking could make it twice.',
    from: [fact('6.3', 'documented'), LIKE_THE_SDK],
  },
  wire: null,
  causes: [
    {
      says: 'The connection broke after Procore had read the request, and before the answer was back.',
      tellApart: 'The record is there in Procore, with the time of the call.',
      from: [LIKE_THE_SDK],
    },
    {
      says: 'Procore took longer than the integration waits.',
      tellApart:
        'The call ended after just the time limit of the client, and smaller ones succeed.',
      from: [fact('6.2', 'documented')],
    },
  ],
  remedies: {
    user: {
      says: 'Look whether your change is there before you make it again.',
      from: [ours('the write may have happened')],
    },
    integration: {
      says: 'Look for the record by its natural key or origin_id, and repeat only if it is not there. If you cannot look, say so and stop.',
      from: [fact('6.3', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: { min: SECOND_MS, max: 5 * MINUTE_MS },
    says: 'The network is usually back in a moment; the question stays until somebody looks.',
    from: [ours('a guess from usual network faults')],
  },
  escalation: {
    afterMs: IT_AFTER_MS,
    when: [
      {
        says: 'Replies are lost again and again, while reads get theirs.',
        from: [ours('a lost reply now and then is the network; a pattern is not')],
      },
    ],
    to: 'own-it',
    evidence: [
      ...IT_EVIDENCE,
      'Method and path of the call, and whether the record was there after it.',
    ],
    from: [ours('the fault is on the way, unless the status page says otherwise')],
  },
  from: [fact('6.3', 'documented'), LIKE_THE_SDK],
})

export const responseTruncatedKnown: KnownMode = {
  id: 'response-truncated',
  surface: 'network',
  status: 200,
  party: 'network',
  applied: 'unknown',
  recovery: 'backoff',
  signatures: [
    { judgement: 'answer-cut-short', from: [ours('the body ends before it is complete')] },
    {
      networkCode:
        /^(?:UND_ERR_RES_CONTENT_LENGTH_MISMATCH|HPE_\w{1,40}|(?:net::)?ERR_(?:CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING))$/,
      from: [ours('the codes of Node and of browsers for a body that is shorter than announced')],
    },
  ],
}

export const responseTruncated: FailureMode = /* @__PURE__ */ told(responseTruncatedKnown, {
  title: 'The answer of Procore arrived only in part.',
  summary: {
    says: 'Procore answered, and the connection ended before the whole answer was there. What arrived cannot be relied on. A change that was sent has most likely been made.',
    from: [fact('6.1', 'assumed'), ours('the answer is written after the work is done')],
  },
  wire: null,
  causes: [
    {
      says: 'The connection broke in the middle of a long answer.',
      tellApart: 'Short answers arrive whole; a smaller page does too.',
      from: [seed503('5. Network Routing Issues')],
    },
    {
      says: 'A proxy on the way cuts long answers or long waits.',
      tellApart:
        'It is always cut at the same size or after the same time, and only in this network.',
      from: [ours('how such proxies behave')],
    },
  ],
  remedies: {
    user: {
      says: 'Try again. If you were saving something, look first whether it is there.',
      from: [ours('the write has most likely happened')],
    },
    integration: {
      says: 'Throw the part away. Repeat a read, with smaller pages if it happens again. For a write, look for the record instead of sending it again.',
      from: [fact('6.3', 'documented'), ours('half an answer proves nothing')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: { min: SECOND_MS, max: 5 * MINUTE_MS },
    says: 'A moment; until it is changed when a proxy is the cause.',
    from: [ours('a guess from usual network faults')],
  },
  escalation: {
    afterMs: IT_AFTER_MS,
    when: [
      {
        says: 'Answers are cut at the same size each time.',
        from: [ours('something on the way has a limit')],
      },
    ],
    to: 'own-it',
    evidence: [...IT_EVIDENCE, 'How many bytes arrived, and how many were announced.'],
    from: [ours('the fault is on the way')],
  },
  from: [fact('6.1', 'assumed'), ours('a cut answer is as good as a lost one, but for its status')],
})
