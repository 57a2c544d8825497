/** 400: the body is no JSON. Nothing was looked at, so nothing was done. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { TELL_THE_INTEGRATOR } from './tell-the-integrator.ts'
import { UNTIL_REQUEST_CHANGES } from './until-changed.ts'

export const malformedJsonKnown: KnownMode = {
  id: 'malformed-json',
  surface: 'api',
  status: 400,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'api',
      statuses: [400],
      text: /\bjson\b|pars(?:e|ing) (?:error|failed|request)|unexpected (?:token|end|character)|malformed/i,
      from: [
        seedApi('Client errors (4xx)'),
        ours('what JSON parsers and Rails say of such a body'),
      ],
    },
    {
      surface: 'api',
      statuses: [400],
      judgement: 'sent-body-is-not-json',
      from: [seedApi('Client errors (4xx)')],
    },
  ],
}

export const malformedJson: FailureMode = /* @__PURE__ */ told(malformedJsonKnown, {
  title: 'The connected program sent Procore something that it could not read.',
  summary: {
    says: 'The body of the request is not valid JSON, so Procore gave up before it looked at any field. Nothing was changed.',
    from: [
      seedApi('Client errors (4xx)'),
      ours('a body that cannot be read cannot be carried out'),
    ],
  },
  wire: {
    status: 400,
    shape: 'E2',
    text: 'Error occurred while parsing request parameters',
    from: [
      seedApi('Client errors (4xx)'),
      fact('6.2', 'assumed'),
      ours('the text is that of Rails'),
    ],
  },
  causes: [
    {
      says: 'The body was put together as text, and a quote, a line break or a comma too many broke it.',
      tellApart: 'Give the body to any JSON parser: it names the place of the first error.',
      from: [seedApi('Client errors (4xx)'), ours('the usual way to make such a body')],
    },
    {
      says: 'The body was cut on its way: a buffer, a proxy or a size limit of the sender.',
      tellApart:
        'Compare Content-Length with the length of the body that was meant; a cut body ends in the middle of a value.',
      from: [ours('a cut body is the other way to lose the closing brace')],
    },
    {
      says: 'A form or a file was sent under the content type of JSON.',
      tellApart:
        'Look at the first characters: JSON starts with { or [, a form with name=value or a line of dashes.',
      from: [fact('3', 'documented')],
    },
  ],
  remedies: {
    user: TELL_THE_INTEGRATOR,
    integration: {
      says: 'Build the body with a JSON serialiser, check that it parses before it leaves, and send the corrected request.',
      from: [seedApi('Client errors (4xx)')],
    },
    companyAdmin: null,
  },
  duration: UNTIL_REQUEST_CHANGES,
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'a body that a JSON parser takes is refused as malformed, again and again',
        from: [ours('then the fault is not in the request')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: REQUEST_EVIDENCE,
    from: [seedApi('Best practices for error handling')],
  },
  from: [seedApi('Client errors (4xx)'), fact('6.3', 'documented')],
})
