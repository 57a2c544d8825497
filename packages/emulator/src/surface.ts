/** A part of the platform that owns some paths: oauth, api, the start page; later storage, web, webhooks. */
import type { FailureId } from '@underpin/failures'
import type { Call } from './call.ts'
import type { Answer, Refusal, Result } from './reply.ts'

export interface Surface {
  readonly name: 'oauth' | 'api' | 'storage' | 'web' | 'start-page'
  /** The surface that owns a path answers it, and shapes what is not found there. */
  owns(path: string): boolean
  handle(call: Call): Promise<Result> | Result
  /** Failures of this surface that a fault may raise here. */
  raises(failure: FailureId): boolean
  /** Answers a refusal in a way of its own. Default: a screen where people look, else as the API does. */
  refuse?(call: Call, refusal: Refusal): Answer
}
