/** HTTPS in a real browser, from signing in to the redirect to an app; and pages that others put in frames. */
import { createHash, X509Certificate } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { systemClock } from '@underpin/ports'
import { expect, it } from 'vitest'
import { makeCertificate } from '../../src/tls/certificate.ts'
import { DEFAULT_PASSWORD } from '../../src/world/default-world.ts'
import { APP, PM, REDIRECT } from '../emulator-rig.ts'
import { setUpBrowser } from './browser-rig.ts'

const HOUR_MS = 3_600_000
/** A frame takes milliseconds; a busy machine gets its time. */
const SHOWN_MAX_MS = 20_000
const nowMs = systemClock.nowMs()
const tls = await makeCertificate({
  names: ['localhost', '127.0.0.1'],
  notBeforeMs: nowMs - HOUR_MS,
  notAfterMs: nowMs + HOUR_MS,
})

/** The browser trusts this key and no other, as a person who imported the certificate would have it. */
const keyHash = createHash('sha256')
  .update(new X509Certificate(tls.certificatePem).publicKey.export({ type: 'spki', format: 'der' }))
  .digest('base64')

const { page: openPage, emulate } = setUpBrowser({
  args: [`--ignore-certificate-errors-spki-list=${keyHash}`],
})

const authorizePath = `/oauth/authorize?${new URLSearchParams({
  ...{ response_type: 'code', client_id: APP.client_id, redirect_uri: REDIRECT, state: 's' },
})}`

it('somebody signs in, allows an app and goes to the status page, all over HTTPS', async () => {
  const { url, statusUrl } = await emulate({}, tls)
  const page = await openPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(`${url}${authorizePath}`)
  await page.getByLabel('Email').fill(PM)
  await page.getByLabel('Password').fill(DEFAULT_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const sent = page.waitForRequest((request) => request.url().startsWith(REDIRECT))
  await page.getByRole('button', { name: 'Allow' }).click()
  expect(new URL((await sent).url()).searchParams.get('code')).toMatch(/^[0-9a-f]+$/)
  const cookies = await page.context().cookies(url)
  expect(cookies.length).toBeGreaterThan(0)
  for (const cookie of cookies) {
    expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/' })
  }
  // Nobody listens at the app's address, and that page is left at its error.
  const other = await page.context().newPage()
  other.on('request', (request) => asked.push(request.url()))
  await other.goto(statusUrl)
  expect(await other.locator('h1').count()).toBe(1)
  const plain = asked.filter((each) => !each.startsWith('https:') && !each.startsWith(REDIRECT))
  expect(plain).toEqual([])
})

it('a browser that does not know the certificate shows nothing of the page', async () => {
  const stranger = await makeCertificate({
    names: ['localhost', '127.0.0.1'],
    notBeforeMs: nowMs - HOUR_MS,
    notAfterMs: nowMs + HOUR_MS,
  })
  const { url } = await emulate({}, stranger)
  const page = await openPage()
  await expect(page.goto(url)).rejects.toThrow('ERR_CERT_AUTHORITY_INVALID')
})

it('nobody puts a page of ours into a frame', async () => {
  const { url, statusUrl } = await emulate()
  const attacker = await framingSite()
  // What is refused is told on the console, which the rig counts as wrong: here it is right.
  const browser = (await openPage()).context().browser()
  const page = await browser?.newPage()
  if (page === undefined) throw new Error('the browser is gone')
  const framed = async (address: string) => {
    const answered = page.waitForResponse(address)
    await page.goto(`${attacker.url}/?${encodeURIComponent(address)}`)
    await answered
    const [, frame] = page.frames()
    return () => frame?.url()
  }
  // Data may: so it is seen that a frame would show what is let into it.
  const health = `${url}/_underpin/health`
  await expect.poll(await framed(health), { timeout: SHOWN_MAX_MS }).toBe(health)
  const pages = ['/', '/login', authorizePath, '/no-such-page', '/profile']
  for (const address of [...pages.map((path) => `${url}${path}`), `${statusUrl}/`]) {
    const shown = await framed(address)
    await expect.poll(shown, { timeout: SHOWN_MAX_MS }).toMatch(/^chrome-error:/)
  }
  await page.close()
  await attacker.close()
})

/** A site of somebody else's, which puts the address in its query into a frame. */
async function framingSite() {
  const server = createServer(({ url = '' }, outgoing) => {
    outgoing.setHeader('content-type', 'text/html')
    outgoing.end(`<iframe src="${decodeURIComponent(url.slice('/?'.length))}"></iframe>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${port}`, close }
}
