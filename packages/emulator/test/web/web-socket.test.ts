/** Forms with files over a real socket: as slow as a line may be, and gone in the middle. */
import { once } from 'node:events'
import { request } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { listen } from '../../src/server/listen.ts'
import { formIn, PM, webRig } from './web-rig.ts'

const UPLOAD = '/5001/project/documents/upload'

async function setUp() {
  const rig = webRig()
  const server = await listen(rig.emulator, { port: 0, requestArrivalMaxMs: 200 })
  onTestFinished(async () => {
    await server.close()
    rig.emulator.close()
  })
  const pm = await rig.visitor(PM)
  const token = formIn((await pm.go(UPLOAD)).text).hidden[0]?.[1] ?? ''
  const head = `--b\r\ncontent-disposition: form-data; name="form_token"\r\n\r\n${token}\r\n--b\r\ncontent-disposition: form-data; name="file[data]"; filename="slow.txt"\r\n\r\nthe first`
  const begin = () => {
    const headers = { cookie: pm.cookie, 'content-type': 'multipart/form-data; boundary=b' }
    const sent = request(`${server.url}${UPLOAD}`, { method: 'POST', headers })
    sent.write(head)
    return sent
  }
  return { ...rig, pm, server, begin }
}

it('an upload may take longer than any other form, and is kept', async () => {
  const { server, pm, begin } = await setUp()
  const slow = begin()
  const answered = once(slow, 'response')
  // By the time that another form is late, this one has taken as long.
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '9' }
  const late = request(`${server.url}/5001/project/rfi/new`, { method: 'POST', headers })
  late.write('a')
  const [refused] = await once(late, 'response')
  expect(refused.statusCode).toBe(408)
  slow.end(' and the last\r\n--b--\r\n')
  const [response] = await answered
  response.resume()
  expect([response.statusCode, response.headers.location]).toEqual([
    303,
    '/5001/project/documents/list?notice=uploaded',
  ])
  expect((await pm.go('/5001/project/documents/list')).text).toContain('22 bytes')
})

it('an upload whose sender goes away leaves nothing', async () => {
  const { emulator, begin, pm } = await setUp()
  const gone = begin()
  gone.on('error', () => undefined)
  await once(gone, 'socket')
  const closed = new Promise<void>((resolve) => {
    const cancel = emulator.parts.journal.listen(() => {
      cancel()
      resolve()
    })
  })
  gone.flushHeaders()
  await new Promise((resolve) => gone.write('.', resolve))
  gone.destroy()
  await closed
  expect(emulator.parts.platform.storage.blobs.list()).toEqual([])
  expect((await pm.go('/5001/project/documents/list')).text).not.toContain('slow.txt')
})
