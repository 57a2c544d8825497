/**
 * Requests that are wrong in themselves: their syntax, their fields, their headers or their size. None
 * of them is ever repeated as it was; the two that are only too big are repeated smaller.
 */
import type { FailureMode } from '../../failure-mode.ts'
import { fact, ours, seedApi, seedWeb } from '../sources.ts'
import { draft } from './draft.ts'

const malformedJson = draft({
  id: 'malformed-json',
  status: 400,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'api',
      statuses: [400],
      text: /\bjson\b|pars(?:e|ing) (?:error|failed|request)|unexpected (?:token|end|character)|malformed/i,
      from: [seedApi('Client errors, 400'), ours('what JSON parsers and Rails say of such a body')],
    },
    {
      surface: 'api',
      statuses: [400],
      judgement: 'sent-body-is-not-json',
      from: [seedApi('Client errors, 400')],
    },
  ],
  wire: {
    status: 400,
    shape: 'E2',
    text: 'Error occurred while parsing request parameters',
    from: [seedApi('Client errors, 400'), fact('6.2', 'assumed')],
  },
  from: [seedApi('Client errors, 400'), fact('6.3', 'documented')],
})

const missingField = draft({
  id: 'missing-field',
  status: 400,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'api',
      statuses: [400, 422],
      shape: ['E3'],
      text: /\brequired\b|(?:can'?t|can ?not|must not|should not) be (?:blank|empty|null|nil)|\bmissing\b|must (?:exist|be present)/i,
      from: [fact('6.1', 'wild'), ours('the wordings of Rails validations')],
    },
    {
      surface: 'api',
      statuses: [400],
      text: /\brequired\b|param(?:eter)? is missing|missing (?:required )?(?:param|field|attribute|key)|(?:can'?t|can ?not) be (?:blank|empty)/i,
      from: [fact('6.2', 'assumed')],
    },
  ],
  wire: {
    status: 400,
    shape: 'E3',
    text: 'required',
    field: 'name',
    from: [fact('6.1', 'wild'), fact('6.2', 'documented')],
  },
  from: [seedApi('Client errors, 400'), fact('6.3', 'documented')],
})

const invalidValue = draft({
  id: 'invalid-value',
  status: 400,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  generalFor: [400],
  signatures: [
    {
      surface: 'api',
      statuses: [400],
      shape: ['E3'],
      text: /\bis invalid\b|not (?:a )?valid|\bmust be\b|is not (?:a number|included)|too (?:long|short|many)|due to errors|out of range/i,
      from: [fact('6.2', 'schema'), ours('the wordings of Rails validations')],
    },
    {
      surface: 'api',
      statuses: [400],
      text: /\binvalid (?:param|value|date|filter|id|argument)|not (?:a )?valid|\bis invalid\b|must be (?:a|an|one|in|less|greater)\b|due to errors|too many ids/i,
      from: [fact('4', 'wild'), fact('6.2', 'schema')],
    },
    { surface: 'api', statuses: [400], shape: ['E3'], from: [fact('6.2', 'documented')] },
  ],
  wire: {
    status: 400,
    shape: 'E3',
    text: 'is invalid',
    field: 'base',
    from: [fact('6.2', 'documented'), ours('the text is that of Rails validations')],
  },
  from: [seedApi('Client errors, 400'), fact('6.3', 'documented')],
})

const companyHeaderMissing = draft({
  id: 'company-header-missing',
  status: 400,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      text: /missing procore-company-id/i,
      statuses: [400, 401, 403, 404, 422],
      from: [fact('3', 'documented'), ours('the status is not documented, so several are taken')],
    },
    {
      surface: 'api',
      statuses: [400, 404],
      judgement: 'company-header-not-sent',
      from: [fact('3', 'wild')],
    },
  ],
  wire: {
    status: 400,
    shape: 'E2',
    text: 'Missing Procore-Company-Id header! Every call must carry this header. It names the company that the call is for.',
    from: [fact('3', 'documented'), fact('6.2', 'assumed')],
  },
  from: [fact('3', 'documented'), fact('6.3', 'documented')],
})

const unknownField = draft({
  id: 'unknown-field',
  status: 406,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  generalFor: [406],
  signatures: [
    {
      surface: 'api',
      statuses: [406],
      text: /(?:field|attribute|param(?:eter)?|column|key)s?\b/i,
      from: [seedApi('Client errors, 406'), ours('whatever its words, it names a field')],
    },
    { surface: 'api', statuses: [406], shape: ['E3'], from: [seedApi('Client errors, 406')] },
  ],
  wire: {
    status: 406,
    shape: 'E3',
    text: 'is not a known field',
    field: 'base',
    from: [seedApi('Client errors, 406'), fact('6.2', 'documented'), ours('body')],
  },
  from: [seedApi('Client errors, 406'), fact('6.3', 'documented')],
})

const unsupportedContentType = draft({
  id: 'unsupported-content-type',
  status: 406,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'api',
      statuses: [406, 415],
      text: /content[- ]?type|media[- ]?type|mime[- ]?type|unsupported format|unknown format|accept header/i,
      from: [seedApi('Client errors, 406'), ours('415 is what HTTP itself has for this')],
    },
    { surface: 'api', statuses: [415], from: [ours('415 is what HTTP itself has for this')] },
    {
      surface: 'api',
      statuses: [406],
      judgement: 'sent-content-type-is-unusual',
      from: [seedApi('Client errors, 406'), fact('3', 'schema')],
    },
  ],
  wire: {
    status: 406,
    shape: 'E2',
    text: 'Unsupported content type',
    from: [seedApi('Client errors, 406'), fact('6.2', 'documented'), ours('body')],
  },
  from: [seedApi('Client errors, 406'), fact('6.3', 'documented')],
})

const requestTimeoutBatch = draft({
  id: 'request-timeout-batch',
  status: 408,
  party: 'integration',
  applied: 'unknown',
  recovery: 'shrink',
  generalFor: [408],
  signatures: [
    {
      surface: 'api',
      statuses: [408],
      from: [seedWeb('408 - Request Timeout'), fact('6.2', 'documented')],
    },
    {
      surface: 'api',
      statuses: [408],
      text: /tim(?:ed?|ing)[- ]?out|too long/i,
      from: [seedWeb('408 - Request Timeout')],
    },
  ],
  wire: {
    status: 408,
    shape: 'E2',
    text: 'Request Timeout',
    from: [seedWeb('408 - Request Timeout'), ours('body')],
  },
  from: [
    seedWeb('408 - Request Timeout'),
    fact('6.3', 'documented'),
    ours('nothing says that the work is undone when the time is up, so a write may have happened'),
  ],
})

const batchTooLarge = draft({
  id: 'batch-too-large',
  status: 413,
  party: 'integration',
  applied: 'no',
  recovery: 'shrink',
  generalFor: [413],
  signatures: [
    { surface: 'api', statuses: [413], from: [fact('6.2', 'schema'), fact('8', 'documented')] },
    {
      surface: 'api',
      statuses: [400, 413, 422],
      text: /(?:more than|exceed\w*|over|max\w*|limit\w*|at most|too many)[^"]{0,60}(?:items|updates|records|entries|elements|triggers)|(?:entity|payload|request) too large/i,
      from: [fact('6.2', 'schema'), fact('14', 'assumed')],
    },
  ],
  wire: {
    status: 413,
    shape: 'E2',
    text: 'Too many items: at most 1000 updates are allowed in one request',
    from: [fact('6.2', 'schema'), fact('8', 'documented'), ours('text')],
  },
  from: [
    fact('6.2', 'schema'),
    fact('8', 'documented'),
    ours('refused before any item is looked at'),
  ],
})

export const requestErrorModes: readonly FailureMode[] = [
  malformedJson,
  missingField,
  invalidValue,
  companyHeaderMissing,
  unknownField,
  unsupportedContentType,
  requestTimeoutBatch,
  batchTooLarge,
]
