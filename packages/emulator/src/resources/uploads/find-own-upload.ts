/** The upload that a path names, for its creator: nobody else is told that it is there. */
import type { Work } from '../../engine/work.ts'
import type { Refusal } from '../../reply.ts'
import { endsMs, type Upload, type UploadKind } from '../../storage/upload.ts'

/** Each generation knows its own uploads only. */
const IN_V2: ReadonlySet<UploadKind> = new Set(['unified'])

export function findOwnUpload(work: Work, parameter: string): Upload | Refusal {
  const { platform, parameters, companyId, projectId, userId, route, nowMs } = work
  const upload = platform.storage.uploads.find(parameters[parameter] ?? '')
  const missing = (because: string): Refusal => ({ failure: 'resource-not-found', because })
  if (!upload || IN_V2.has(upload.kind) !== route.isV2) return missing('there is no such upload')
  if (upload.companyId !== companyId || upload.projectId !== projectId) {
    return missing(`the upload belongs to company ${upload.companyId}, project ${upload.projectId}`)
  }
  if (upload.userId !== userId) {
    const because = `the upload belongs to user ${upload.userId}, who made it`
    return { failure: 'resource-hidden', because }
  }
  if (nowMs < endsMs(upload)) return upload
  const because = `the upload ended at ${new Date(endsMs(upload)).toISOString()}`
  const is404 = route.method === 'GET' && platform.assumptions.get('upload-gone') === '404'
  return { failure: is404 ? 'resource-not-found' : 'upload-expired', because }
}
