/** Signing in, being locked out, and resetting a password by the mailed link, in a real browser and by keyboard. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { APP, PM, REDIRECT } from '../emulator-rig.ts'
import { expectAccessible, expectKeyboardPath, setUpBrowser, shoot, WIDTHS } from './browser-rig.ts'

const { page: openPage, emulate } = setUpBrowser()

const ADMIN = 'admin@northside.example'
const PASSWORD = 'Sandbox#2026'
const NEW = 'Another#2027'

async function signIn(page: Page, password: string, email = PM) {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
}

it.each(WIDTHS)(
  'locked out after three tries, and in again by the mailed link, at %i px',
  async (width) => {
    const { url, door, emulator } = await emulate()
    const page = await openPage(width)
    await page.goto(`${url}/login?return_to=/login/policy`)
    await expectAccessible(page)
    await expectKeyboardPath(page, ['Email', 'Password', 'Sign in', 'Reset your password'])
    for (const wrong of ['one', 'two']) {
      await signIn(page, wrong)
      await page.getByText('was not accepted').waitFor()
      expect(await page.getByLabel('Email').inputValue()).toBe(PM)
      expect(await page.getByLabel('Password').inputValue()).toBe('')
    }
    await shoot(page, 'login-rejected')
    await expectAccessible(page)
    await signIn(page, 'three')
    await page.getByText('This account is locked').waitFor()
    await shoot(page, 'account-locked')
    await expectAccessible(page)
    await expectKeyboardPath(page, ['Email', 'Password', 'Sign in', 'Reset your password'])
    await signIn(page, PASSWORD)
    await page.getByText('This account is locked').waitFor()

    await page.getByRole('link', { name: 'Reset your password' }).press('Enter')
    await page.getByRole('heading', { name: 'Reset your password' }).waitFor()
    await shoot(page, 'reset-ask')
    await expectAccessible(page)
    await expectKeyboardPath(page, ['Email', 'Send the link', 'Back to signing in'])
    await page.getByLabel('Email').fill(PM)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Look into your mail' }).waitFor()
    await shoot(page, 'reset-mail-sent')
    await expectAccessible(page)

    const { messages } = (await door('outbox')).json
    const link = /http:\S+/.exec(messages.at(-1).text)?.[0] ?? ''
    expect(link.startsWith(`${url}/login/reset?`)).toBe(true)
    await page.goto(link)
    await expectAccessible(page)
    await expectKeyboardPath(page, ['New password', 'The same again', 'Set the password'])
    await page.getByLabel('New password').fill('short')
    await page.getByLabel('The same again').fill('short')
    await page.keyboard.press('Enter')
    await page.getByText('was not accepted').waitFor()
    await shoot(page, 'reset-refused')
    await expectAccessible(page)
    await page.getByLabel('New password').fill(NEW)
    await page.getByLabel('The same again').fill(NEW)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Your password is set' }).waitFor()
    await shoot(page, 'reset-done')
    await expectAccessible(page)
    expect(emulator.parts.platform.lockouts.isLocked(7002)).toBe(false)

    await page.goto(link)
    await page.getByRole('heading', { name: 'This link does not work' }).waitFor()
    await shoot(page, 'reset-dead-link')
    await expectAccessible(page)
    await page.goto(`${url}/login`)
    await signIn(page, NEW)
    await page.waitForURL((address) => address.pathname !== '/login')
  },
)

it.each(WIDTHS)(
  'an administrator reads how people sign in, and signs out, at %i px',
  async (width) => {
    const { url, clock } = await emulate()
    const page = await openPage(width)
    await page.goto(`${url}/login/policy`)
    await signIn(page, PASSWORD, ADMIN)
    await page.getByRole('heading', { name: 'How people sign in' }).waitFor()
    expect(await page.locator('main').textContent()).toContain('no second factor (MFA)')
    await shoot(page, 'sign-in-policy')
    await expectAccessible(page)
    await page.goto(`${url}/logout`)
    await shoot(page, 'sign-out')
    await expectAccessible(page)
    await expectKeyboardPath(page, ['Sign out'])
    await page.getByRole('button', { name: 'Sign out' }).press('Enter')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.goto(`${url}/login/policy`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()

    // A form that outlived its session is answered by saying so, with the address kept.
    await page.getByLabel('Email').fill(ADMIN)
    clock.advance(86_400_000)
    await signIn(page, PASSWORD, ADMIN)
    await page.getByText('Your session has ended').waitFor()
    expect(await page.getByLabel('Email').inputValue()).toBe(ADMIN)
    await shoot(page, 'stale-session')
    await expectAccessible(page)
    await signIn(page, PASSWORD, ADMIN)
    await page.getByRole('heading', { name: 'How people sign in' }).waitFor()
  },
)

it('an app’s request goes through a wrong try, and another tab that signs out stops the consent', async () => {
  const { url } = await emulate()
  const page = await openPage()
  const query = new URLSearchParams({
    ...{ response_type: 'code', client_id: APP.client_id, redirect_uri: REDIRECT, state: 's' },
  })
  await page.goto(`${url}/oauth/authorize?${query}`)
  await signIn(page, 'wrong')
  await page.getByText('was not accepted').waitFor()
  expect(await page.locator('main').textContent()).toContain('Underpin App')
  await signIn(page, PASSWORD)
  await page.getByRole('heading', { name: 'Allow' }).waitFor()
  const tab = await page.context().newPage()
  await tab.goto(`${url}/logout`)
  await tab.getByRole('button', { name: 'Sign out' }).click()
  await tab.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await signIn(page, PASSWORD)
  const sent = page.waitForRequest((request) => request.url().startsWith(REDIRECT))
  await page.getByRole('button', { name: 'Allow' }).click()
  expect(new URL((await sent).url()).searchParams.get('state')).toBe('s')
})
