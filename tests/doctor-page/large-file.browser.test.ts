/** A recording of a long session: the page stays alive while it is read, and says how far it is. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { setUpBrowser } from '../../packages/emulator/test/browser/browser-rig.ts'
import { har, SECRETS } from './hostile.ts'
import { DOCTOR_PATH, doctorMount } from './mounted.ts'

const { page: openPage, emulate } = setUpBrowser()

/** Frames that the page drew while the reader worked: one that reads by itself draws none. */
const FRAMES_MIN = 3

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'underpin-large-'))
  // 31 MiB: just below what is read, and what a browser writes of an hour with its pictures.
  writeFileSync(join(folder, 'hour.har'), har({ entryCount: 3_000, bodyChars: 10_000 }))
  writeFileSync(join(folder, 'day.har'), har({ entryCount: 3_600, bodyChars: 10_000 }))
  const line = '2026-11-20T07:00:00Z INFO all is well with the job number 12345 of the night\n'
  const last = `2026-11-20T07:01:00Z ERROR GET https://api.procore.com/rest/v1.0/me 503 Service Unavailable\n`
  writeFileSync(join(folder, 'night.log'), line.repeat(500_000) + last)
})
afterAll(() => rmSync(folder, { recursive: true }))

async function openDoctor() {
  const { url } = await emulate({ mounts: [doctorMount()] })
  const page = await openPage()
  await page.goto(`${url}${DOCTOR_PATH}`)
  await page.locator('body[data-ready]').waitFor()
  return page
}

it('thirty megabytes are read beside the page, which goes on', async () => {
  const page = await openDoctor()
  await page.evaluate(() => {
    const frames: Record<string, number> = {}
    Object.assign(window, { framesBySaid: frames })
    const frame = () => {
      const said = document.getElementById('said')?.textContent ?? ''
      frames[said] = (frames[said] ?? 0) + 1
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  await page.locator('#file').setInputFiles(join(folder, 'hour.har'))
  await page.locator('#answer h2').first().waitFor()
  expect(await page.locator('#answer').textContent()).toContain('app-not-connected')
  const frames = await page.evaluate(
    () => (window as unknown as { framesBySaid: Record<string, number> }).framesBySaid,
  )
  expect(frames['Looking for failures …'], JSON.stringify(frames)).toBeGreaterThanOrEqual(
    FRAMES_MIN,
  )
  const whole = await page.content()
  expect(SECRETS.filter((secret) => whole.includes(secret))).toEqual([])
})

it('what is too long is said to be, at once; of a log the end is read', async () => {
  const page = await openDoctor()
  await page.locator('#file').setInputFiles(join(folder, 'day.har'))
  await page.locator('#answer h2').first().waitFor()
  expect(await page.locator('#answer').textContent()).toMatch(/a HAR file of \d+ MiB.*Record again/)
  await page.locator('#file').setInputFiles(join(folder, 'night.log'))
  await page.getByText('MiB long').waitFor()
  expect(await page.locator('#answer').textContent()).toContain('503')
})
