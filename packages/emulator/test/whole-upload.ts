/** An upload whose bytes are all there, for tests with no socket: as if its form had been posted. */
import type { ApiRig, Ask } from './api-rig.ts'

/** @returns its uuid, which only the user who asked for it may use. */
export async function wholeUpload(
  { post, platform }: ApiRig,
  name: string,
  content: string,
  ask: Ask = {},
): Promise<string> {
  const { json } = await post('/rest/v1.1/projects/5001/uploads', { response_filename: name }, ask)
  const { blobs, uploads } = platform.storage
  const arrived = await blobs.receive(oneChunk(content))
  arrived.keep()
  const { sha256: blob, size, md5: etag } = arrived
  uploads.partArrived(json.uuid, 1, { blob, size, etag })
  uploads.completed(json.uuid, platform.clock.nowMs())
  return json.uuid
}

async function* oneChunk(content: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content)
}
