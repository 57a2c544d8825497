/** 409: the id of the other system belongs to another record of the company. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { TELL_THE_INTEGRATOR } from './tell-the-integrator.ts'
import { UNTIL_REQUEST_CHANGES } from './until-changed.ts'

export const originIdTakenKnown: KnownMode = {
  id: 'origin-id-taken',
  surface: 'api',
  status: 409,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    {
      surface: 'api',
      // 422 too: a duplicate origin_id is documented among the business rules as well.
      statuses: [409, 422],
      shape: ['E3'],
      text: /origin[_ ]?id[^}]{0,120}(?:taken|exist|uniq|duplicate|in use|used)/i,
      from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented')],
    },
    {
      surface: 'api',
      statuses: [409, 422],
      text: /(?:duplicate|unique) origin[_ ]?id|origin[_ ]?id[^}]{0,120}(?:taken|exist|uniq|duplicate|in use|used)/i,
      from: [seedApi('Client errors (4xx)'), fact('6.2', 'documented')],
    },
  ],
}

export const originIdTaken: FailureMode = /* @__PURE__ */ told(originIdTakenKnown, {
  title: 'Another record in Procore already carries the number from your other system.',
  summary: {
    says: 'The origin_id, by which a connected system finds its own records again, must be unique in the whole company, across all its projects. This one belongs to another record, so nothing was saved.',
    from: [seedApi('Client errors (4xx)'), fact('8', 'documented')],
  },
  wire: {
    status: 409,
    shape: 'E3',
    text: 'has already been taken',
    field: 'origin_id',
    from: [
      seedApi('Client errors (4xx)'),
      fact('6.2', 'schema'),
      ours('the text is that of Rails'),
    ],
  },
  causes: [
    {
      says: 'The program numbers its records by project, and the same number occurs in two projects.',
      tellApart: 'Search with filters[origin_id] in the other projects of the company.',
      from: [fact('8', 'documented'), fact('4', 'documented')],
    },
    {
      says: 'The record was created before, by a request whose answer was lost.',
      tellApart: 'The record that holds the origin_id has the very values that were sent now.',
      from: [fact('8', 'documented'), ours('a lost answer looks like a failure to the sender')],
    },
    {
      says: 'Two connected systems use the same numbers.',
      tellApart: 'Look at origin_data and the creator of the record that holds the origin_id.',
      from: [fact('8', 'documented'), ours('each system counts from one')],
    },
  ],
  remedies: {
    user: TELL_THE_INTEGRATOR,
    integration: {
      says: 'Find the record that holds the origin_id and update it by its id; make new origin ids unique for the company, with the system and the project in them.',
      from: [seedApi('Client errors (4xx)'), fact('8', 'documented')],
    },
    companyAdmin: null,
  },
  duration: UNTIL_REQUEST_CHANGES,
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'no record of the company with that origin_id can be found',
        from: [ours('then something that nobody can see holds it')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [...REQUEST_EVIDENCE, 'the origin_id, and the projects that were searched for it'],
    from: [seedApi('Best practices for error handling')],
  },
  from: [seedApi('Client errors (4xx)'), fact('8', 'documented'), fact('6.3', 'documented')],
})
