/** 404: no operation has this path, version or method. */
import type { FailureMode, KnownMode } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { told } from '../told.ts'
import { NOT_FOUND, NOT_FOUND_QUESTION, NOT_FOUND_WIRE } from './not-found.ts'
import { REQUEST_EVIDENCE } from './request-evidence.ts'
import { TELL_THE_INTEGRATOR } from './tell-the-integrator.ts'
import { UNTIL_REQUEST_CHANGES } from './until-changed.ts'

export const routeUnknownKnown: KnownMode = {
  id: 'route-unknown',
  surface: 'api',
  status: 404,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  signatures: [
    NOT_FOUND,
    {
      surface: 'api',
      statuses: [404],
      // Every documented path starts with /rest/v{n}.{n}/; /vapid/ is the old one, /oauth/ the other door.
      path: /^\/(?!rest\/v\d+\.\d+\/|vapid\/|oauth\/)/i,
      from: [fact('3', 'documented')],
    },
    {
      surface: 'api',
      statuses: [404, 405],
      text: /no route matches|routing error|unknown route|method not allowed/i,
      from: [ours('what a Rails router says of a path that it does not know')],
    },
  ],
  twins: { ids: ['resource-not-found', 'resource-hidden'], question: NOT_FOUND_QUESTION },
}

export const routeUnknown: FailureMode = /* @__PURE__ */ told(routeUnknownKnown, {
  title: 'The connected program called an address that Procore does not have.',
  summary: {
    says: 'No operation of the API has this path, this version or this method. Either it never existed, or it has been retired. Nothing was changed.',
    from: [fact('6.2', 'assumed'), fact('3', 'documented')],
  },
  wire: NOT_FOUND_WIRE,
  causes: [
    {
      says: 'The path is misspelled, or lacks its prefix /rest/v1.0.',
      tellApart: 'Compare the path with the API reference, part by part.',
      from: [fact('3', 'documented')],
    },
    {
      says: 'The resource does not have this version, or its version was sunset.',
      tellApart:
        'Look up the versions of the resource in the reference; Integration Health lists deprecated endpoints in use.',
      from: [fact('3', 'documented'), fact('13', 'documented')],
    },
    {
      says: 'The resource hangs from another parent: cost codes, for one, are not under the project.',
      tellApart: 'Find the operation by its name in the reference, and compare its whole path.',
      from: [fact('11', 'wild')],
    },
    {
      says: 'The method does not fit: only few operations know PUT.',
      tellApart: 'Call the same path with GET.',
      from: [fact('3', 'documented')],
    },
  ],
  remedies: {
    user: TELL_THE_INTEGRATOR,
    integration: {
      says: 'Take the path, the version and the method from the API reference, and send the corrected request.',
      from: [fact('3', 'documented'), fact('13', 'documented')],
    },
    companyAdmin: null,
  },
  duration: UNTIL_REQUEST_CHANGES,
  escalation: {
    afterMs: null,
    when: [
      {
        says: 'the path is in the reference and worked before, and nobody announced its end',
        from: [ours('then it was lost at the server')],
      },
    ],
    to: 'apisupport@procore.com',
    evidence: [
      ...REQUEST_EVIDENCE,
      'link to the operation in the API reference',
      'when it last worked',
    ],
    from: [seedApi('Best practices for error handling')],
  },
  from: [fact('6.2', 'assumed'), fact('3', 'documented'), fact('6.3', 'documented')],
})
