/** Who may fetch a file by the address that a record shows, and how a slow sender is told from a late one. */
import { once } from 'node:events'
import { request } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { announced, bytesOf, FILE, type UploadRig, uploadRig, V1 } from './upload-rig.ts'

const ADMIN = 'admin@northside.example'

const rigs: UploadRig[] = []
const setUp = async (...options: Parameters<typeof uploadRig>) => {
  const rig = await uploadRig(...options)
  rigs.push(rig)
  return rig
}
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.close()
})

/** The address of a file that hangs on an RFI of a project, made by the administrator. */
async function fileIn(rig: UploadRig, projectId: number): Promise<string> {
  const admin = rig.as(ADMIN)
  const rfis = `/rest/v1.0/projects/${projectId}/rfis`
  const rfi = await admin.send('POST', rfis, {
    rfi: { subject: 'Which?', question: { body: 'This?' }, assignee_ids: [7001] },
  })
  const form = new FormData()
  form.append('reply[body]', 'See the file')
  form.append('attachments[]', new Blob([FILE]), 'file.bin')
  const made = await admin.send('POST', `${rfis}/${rfi.json.id}/replies`, form)
  return made.json.attachments[0].url
}

it.each([
  { who: 'the company administrator', user: ADMIN, project: 5003, status: 302 },
  { who: 'somebody of the project', user: 'viewer@northside.example', project: 5001, status: 302 },
  { who: 'somebody of another project', user: 'pm@northside.example', project: 5003, status: 403 },
])('$who is answered $status for a file of project $project', async ({ user, project, status }) => {
  const rig = await setUp()
  const headers = await rig.as(user).bearer()
  const url = await fileIn(rig, project)
  expect((await fetch(url, { headers, redirect: 'manual' })).status).toBe(status)
})

it('an app that is disconnected from the company fetches its files no more', async () => {
  const rig = await setUp()
  const url = await fileIn(rig, 5001)
  const headers = await rig.bearer()
  rig.emulator.parts.platform.directory.disconnect('underpin-app', 4001)
  const refused = await fetch(url, { headers })
  expect([refused.status, await refused.json()]).toEqual([
    403,
    { errors: ['App is not connected to this company.'] },
  ])
})

it.each([
  { name: 'an address that is nobody’s', change: (url: string) => url.replace(/.$/, 'x') },
  { name: 'an address that goes on', change: (url: string) => `${url}/more` },
])('$name is answered 404', async ({ change }) => {
  const rig = await setUp()
  const url = change(await fileIn(rig, 5001))
  expect((await fetch(url, { headers: await rig.bearer() })).status).toBe(404)
})

it('files are read at their address, and nothing else is done to them', async () => {
  const rig = await setUp()
  const url = await fileIn(rig, 5001)
  expect((await fetch(url, { method: 'DELETE', headers: await rig.bearer() })).status).toBe(404)
})

it('a segment may take longer than any other request, and is kept', async () => {
  const rig = await setUp({}, { requestArrivalMaxMs: 200 })
  const bytes = bytesOf(400)
  const body = { response_filename: 'slow', segments: [announced(bytes)] }
  const { uuid, segments } = (await rig.send('POST', V1, body)).json
  const { url, headers } = segments[0]
  const slow = request(url, { method: 'PUT', headers })
  slow.write(bytes.subarray(0, 200))
  const answered = once(slow, 'response')
  // By the time that another request is late, this one has taken as long.
  const late = request(`${rig.url}/rest/v1.0/vendors`, {
    method: 'POST',
    headers: { ...(await rig.bearer()), 'content-type': 'application/json', 'content-length': '9' },
  })
  late.write('{')
  const [refused] = await once(late, 'response')
  expect(refused.statusCode).toBe(408)
  slow.end(bytes.subarray(200))
  const [response] = await answered
  expect(response.statusCode).toBe(200)
  response.resume()
  expect((await rig.send('GET', `${V1}/${uuid}`)).json.segments[0].etag).toEqual(expect.any(String))
})
