/** The API answers that all is well, and something is lost: what only a look into the answer shows. */
import type { FailureMode, KnownMode } from '../failure-mode.ts'
import { fact, ours } from './sources.ts'
import { told } from './told.ts'

const syncItemsRejectedKnown: KnownMode = {
  id: 'sync-items-rejected',
  surface: 'api',
  status: 200,
  party: 'integration',
  applied: 'yes',
  recovery: 'none',
  signatures: [{ judgement: 'sync-rejected-items', from: [fact('8', 'documented')] }],
}

const syncItemsRejected: FailureMode = /* @__PURE__ */ told(syncItemsRejectedKnown, {
  title: 'Some of the records were saved, and some were refused.',
  summary: {
    says: 'A sync saves each record by itself. Procore answered that the call went well, and listed the records that it did not take, each with its reason. The others are saved and stay so.',
    from: [fact('8', 'documented'), fact('6.2', 'documented')],
  },
  wire: {
    status: 200,
    shape: 'sync',
    field: 'id',
    text: 'Entity with this ID not found',
    from: [fact('8', 'documented')],
  },
  causes: [
    {
      says: 'A record names an id that does not exist any more.',
      tellApart: 'The error stands at the field id, and says that it was not found.',
      from: [fact('8', 'documented')],
    },
    {
      says: 'A field of the record is missing or wrong, as it would be in a single create or update.',
      tellApart: 'The error stands at the name of the field.',
      from: [fact('8', 'documented'), fact('6.1', 'documented')],
    },
    {
      says: 'Two records of the company have the same origin_id.',
      tellApart: 'The error stands at origin_id; look for the other record in every project.',
      from: [fact('8', 'documented'), fact('6.2', 'documented')],
    },
  ],
  remedies: {
    user: {
      says: 'Look at the list of refused records, and correct those. The others need nothing.',
      from: [fact('8', 'documented')],
    },
    integration: {
      says: 'Read errors in every sync answer. Correct the refused records and send those alone; give every record an origin_id, so that a repeat updates it and does not make a second one.',
      from: [fact('8', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until the refused records are corrected and sent again.',
    from: [fact('8', 'documented')],
  },
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'A record is refused whose reason is not true: the id exists, or the field is there.',
        from: [ours('the record is not at fault then')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [
      'The path and the time of the call, with its time zone.',
      'The X-Request-Id of the answer.',
      'The refused record as it was sent, and its errors.',
    ],
    from: [fact('3', 'documented'), ours('what it takes to find the call again')],
  },
  from: [fact('8', 'documented'), fact('6.2', 'documented')],
})

const dateSilentlyDroppedKnown: KnownMode = {
  id: 'date-silently-dropped',
  surface: 'api',
  status: 200,
  party: 'integration',
  applied: 'yes',
  recovery: 'none',
  signatures: [
    {
      judgement: 'date-came-back-null',
      from: [
        fact('3', 'documented'),
        ours('the keys that count as dates are those that end like one'),
      ],
    },
  ],
}

const dateSilentlyDropped: FailureMode = /* @__PURE__ */ told(dateSilentlyDroppedKnown, {
  title: 'The record was saved, but one of its dates was lost.',
  summary: {
    says: 'Procore could not read a date that was sent, and saved the record without it. It answered that all went well. Only the empty date in the answer shows it.',
    from: [fact('3', 'documented'), fact('6.2', 'documented')],
  },
  // An ordinary success: nothing of an error is on the wire, only the record with an empty date.
  wire: null,
  causes: [
    {
      says: 'The date was not written in the full form, such as 2026-11-20T16:00:00Z.',
      tellApart:
        'Look at the date as it was sent: day and month the other way round, no time, a zone’s name.',
      from: [fact('3', 'documented')],
    },
    {
      says: 'The field cannot be set by this call, and was passed over.',
      tellApart: 'A date in the full form comes back empty too.',
      from: [ours('the answer looks the same')],
    },
  ],
  remedies: {
    user: {
      says: 'Open the record and enter the date again.',
      from: [ours('the date is gone, and a person knows it')],
    },
    integration: {
      says: 'Send dates in the full ISO 8601 form in UTC, compare each date of the answer with the one that was sent, and send the missing ones again.',
      from: [fact('3', 'documented')],
    },
    companyAdmin: null,
  },
  duration: {
    typicalMs: null,
    says: 'Until the date is sent again in a form that Procore reads.',
    from: [fact('3', 'documented')],
  },
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'A date in the full form is lost in a field that the reference says can be set.',
        from: [ours('the date is not at fault then')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [
      'The path and the time of the call, with its time zone.',
      'The X-Request-Id of the answer.',
      'The name of the field, the date as it was sent, and the answer.',
    ],
    from: [fact('3', 'documented'), ours('what it takes to find the call again')],
  },
  from: [fact('3', 'documented'), fact('6.2', 'documented')],
})

export const partialSuccessKnown: readonly KnownMode[] = [
  syncItemsRejectedKnown,
  dateSilentlyDroppedKnown,
]

export const partialSuccessModes: readonly FailureMode[] = [syncItemsRejected, dateSilentlyDropped]
