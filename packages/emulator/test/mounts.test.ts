/** Pages that other parts bring to the platform's port. */
import { afterEach, expect, it } from 'vitest'
import type { Mount } from '../src/control/mount.ts'
import type { EmulatorOptions } from '../src/emulator-options.ts'
import { listen } from '../src/server/listen.ts'
import { setUp } from './emulator-rig.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

const page: Mount = {
  path: '/_underpin/notes',
  title: 'Read the notes',
  serve: async ({ method, url }) => new Response(`${method} ${new URL(url).pathname}`),
}

async function setUpMounted(mounts: readonly Mount[], options: EmulatorOptions = {}) {
  const told: string[] = []
  const say = (message: string) => void told.push(message)
  const log = { debug: say, info: say, warn: say, error: say }
  const { emulator } = setUp({ mounts, log, ...options })
  const { url, close } = await listen(emulator, { port: 0 })
  ends.push(close, () => emulator.close())
  const read = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, init)
    return { status: response.status, text: await response.text() }
  }
  return { url, read, told, emulator }
}

it.each(['', '/', '/a/b', '?q=1'])(
  'a mounted page answers its path and what is below: %s',
  async (rest) => {
    const { read } = await setUpMounted([page])
    const { pathname } = new URL(`http://x${page.path}${rest}`)
    expect(await read(`${page.path}${rest}`)).toEqual({ status: 200, text: `GET ${pathname}` })
  },
)

it.each(['/_underpin/notesx', '/_underpin/note', '/_underpin/a/notes'])(
  'and no other: %s',
  async (path) => {
    const { read } = await setUpMounted([page])
    expect((await read(path)).status).toBe(404)
  },
)

it('it is linked from the start page and from the list of failures', async () => {
  const { read } = await setUpMounted([page])
  const link = '<a href="/_underpin/notes">Read the notes</a>'
  expect((await read('/')).text).toContain(link)
  expect((await read('/_underpin/failures')).text).toContain(link)
})

it('it stays up while the platform is down', async () => {
  const { read, url } = await setUpMounted([page])
  for (const failure of ['heavy-load', 'heavy-load-page', 'maintenance-page', 'connection-reset']) {
    const body = JSON.stringify({ failure })
    expect((await fetch(`${url}/_underpin/faults`, { method: 'POST', body })).status).toBe(201)
  }
  expect((await read(page.path)).status).toBe(200)
})

it('it is guarded as the door is, unless it says that it holds nothing', async () => {
  const open = { ...page, path: '/_underpin/open', isOpen: true }
  const { read } = await setUpMounted([page, open], { controlToken: 'a control token of a test' })
  expect((await read(page.path)).status).toBe(401)
  const headers = { 'x-underpin-control': 'a control token of a test' }
  expect((await read(page.path, { headers })).status).toBe(200)
  expect((await read(open.path)).status).toBe(200)
})

it('a page that fails is answered 500 and logged', async () => {
  const broken = { ...page, serve: () => Promise.reject(new Error('no notes')) }
  const { read, told } = await setUpMounted([broken])
  expect((await read(page.path)).status).toBe(500)
  expect(told).toHaveLength(1)
})

it.each(['/notes', '/_underpin/', '/_underpin/a/b', '_underpin/notes', '/_underpin/../notes'])(
  'nothing is mounted at %s',
  (path) => {
    expect(() => setUp({ mounts: [{ ...page, path }] })).toThrow(RangeError)
  },
)
