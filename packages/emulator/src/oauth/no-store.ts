/** Headers of an answer that holds a secret: nobody on the way may keep it (RFC 6749, section 5.1). */
import type { ReplyHeaders } from '../reply.ts'

export function noStore(contentType: string): ReplyHeaders {
  return { 'content-type': contentType, 'cache-control': 'no-store', pragma: 'no-cache' }
}
