/** What people do in the web application, in a real browser: with the keyboard and the mouse, files and all. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEFAULT_PASSWORD } from '../../src/world/default-world.ts'
import { ADMIN, PM, VIEWER } from '../web/web-rig.ts'
import { expectAccessible, expectKeyboardPath, setUpBrowser, shoot, WIDTHS } from './browser-rig.ts'

const { page: openPage, emulate } = setUpBrowser()

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'underpin-web-flows-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fileOf = (name: string, bytes: string | Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

async function signIn(page: Page, url: string, email: string): Promise<void> {
  await page.goto(`${url}/login`)
  await enter(page, email)
}

async function enter(page: Page, email: string): Promise<void> {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(DEFAULT_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
}

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor()

it.each(WIDTHS)('an RFI is asked by keyboard, mended, and answered at %i px', async (width) => {
  const { url } = await emulate()
  const page = await openPage(width)
  await signIn(page, url, PM)
  await page.getByRole('link', { name: '1234 - Sandbox Test Project' }).click()
  await page
    .getByRole('navigation', { name: 'Project' })
    .getByRole('link', { name: 'RFIs' })
    .click()
  await page.getByRole('link', { name: 'New RFI' }).click()
  await expectKeyboardPath(page, ['Subject', 'Question', 'Test Architect', 'Create RFI', 'Cancel'])
  await page.getByLabel('Question').fill('Which profile is meant at B4?')
  await page.getByRole('button', { name: 'Create RFI' }).press('Enter')
  await page.getByRole('alert').getByRole('link', { name: 'Subject: required' }).waitFor()
  await shoot(page, 'web-new-rfi-problems')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Subject: required' }).click()
  await page.keyboard.type('Beam at B4')
  await page.getByLabel('Test Architect').check()
  await page.keyboard.press('Enter')
  await heading(page, '#2 Beam at B4')
  expect(await page.getByText('Which profile is meant at B4?').count()).toBe(1)
  await page.getByLabel('Your reply').fill('An HEB 300.\nSee S-301.')
  await page.getByRole('button', { name: 'Add reply' }).click()
  await page.getByRole('status').getByText('Your reply was added.').waitFor()
  await shoot(page, 'web-rfi-answered')
  await expectAccessible(page)
})

it('a file goes up, is shown, comes down as it was, and has a second version', async () => {
  const { url } = await emulate()
  const page = await openPage(1280)
  await signIn(page, url, PM)
  await page.goto(`${url}/5001/project/documents/list`)
  await page.getByRole('link', { name: 'Drawings' }).click()
  await page.getByRole('link', { name: 'Upload a file' }).first().click()
  await page.getByRole('button', { name: 'Upload' }).click()
  await page.getByRole('alert').getByText('File: required').waitFor()
  await page.getByLabel('Description').fill('Level 2')
  await page.getByLabel('File', { exact: true }).setInputFiles(fileOf('plan.txt', 'the plan'))
  await page.getByRole('button', { name: 'Upload' }).click()
  await heading(page, 'Drawings')
  await shoot(page, 'web-folder')
  await page.getByRole('link', { name: 'plan.txt' }).click()
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles(fileOf('plan.txt', 'the plan, again'))
  await page.getByRole('button', { name: 'Upload version' }).click()
  await page.getByRole('link', { name: 'Version 2' }).waitFor()
  await shoot(page, 'web-file')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Version 1' }).click()
  expect(await page.textContent('body')).toBe('the plan')
})

it('an upload over the limit meets the 408 screen, and nothing is kept', async () => {
  const { url, emulator } = await emulate({ uploads: { fileBytesMax: 100_000 } })
  const page = await openPage(1280)
  await signIn(page, url, PM)
  for (const size of [11_000_000, 40_000_000]) {
    await page.goto(`${url}/5001/project/documents/upload`)
    const film = fileOf('film.mp4', new Uint8Array(size))
    await page.getByLabel('File', { exact: true }).setInputFiles(film)
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: 'Upload' }).click()
    expect((await answered).status()).toBe(408)
    await heading(page, /.+/)
    expect(await page.textContent('main')).toContain('Reference')
  }
  expect(emulator.parts.platform.storage.blobs.list()).toEqual([])
})

it('what was entered comes back after a session that has ended', async () => {
  const { url } = await emulate()
  const page = await openPage(1280)
  await signIn(page, url, PM)
  await page.goto(`${url}/5001/project/rfi/new`)
  await page.getByLabel('Subject').fill('Beam at B4')
  await page.getByLabel('Test Architect').check()
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Create RFI' }).click()
  await page.getByRole('link', { name: 'Sign in again' }).click()
  await enter(page, PM)
  await heading(page, 'New RFI')
  expect(await page.getByLabel('Subject').inputValue()).toBe('Beam at B4')
  expect(await page.getByLabel('Test Architect').isChecked()).toBe(true)
})

it('a file for administrators is denied to who reads only, and a damaged link is taken for the page that is near', async () => {
  const { url } = await emulate()
  const admin = await openPage(1280)
  await signIn(admin, url, ADMIN)
  await admin.goto(`${url}/5001/project/documents/upload`)
  await admin.getByLabel('Only administrators').check()
  await admin.getByLabel('File', { exact: true }).setInputFiles(fileOf('salaries.txt', 'x'))
  await admin.getByRole('button', { name: 'Upload' }).click()
  await admin.getByRole('link', { name: 'salaries.txt' }).click()
  const viewer = await openPage(1280)
  await signIn(viewer, url, VIEWER)
  const denied = await viewer.goto(admin.url())
  expect(denied?.status()).toBe(403)
  await viewer.getByText('Permission denied, sorry').first().waitFor()
  const lost = await viewer.goto(`${url}/5001/project/rfi/sho`)
  expect(lost?.status()).toBe(404)
  await viewer.getByRole('link', { name: 'Did you mean: RFIs' }).click()
  await heading(viewer, 'RFIs')
})

it.each(WIDTHS)(
  'an administrator unlocks an account and disconnects an app at %i px',
  async (width) => {
    const { url, emulator } = await emulate()
    emulator.parts.platform.lockouts.lock(7003)
    const page = await openPage(width)
    await signIn(page, url, ADMIN)
    await page.goto(`${url}/4001/company/directory/list`)
    await page.getByRole('link', { name: 'Vivian Ewer' }).click()
    await shoot(page, 'web-edit-user-locked')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Unlock Account' }).click()
    await page.getByText('The account is unlocked.').waitFor()
    expect(emulator.parts.platform.lockouts.isLocked(7003)).toBe(false)
    await page.getByRole('link', { name: 'App Management' }).click()
    await page.getByRole('link', { name: 'Underpin Service' }).click()
    await page.getByRole('button', { name: 'Disconnect' }).click()
    await page.getByRole('button', { name: 'Reconnect' }).waitFor()
    await shoot(page, 'web-app-disconnected')
    await expectAccessible(page)
    expect(emulator.parts.platform.directory.isConnected('underpin-service', 4001)).toBe(false)
  },
)
