/** The start page, signing in and consent, in a real browser. */
import { expect, it } from 'vitest'
import { APP, PM, REDIRECT } from '../emulator-rig.ts'
import { expectAccessible, expectKeyboardPath, setUpBrowser, shoot, WIDTHS } from './browser-rig.ts'

const { page: openPage, emulate } = setUpBrowser()

const authorizePath = `/oauth/authorize?${new URLSearchParams({
  response_type: 'code',
  client_id: APP.client_id,
  redirect_uri: REDIRECT,
  state: 'as given',
})}`

it.each(WIDTHS)('the start page at %i px', async (width) => {
  const { url } = await emulate()
  const page = await openPage(width)
  await page.goto(url)
  await shoot(page, 'start')
  await expectAccessible(page)
  await expectKeyboardPath(page, ['health', 'clock', 'every failure'])
})

it.each(WIDTHS)('a person signs in and allows an app by keyboard at %i px', async (width) => {
  const { url } = await emulate()
  const page = await openPage(width)
  await page.goto(`${url}${authorizePath}`)
  await shoot(page, 'sign-in')
  await expectAccessible(page)
  await expectKeyboardPath(page, ['Email', 'Password', 'Sign in'])
  await page.getByLabel('Email').fill(PM)
  await page.getByLabel('Password').fill('Sandbox#2026')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Allow' }).waitFor()
  await shoot(page, 'consent')
  await expectAccessible(page)
  await expectKeyboardPath(page, ['Allow', 'Deny'])
  // Nobody listens at the app's address: where the browser is sent is what counts.
  const sent = page.waitForRequest((request) => request.url().startsWith(REDIRECT))
  await page.getByRole('button', { name: 'Allow' }).press('Enter')
  const { searchParams } = new URL((await sent).url())
  expect(searchParams.get('state')).toBe('as given')
  expect(searchParams.get('code')).toMatch(/^[0-9a-f]+$/)
})
