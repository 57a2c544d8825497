/** 406: a content type that the operation does not take. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { TELL_THE_INTEGRATOR } from './tell-the-integrator.ts'
import { UNTIL_REQUEST_CHANGES } from './until-changed.ts'

export const unsupportedContentTypeKnown: KnownMode = {
  id: 'unsupported-content-type',
  surface: 'api',
  status: 406,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'api',
      statuses: [406, 415],
      text: /content[- ]?type|media[- ]?type|mime[- ]?type|unsupported format|unknown format|accept header/i,
      from: [seedApi('Client errors (4xx)'), ours('415 is what HTTP itself has for this')],
    },
    {
      surface: 'api',
      statuses: [406],
      judgement: 'sent-content-type-is-unusual',
      from: [seedApi('Client errors (4xx)'), fact('3', 'schema')],
    },
  ],
}

export const unsupportedContentType: FailureMode = /* @__PURE__ */ told(
  unsupportedContentTypeKnown,
  {
    title: 'The connected program sent data in a form that Procore does not take here.',
    summary: {
      says: 'The request declares a content type, or asks for one, that this operation does not support. Procore did not read the body and changed nothing.',
      from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented')],
    },
    wire: {
      status: 406,
      shape: 'E2',
      text: 'Unsupported content type',
      from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented'), ours('shape and text')],
    },
    causes: [
      {
        says: 'The content type is missing or wrong: most operations take application/json, uploads multipart/form-data, a few application/merge-patch+json.',
        tellApart:
          'Compare the Content-Type header that was sent with the operation in the API reference.',
        from: [fact('3', 'schema')],
      },
      {
        says: 'The Accept header, or an ending such as .xml in the address, asks for an answer that is not JSON.',
        tellApart: 'Send the same call with Accept: application/json and without the ending.',
        from: [ours('406 is, in HTTP, about what the caller accepts')],
      },
    ],
    remedies: {
      user: TELL_THE_INTEGRATOR,
      integration: {
        says: 'Send Content-Type and Accept as the reference of the operation has them (application/json unless a file goes along), and send the corrected request.',
        from: [seedApi('Client errors (4xx)'), fact('3', 'schema')],
      },
      companyAdmin: null,
    },
    duration: UNTIL_REQUEST_CHANGES,
    escalation: {
      afterMs: null,
      when: [
        {
          says: 'the content type is the one that the reference lists for the operation',
          from: [ours('then the reference or the server is wrong')],
        },
      ],
      to: 'apisupport@procore.com',
      evidence: REQUEST_EVIDENCE,
      from: [seedApi('Best practices for error handling')],
    },
    from: [seedApi('Client errors (4xx)'), fact('6.3', 'documented')],
  },
)
