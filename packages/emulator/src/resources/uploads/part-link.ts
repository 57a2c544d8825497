/** The link and the headers that one part is sent with, as they are given out. */
import type { Work } from '../../engine/work.ts'
import { partPath } from '../../storage/put-part.ts'
import { LINK_LIFETIME_MS, type Upload, type UploadPart } from '../../storage/upload.ts'

export interface PartLink {
  readonly url: string
  /** To be sent as they are. */
  readonly headers: Readonly<Record<string, string>>
}

/** @param storage the origin of the storage. */
export function linkOf(
  { platform }: Work,
  { id, linkedMs }: Upload,
  { n, size, sha256, md5 }: UploadPart,
  storage: string,
): PartLink {
  const { links } = platform.storage
  const link = links.link('PUT', partPath(id, n), linkedMs, linkedMs + LINK_LIFETIME_MS)
  const headers: Record<string, string> = {}
  if (sha256 !== null) headers['x-amz-content-sha256'] = sha256
  if (size !== null) headers['content-length'] = String(size)
  if (md5 !== null) headers['content-md5'] = Buffer.from(md5, 'hex').toString('base64')
  return { url: `${storage}${link}`, headers }
}
