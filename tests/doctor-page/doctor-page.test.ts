/** What the server gives of `/_underpin/doctor`, and what it does not. */
import { createEmulator, listen } from '@underpin/emulator'
import { afterEach, expect, it } from 'vitest'
import { DOCTOR_PATH, doctorMount } from './mounted.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function setUp() {
  const emulator = createEmulator({ mounts: [doctorMount()] })
  const { url, close } = await listen(emulator, { port: 0 })
  ends.push(close, () => emulator.close())
  const read = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, { redirect: 'manual', ...init })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return { read }
}

function modulesOf(html: string): string[] {
  return [...html.matchAll(/rel="modulepreload" href="([^"]+)"/g)].map(([, path = '']) => path)
}

const READER = `${DOCTOR_PATH}/modules/doctor/web/browser/reader.ts`

it('the page and each of its modules forbid the browser to connect, and to make markup', async () => {
  const { read } = await setUp()
  const { text, headers } = await read(DOCTOR_PATH)
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(headers.get('cache-control')).toBe('no-store')
  const paths = modulesOf(text)
  expect(paths).toContain(READER)
  expect(paths.length).toBeGreaterThan(50)
  for (const path of [DOCTOR_PATH, ...paths]) {
    const given = await read(path)
    const policy = given.headers.get('content-security-policy') ?? ''
    expect([path, given.status]).toEqual([path, 200])
    for (const rule of [
      "default-src 'none'",
      "connect-src 'none'",
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "script-src 'self'",
      "require-trusted-types-for 'script'",
    ]) {
      expect([path, policy.split('; ').includes(rule), rule]).toEqual([path, true, rule])
    }
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
    expect(given.headers.get('x-content-type-options')).toBe('nosniff')
    expect(given.headers.get('referrer-policy')).toBe('no-referrer')
  }
})

it('modules are scripts without types, of four packages, that import each other alone', async () => {
  const { read } = await setUp()
  const paths = modulesOf((await read(DOCTOR_PATH)).text)
  for (const path of paths) {
    expect(path).toMatch(
      /^\/_underpin\/doctor\/modules\/(doctor|failures|exchange|ports)\/[\w/.-]+\.ts$/,
    )
    const { text, headers } = await read(path)
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect([
      path,
      /^\s*(interface|type) \w|innerHTML|outerHTML|insertAdjacentHTML|node:/m.test(text),
    ]).toEqual([path, false])
    for (const [, target = ''] of text.matchAll(
      /^(?:import|export)\b[^;'"()=]*?\bfrom\s*'([^']+)'/gm,
    )) {
      expect([path, target, paths.includes(new URL(target, `http://x${path}`).pathname)]).toEqual([
        path,
        target,
        true,
      ])
    }
  }
})

it.each([
  `${DOCTOR_PATH}/`,
  `${DOCTOR_PATH}/modules`,
  `${DOCTOR_PATH}/modules/`,
  `${DOCTOR_PATH}/modules/doctor/`,
  `${DOCTOR_PATH}/modules/doctor/node.ts`,
  `${DOCTOR_PATH}/modules/doctor/web.ts`,
  `${DOCTOR_PATH}/modules/doctor/web/doctor-page.ts`,
  `${DOCTOR_PATH}/modules/doctor/web/browser/reading.test.ts`,
  `${DOCTOR_PATH}/modules/emulator/index.ts`,
  `${DOCTOR_PATH}/modules/ports/testing/index.ts`,
  `${DOCTOR_PATH}/modules/doctor/../../../package.json`,
  `${DOCTOR_PATH}/modules/doctor/..%2f..%2f..%2fpackage.json`,
  `${DOCTOR_PATH}/modules/doctor/%2e%2e/%2e%2e/package.json`,
  `${DOCTOR_PATH}/modules/doctor/..%5c..%5cpackage.json`,
  `${DOCTOR_PATH}/modules/doctor/web/browser/page.ts%00`,
  `${DOCTOR_PATH}/modules//etc/passwd`,
  `${DOCTOR_PATH}/modules/file:///etc/passwd`,
  `${DOCTOR_PATH}/modules/__proto__`,
])('nothing else is given: %s', async (path) => {
  const { read } = await setUp()
  const { status, text } = await read(path)
  expect(status).toBe(404)
  expect(text).not.toContain('"name"')
})

it('a module that has not changed is not sent again', async () => {
  const { read } = await setUp()
  const first = await read(READER)
  const etag = first.headers.get('etag') ?? ''
  expect(first.headers.get('cache-control')).toBe('no-cache')
  const again = await read(READER, { headers: { 'if-none-match': etag } })
  expect([again.status, again.text]).toEqual([304, ''])
  expect((await read(READER, { headers: { 'if-none-match': '"x"' } })).status).toBe(200)
})

it('HEAD says what GET says, and other methods are refused', async () => {
  const { read } = await setUp()
  for (const path of [DOCTOR_PATH, READER]) {
    const [head, get] = [await read(path, { method: 'HEAD' }), await read(path)]
    expect([head.status, head.text]).toEqual([200, ''])
    for (const name of ['content-type', 'content-security-policy', 'etag']) {
      expect(head.headers.get(name)).toBe(get.headers.get(name))
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const { status, headers } = await read(path, { method })
      expect([method, status, headers.get('allow')]).toEqual([method, 405, 'GET, HEAD'])
    }
  }
})

it('without scripts the page says what to do instead', async () => {
  const { read } = await setUp()
  const { text } = await read(DOCTOR_PATH)
  expect(/<noscript>.*?<\/noscript>/s.exec(text)?.[0]).toContain('underpin explain')
})
