/**
 * Nothing there, as far as this caller is told (404). By design the API does not say whether a thing
 * is missing, hidden, or never had an address, so the three are twins.
 */
import type { FailureMode, Signature, Wire } from '../../failure-mode.ts'
import { fact, ours, seedApi } from '../sources.ts'
import { draft } from './draft.ts'

const NOT_FOUND_WIRE: Wire = {
  status: 404,
  shape: 'E2',
  text: 'Not Found',
  from: [seedApi('Client errors, 404'), fact('6.2', 'assumed')],
}

const NOT_FOUND: Signature = {
  surface: 'api',
  statuses: [404],
  text: /not[ _]found|(?:could ?n[o']t|can ?not) (?:be )?f(?:ind|ound)|does ?n[o']t exist|no such/i,
  from: [seedApi('Client errors, 404'), fact('6.2', 'assumed')],
}

const NOT_FOUND_QUESTION =
  'Is the path, version included, in the API reference, and does somebody with Admin on the tool see the id in the web app? No such path: the route is unknown. The admin sees it: it is hidden from you. The admin does not see it either: it does not exist.'

const resourceNotFound = draft({
  id: 'resource-not-found',
  status: 404,
  party: 'integration',
  applied: 'no',
  recovery: 'none',
  generalFor: [404],
  signatures: [
    NOT_FOUND,
    {
      surface: 'api',
      statuses: [404],
      path: /\/(?:undefined|null|nan)(?:[/?]|$)|\{|%7b|\/:[a-z]/i,
      from: [ours('a program that forgot to fill in an id sends such a path')],
    },
  ],
  twins: { ids: ['resource-hidden', 'route-unknown'], question: NOT_FOUND_QUESTION },
  wire: NOT_FOUND_WIRE,
  from: [seedApi('Client errors, 404'), fact('6.3', 'documented')],
})

const resourceHidden = draft({
  id: 'resource-hidden',
  status: 404,
  party: 'company-admin',
  applied: 'no',
  recovery: 'none',
  signatures: [NOT_FOUND],
  twins: { ids: ['resource-not-found', 'route-unknown'], question: NOT_FOUND_QUESTION },
  wire: NOT_FOUND_WIRE,
  from: [seedApi('Client errors, 404'), fact('7', 'documented'), fact('6.3', 'documented')],
})

const routeUnknown = draft({
  id: 'route-unknown',
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
    {
      surface: 'api',
      statuses: [405],
      from: [ours('no operation is known to answer 405; HTTP has it for a method nobody serves')],
    },
  ],
  twins: { ids: ['resource-not-found', 'resource-hidden'], question: NOT_FOUND_QUESTION },
  wire: NOT_FOUND_WIRE,
  from: [fact('6.2', 'assumed'), fact('3', 'documented'), fact('6.3', 'documented')],
})

export const existenceErrorModes: readonly FailureMode[] = [
  resourceNotFound,
  resourceHidden,
  routeUnknown,
]
