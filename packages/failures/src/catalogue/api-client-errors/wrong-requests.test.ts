/**
 * Requests that are wrong in themselves, as they are answered: 400, 406, 408, 413.
 * Bodies and headers are those of the fact sheet (its section in brackets), of the error reference, and
 * of the frameworks that Procore is known to use.
 */
import { expect, it } from 'vitest'
import { classify } from '../../classify.ts'
import { API, CREATE, evidenceOf, patch, type SeenAnswer } from './seen-answer.ts'

const ANSWERS: readonly SeenAnswer[] = [
  // 400
  {
    name: 'Rails names the JSON that was submitted',
    status: 400,
    body: { errors: 'There was a problem in the JSON you submitted: 765: unexpected token' },
    want: 'malformed-json',
  },
  {
    name: 'Rails fails to parse the parameters',
    status: 400,
    body: { status: 400, error: 'Error occurred while parsing request parameters' },
    want: 'malformed-json',
  },
  {
    name: 'a bare Bad Request to a body that is no JSON',
    status: 400,
    body: { status: 400, error: 'Bad Request' },
    request: patch('{"rfi": {"subject": "Slab",}}'),
    want: 'malformed-json',
  },
  {
    name: 'required, by field [6.1 E3]',
    status: 400,
    body: { errors: { assignees: ['required'] } },
    want: 'missing-field',
  },
  {
    name: 'the same with the other status that it may have had [6.1 E3]',
    status: 422,
    body: { errors: { assignees: ['required'] } },
    want: 'missing-field',
  },
  {
    name: "can't be blank",
    status: 400,
    body: { errors: { subject: ["can't be blank"] } },
    want: 'missing-field',
  },
  {
    name: 'a field is missing, by field',
    status: 400,
    body: { errors: { due_date: ['is missing'] } },
    want: 'missing-field',
  },
  {
    name: 'what the field points to must exist',
    status: 400,
    body: { errors: { vendor: ['must exist'] } },
    want: 'missing-field',
  },
  {
    name: 'the wrapper key is missing [3]',
    status: 400,
    body: { error: 'param is missing or the value is empty: rfi' },
    want: 'missing-field',
  },
  {
    name: 'v2 names a required field [6.1 E5]',
    status: 400,
    body: { error: { code: '400', message: 'name is required', details: [] } },
    want: 'missing-field',
  },
  {
    name: 'base and labelled fields together [6.1 E3]',
    status: 400,
    body: { errors: { base: ['Can not create due to errors'], fields: { Due: ['is invalid'] } } },
    want: 'invalid-value',
  },
  {
    name: 'an id that is no number',
    status: 400,
    body: { errors: { vendor_id: ['is not a number'] } },
    want: 'invalid-value',
  },
  {
    name: 'daily logs want a range of dates [4]',
    status: 400,
    body: { errors: 'filters[log_date] must be a range' },
    want: 'invalid-value',
  },
  {
    name: 'the old default model, in words that nobody knows [6.1 E7]',
    status: 400,
    body: { code: 400, message: 'Nope', fields: '', reason: '' },
    want: 'invalid-value',
    isGeneral: true,
  },
  { name: 'a 400 with no body', status: 400, body: '', want: 'invalid-value', isGeneral: true },
  {
    name: 'the company header is missing, in the documented words [3]',
    status: 400,
    body: { errors: 'Missing Procore-Company-Id header! It is needed on each call.' },
    want: 'company-header-missing',
  },
  {
    name: 'the same words in plain text with 404 [6.2]',
    status: 404,
    body: 'Missing Procore-Company-Id header! It is needed on each call.',
    want: 'company-header-missing',
    request: { method: 'GET', url: `${API}/rest/v1.0/projects?company_id=4001` },
  },
  {
    name: 'listing projects without the header is answered 404 [6.2, W5 #40]',
    status: 404,
    body: '',
    request: {
      method: 'GET',
      url: `${API}/rest/v1.0/projects?company_id=4001`,
      headers: { authorization: 'Bearer eyJ0' },
    },
    want: 'company-header-missing',
  },
  // 406, 408, 413
  {
    name: 'a field that is not there',
    status: 406,
    body: { errors: 'Unknown field: colour' },
    want: 'unknown-field',
  },
  {
    name: 'a field that is not there, by field',
    status: 406,
    body: { errors: { colour: ['is not a known attribute'] } },
    want: 'unknown-field',
  },
  {
    name: 'a 406 with no body',
    status: 406,
    body: '',
    request: CREATE,
    want: 'unknown-field',
    isGeneral: true,
  },
  {
    name: 'a content type that is not taken',
    status: 406,
    body: { message: 'Unsupported Content-Type: text/xml' },
    want: 'unsupported-content-type',
  },
  {
    name: 'a silent 406 to a body of XML',
    status: 406,
    body: '',
    request: patch('<rfi/>', 'application/xml'),
    want: 'unsupported-content-type',
  },
  {
    name: 'too slow for a budget view [6.2]',
    status: 408,
    body: { errors: 'Request Timeout' },
    want: 'request-timeout-batch',
  },
  {
    name: 'a silent 408',
    status: 408,
    body: '',
    request: CREATE,
    want: 'request-timeout-batch',
    isGeneral: true,
  },
  {
    name: 'a bulk operation over its limit [6.1 E2]',
    status: 413,
    body: { errors: 'Cannot process more than 100 triggers at once' },
    want: 'batch-too-large',
  },
  {
    name: 'a balancer refuses the size',
    status: 413,
    body: 'Request Entity Too Large',
    want: 'batch-too-large',
  },
  {
    name: 'a silent 413',
    status: 413,
    body: '',
    request: CREATE,
    want: 'batch-too-large',
    isGeneral: true,
  },
  {
    name: 'a silent 415 to a body of XML',
    status: 415,
    body: '',
    request: patch('<rfi/>', 'application/xml'),
    want: 'unsupported-content-type',
    isGeneral: true,
  },
  {
    name: 'a sync over 1,000 items, should it be a 400 [14]',
    status: 400,
    body: { errors: 'Too many updates: 1200 items given' },
    want: 'batch-too-large',
  },
]

it.each(ANSWERS)('$status, $name: $want', (answer) => {
  const { want: failure, isGeneral = false } = answer
  expect(classify(evidenceOf(answer))).toMatchObject({ failure, isGeneral })
})
