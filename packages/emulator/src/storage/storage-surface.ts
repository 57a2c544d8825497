/** `/storage/`: what a cloud's storage is to Procore. No bearer here; a signature opens it, for a while. */
import { FAILURE_IDS, type FailureId } from '@underpin/failures'
import type { Call } from '../call.ts'
import type { Platform } from '../platform.ts'
import type { Refusal, Result } from '../reply.ts'
import type { Surface } from '../surface.ts'
import { getFile, isStoredFilePath } from './get-file.ts'
import { FORM_PATH, postForm } from './post-form.ts'
import { isPartPath, putPart } from './put-part.ts'

const PREFIX = '/storage/'

const RAISED: ReadonlySet<FailureId> = new Set([...FAILURE_IDS.storage, ...FAILURE_IDS.network])

export class StorageSurface implements Surface {
  readonly name = 'storage'
  readonly #platform: Platform

  constructor(platform: Platform) {
    this.#platform = platform
  }

  owns(path: string): boolean {
    return path.startsWith(PREFIX)
  }

  raises(failure: FailureId): boolean {
    return RAISED.has(failure)
  }

  handle(call: Call): Result | Promise<Result> {
    const { method, path, search } = call
    call.replyHeaders['x-amz-request-id'] = call.requestId
    if (call.request.headers.has('authorization')) return BEARER_SENT
    if (method === 'POST' && path === FORM_PATH) {
      call.route = FORM_PATH
      return postForm(call, this.#platform)
    }
    const signedFor = method === 'HEAD' ? 'GET' : method
    const refusal = this.#platform.storage.links.refuseLink(signedFor, path, search)
    if (refusal) return refusal
    if (isPartPath(path)) {
      call.route = '/storage/uploads/{upload_id}/{n}'
      return putPart(call, this.#platform)
    }
    if (!isStoredFilePath(path)) return NOTHING_THERE
    call.route = '/storage/files/{token}'
    return getFile(call, this.#platform)
  }
}

/** Source: fact sheet section 9, "No bearer on that call (error if sent)"; the status is that of S3. */
const BEARER_SENT: Refusal = {
  failure: 'upload-link-expired',
  variant: 'bearer-sent',
  because: 'an Authorization header was sent to the storage',
}

const NOTHING_THERE: Refusal = { failure: 'resource-not-found', variant: 'storage' }
