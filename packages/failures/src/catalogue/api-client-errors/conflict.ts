/**
 * Well-formed requests that the state of the company's data does not allow: something is there
 * already (409), or a business rule speaks against it (422).
 */
import type { FailureMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { draft } from './draft.ts'

const duplicateRecord = draft({
  id: 'duplicate-record',
  status: 409,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  // Of the three conflicts this one: the error reference names it first and says to look for
  // duplicates, and a look at what is there also shows a state conflict, while the reverse fails.
  generalFor: [409],
  signatures: [
    {
      surface: 'api',
      statuses: [409],
      text: /already (?:exists?|been taken|taken|in use|used)|duplicate|not unique|must be unique/i,
      from: [seedApi('Client errors, 409'), fact('6.2', 'documented')],
    },
    {
      surface: 'api',
      statuses: [409],
      method: ['POST'],
      from: [seedApi('Client errors, 409')],
    },
  ],
  wire: {
    status: 409,
    shape: 'E3',
    text: 'has already been taken',
    field: 'base',
    from: [seedApi('Client errors, 409'), fact('6.2', 'schema'), ours('the text is that of Rails')],
  },
  from: [seedApi('Client errors, 409'), fact('6.3', 'documented')],
})

const originIdTaken = draft({
  id: 'origin-id-taken',
  status: 409,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'api',
      statuses: [409, 422],
      shape: ['E3'],
      text: /origin[_ ]?id[^}]{0,120}(?:taken|exist|uniq|duplicate|in use|used)/i,
      from: [seedApi('Client errors, 409'), fact('6.2', 'documented')],
    },
    {
      surface: 'api',
      statuses: [409, 422],
      text: /(?:duplicate|unique) origin[_ ]?id|origin[_ ]?id[^}]{0,120}(?:taken|exist|uniq|duplicate|in use|used)/i,
      from: [seedApi('Client errors, 409'), fact('6.2', 'documented')],
    },
  ],
  wire: {
    status: 409,
    shape: 'E3',
    text: 'has already been taken',
    field: 'origin_id',
    from: [seedApi('Client errors, 409'), fact('6.2', 'schema'), ours('the text is that of Rails')],
  },
  from: [seedApi('Client errors, 409'), fact('8', 'documented'), fact('6.3', 'documented')],
})

const stateConflict = draft({
  id: 'state-conflict',
  status: 409,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'api',
      statuses: [409],
      text: /\bstat(?:e|us)\b|checked[- ]?out|\bstale\b|modified|changed|in progress|conflict/i,
      from: [seedApi('Client errors, 409'), fact('6.2', 'schema')],
    },
    {
      surface: 'api',
      statuses: [409],
      method: ['PATCH', 'PUT', 'DELETE'],
      from: [seedApi('Client errors, 409')],
    },
  ],
  wire: {
    status: 409,
    shape: 'E6',
    text: 'The record is in a state that does not allow this',
    from: [seedApi('Client errors, 409'), fact('6.1', 'schema'), ours('text')],
  },
  from: [seedApi('Client errors, 409'), fact('6.3', 'documented')],
})

const businessRule = draft({
  id: 'business-rule',
  status: 422,
  party: 'user',
  applied: 'no',
  recovery: 'none',
  generalFor: [422],
  signatures: [
    { surface: 'api', statuses: [422], shape: ['E3'], from: [fact('6.2', 'documented')] },
    {
      surface: 'api',
      statuses: [422],
      text: /transition|dependen|unprocessable|not (?:allowed|found|valid)|invalid|\bmust\b|can ?not/i,
      from: [seedApi('Client errors, 422')],
    },
  ],
  wire: {
    status: 422,
    shape: 'E3',
    text: 'Status cannot be changed in this way',
    field: 'base',
    from: [seedApi('Client errors, 422'), fact('6.2', 'documented'), ours('text')],
  },
  from: [seedApi('Client errors, 422'), fact('6.3', 'documented')],
})

const recordLocked = draft({
  id: 'record-locked',
  status: 422,
  party: 'user',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'api',
      statuses: [422],
      shape: ['E3'],
      text: /\block(?:ed)?\b|\berp\b|accounting (?:system|integration)/i,
      from: [fact('6.2', 'documented')],
    },
    {
      surface: 'api',
      statuses: [422],
      text: /\block(?:ed)?\b|\berp\b|accounting (?:system|integration)/i,
      from: [fact('6.2', 'documented')],
    },
  ],
  wire: {
    status: 422,
    shape: 'E3',
    text: 'This record is locked by the ERP integration',
    field: 'base',
    from: [fact('6.2', 'documented'), ours('text')],
  },
  from: [fact('6.2', 'documented'), fact('6.3', 'documented')],
})

export const conflictErrorModes: readonly FailureMode[] = [
  duplicateRecord,
  originIdTaken,
  stateConflict,
  businessRule,
  recordLocked,
]
