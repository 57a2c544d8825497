/**
 * What a missing thing, a hidden thing and an unknown address have in common: the whole answer. By
 * design the API does not say which of them it is.
 */
import type { Signature, Wire } from '../../failure-mode.ts'
import { fact, seedApi } from '../sources.ts'

export const NOT_FOUND_WIRE: Wire = {
  status: 404,
  shape: 'E2',
  text: 'Not Found',
  from: [seedApi('Client errors (4xx)'), fact('6.2', 'assumed')],
}

export const NOT_FOUND: Signature = {
  surface: 'api',
  statuses: [404],
  text: /not[ _]found|(?:could ?n[o']t|can ?not) (?:be )?f(?:ind|ound)|does ?n[o']t exist|no such/i,
  from: [seedApi('Client errors (4xx)'), fact('6.2', 'assumed')],
}

export const NOT_FOUND_QUESTION =
  'Is the path, version included, in the API reference, and does somebody with Admin on the tool see the id in the web app? No such path: the route is unknown. The admin sees it: it is hidden from you. The admin does not see it either: it does not exist.'
