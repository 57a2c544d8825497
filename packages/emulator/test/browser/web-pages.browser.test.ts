/** The pages of the web application in a real browser: how they look, and what everybody needs of them. */
import type { Page } from 'playwright-core'
import { it } from 'vitest'
import { DEFAULT_PASSWORD } from '../../src/world/default-world.ts'
import { expectAccessible, expectKeyboardPath, setUpBrowser, shoot, WIDTHS } from './browser-rig.ts'

const { page: openPage, emulate } = setUpBrowser()

const PAGES: readonly (readonly [name: string, path: string])[] = [
  ['companies', '/companies'],
  ['company-home', '/4001/company/home/list'],
  ['company-directory', '/4001/company/directory/list'],
  ['edit-user', '/4001/company/directory/edit/7002'],
  ['apps', '/4001/company/apps/list'],
  ['app', '/4001/company/apps/show/underpin-service'],
  ['apps-none', '/4002/company/apps/list'],
  ['project-home', '/5001/project/home'],
  ['rfis', '/5001/project/rfi/list'],
  ['rfis-none', '/5003/project/rfi/list'],
  ['new-rfi', '/5001/project/rfi/new'],
  ['rfi', '/5001/project/rfi/show/20001'],
  ['documents', '/5001/project/documents/list'],
  ['folder-empty', '/5001/project/documents/folder/70003'],
  ['upload', '/5001/project/documents/upload'],
  ['new-folder', '/5001/project/documents/new'],
  ['tool-settings', '/5001/project/settings'],
  ['project-directory', '/5001/project/directory'],
  ['profile', '/profile'],
]

it.each(WIDTHS)('every page at %i px is accessible and has no sideways scroll', async (width) => {
  const { url } = await emulate()
  const page = await openPage(width)
  await signIn(page, url)
  for (const [name, path] of PAGES) {
    await page.goto(`${url}${path}`)
    await shoot(page, `web-${name}`)
    await expectAccessible(page)
  }
  await expectKeyboardPath(page, ['Skip to the page', 'Underpin', 'Avery Admin', 'Sign out'])
})

async function signIn(page: Page, url: string, email = 'admin@northside.example'): Promise<void> {
  await page.goto(`${url}/login`)
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(DEFAULT_PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
}
