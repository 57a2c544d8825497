/**
 * Writes against the state of the data, and calls beyond a limit, as they are answered: 409, 422, 429.
 * Bodies and headers are those of the fact sheet (its section in brackets), of the error reference, and
 * of the frameworks that Procore is known to use.
 */
import { expect, it } from 'vitest'
import { classify } from '../../classify.ts'
import { CREATE, evidenceOf, NOW_S, patch, type SeenAnswer } from './seen-answer.ts'

const HOUR_TEXT =
  'You have surpassed the max number of requests for an hour. Please wait until your limit resets.'

const limit = (max: number, resetInS: number) => ({
  'x-rate-limit-limit': String(max),
  'x-rate-limit-remaining': '0',
  'x-rate-limit-reset': String(NOW_S + resetInS),
})

const ANSWERS: readonly SeenAnswer[] = [
  // 409
  {
    name: 'an e-mail address that is taken [6.2]',
    status: 409,
    body: { errors: { email_address: ['has already been taken'] } },
    want: 'duplicate-record',
  },
  {
    name: 'a business that is registered [6.1 E6]',
    status: 409,
    body: { message: 'Business already exists' },
    want: 'duplicate-record',
  },
  {
    name: 'a silent 409 to a create',
    status: 409,
    body: '',
    request: CREATE,
    want: 'duplicate-record',
    isGeneral: true,
  },
  {
    name: 'a silent 409 to a change of one record',
    status: 409,
    body: '',
    request: patch('{"rfi":{}}'),
    want: 'state-conflict',
  },
  {
    name: 'an origin_id that is taken [6.2]',
    status: 409,
    body: { errors: { origin_id: ['has already been taken'] } },
    want: 'origin-id-taken',
  },
  {
    name: 'an origin_id that is taken, as a business rule [6.2]',
    status: 422,
    body: { errors: { origin_id: ['must be unique within the company'] } },
    want: 'origin-id-taken',
  },
  {
    name: 'a file that is checked out [6.1 E3]',
    status: 409,
    body: { errors: { base: ['File is checked out'] }, error_type: 'conflict', file: { id: 1 } },
    want: 'state-conflict',
  },
  {
    name: 'a state that does not allow it',
    status: 409,
    body: { message: 'Commitment is in an invalid state' },
    want: 'state-conflict',
  },
  // 422
  {
    name: 'a status that cannot follow [6.2]',
    status: 422,
    body: { errors: { status: ['cannot transition from closed to draft'] } },
    want: 'business-rule',
  },
  {
    name: 'a time zone that is not on the list [3]',
    status: 422,
    body: { errors: { time_zone: ['is not included in the list'] } },
    want: 'business-rule',
  },
  {
    name: 'a message with an error [6.1 E6]',
    status: 422,
    body: { message: 'Cost code not found', error: 'unprocessable' },
    want: 'business-rule',
  },
  {
    name: 'something else is required first',
    status: 422,
    body: { errors: { base: ['A required dependent record is missing'] } },
    want: 'business-rule',
  },
  {
    name: 'a lock, told in the words of a rule',
    status: 422,
    body: { errors: 'The record is locked and cannot be changed' },
    want: 'record-locked',
  },
  {
    name: 'a record that the ERP holds [6.2]',
    status: 422,
    body: { errors: { base: ['Commitment is locked by ERP'] } },
    want: 'record-locked',
  },
  {
    name: 'blocked is not locked',
    status: 422,
    body: { errors: { base: ['Transition is blocked'] } },
    want: 'business-rule',
  },
  // 429
  {
    name: 'the documented text alone [5]',
    status: 429,
    body: HOUR_TEXT,
    want: 'rate-limit-hourly',
  },
  {
    name: 'the reset is half an hour away [5]',
    status: 429,
    body: { error: HOUR_TEXT },
    headers: limit(3_600, 1_800),
    want: 'rate-limit-hourly',
  },
  {
    name: 'the same text on a spike [5]',
    status: 429,
    body: { error: HOUR_TEXT },
    headers: limit(25, 6),
    want: 'rate-limit-spike',
  },
  {
    name: 'a raised spike limit [5, W8]',
    status: 429,
    body: { errors: 'You have surpassed the max number of requests for your rate limit' },
    headers: limit(100, 9),
    want: 'rate-limit-spike',
  },
  {
    name: 'the last seconds of an hour',
    status: 429,
    body: { error: HOUR_TEXT },
    headers: limit(600, 4),
    want: 'rate-limit-hourly',
  },
  {
    name: 'an hour told by Retry-After alone [5]',
    status: 429,
    body: '',
    headers: { 'retry-after': '1200' },
    want: 'rate-limit-hourly',
  },
  {
    name: 'a silent 429',
    status: 429,
    body: '',
    request: CREATE,
    want: 'rate-limit-hourly',
    isGeneral: true,
  },
  {
    name: 'a spike told by Retry-After alone [5]',
    status: 429,
    body: '',
    headers: { 'retry-after': '7' },
    want: 'rate-limit-spike',
  },
  {
    name: 'the budget snapshot has an envelope of its own [5]',
    status: 429,
    body: { error: { error: 'Too many snapshots' } },
    want: 'rate-limit-hourly',
  },
]

it.each(ANSWERS)('$status, $name: $want', (answer) => {
  const { want: failure, isGeneral = false } = answer
  expect(classify(evidenceOf(answer))).toMatchObject({ failure, isGeneral })
})
