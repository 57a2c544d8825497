/** `/_underpin/doctor` in a real browser: what people do there, and what it may not do. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import {
  expectAccessible,
  expectKeyboardPath,
  setUpBrowser,
  shoot,
  WIDTHS,
  type Width,
} from '../../packages/emulator/test/browser/browser-rig.ts'
import { har, MARKUP, SECRETS } from './hostile.ts'
import { DOCTOR_PATH, doctorMount } from './mounted.ts'

const { page: openPage, emulate } = setUpBrowser()

async function openDoctor(width: Width = 1280) {
  const { url } = await emulate({ mounts: [doctorMount()] })
  const page = await openPage(width)
  const asked: string[] = []
  await page.goto(`${url}${DOCTOR_PATH}`)
  await page.locator('body[data-ready]').waitFor()
  page.context().on('request', (request) => asked.push(request.url()))
  return { url, page, asked }
}

async function answered(page: Page): Promise<string> {
  await page.locator('#answer h2').first().waitFor()
  return (await page.locator('#answer').textContent()) ?? ''
}

/** As somebody drops it from their desktop. */
async function dropFile(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, content]) => {
      const data = new DataTransfer()
      data.items.add(new File([content], fileName))
      return data
    },
    [name, text] as const,
  )
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer })
}

it.each(WIDTHS)('an error text is explained at %i px, by keyboard alone', async (width) => {
  const { page } = await openDoctor(width)
  await shoot(page, 'doctor')
  await expectAccessible(page)
  await expectKeyboardPath(page, [
    'All failures',
    'Paste what you have of it',
    'Explain',
    'Choose a file',
    'Clear',
  ])
  await page.getByLabel('Paste what you have of it').focus()
  await page.keyboard.insertText('app isnt conected to this company')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const said = await answered(page)
  for (const title of [
    'What happened',
    'Who has to act',
    'Did my change happen?',
    'What you can do',
    'For the developer of the integration',
    'How long it lasts',
    'When to ask for help',
    'How sure this is',
    'Where this is from',
  ]) {
    expect(said).toContain(title)
  }
  expect(said).toContain('app-not-connected')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2')
  await shoot(page, 'doctor-answer')
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await shoot(page, 'doctor-answer-dark')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'How to raise it here' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/_underpin/failures/app-not-connected')
})

it('a link is checked', async () => {
  const { page } = await openDoctor(390)
  await page
    .getByLabel('Paste what you have of it')
    .fill('https:\\\\app.procore.com/5001/project/rfi/show/1')
  await page.keyboard.press('Control+Enter')
  const said = await answered(page)
  expect(said).toContain('malformed-link')
  expect(said).toContain('https://app.procore.com/5001/project/rfi/show/1')
  await shoot(page, 'doctor-link')
})

it.each(WIDTHS)('each example is explained at %i px', async (width) => {
  const { page } = await openDoctor(width)
  const buttons = page.locator('.examples button')
  const count = await buttons.count()
  expect(count).toBeGreaterThan(3)
  for (let at = 0; at < count; at++) {
    await buttons.nth(at).click()
    await page.locator('#waiting').waitFor({ state: 'hidden' })
    expect(await answered(page), `example ${at}`).toContain('What you can do')
  }
  await expectAccessible(page)
})

it('a HAR is dropped: its failure is explained, and no secret of it is shown', async () => {
  const { page, asked } = await openDoctor()
  await dropFile(page, 'session.har', har())
  const said = await answered(page)
  expect(said).toContain('app-not-connected')
  expect(said).toContain('Procore said')
  const whole = await page.content()
  expect(SECRETS.filter((secret) => whole.includes(secret))).toEqual([])
  expect(asked).toEqual([])
  await shoot(page, 'doctor-har')
  await expectAccessible(page)
})

it('markup in what was given is shown as text, and does nothing', async () => {
  const { page } = await openDoctor()
  await dropFile(page, `${MARKUP}.har`, har())
  const said = await answered(page)
  expect(said).toContain('<x-planted onclick=')
  for (const text of [
    MARKUP,
    JSON.stringify({ errors: [MARKUP] }),
    `<html><body>${MARKUP}</body></html>`,
    `https:\\\\x.procore.com/${MARKUP}`,
  ]) {
    await page.getByLabel('Paste what you have of it').fill(text)
    await page.getByRole('button', { name: 'Explain' }).click()
    await page.locator('#waiting').waitFor({ state: 'hidden' })
    expect(await page.locator('x-planted').count()).toBe(0)
  }
  expect(await page.title()).toBe('What does this error mean?')
})

it('once the page stands nothing is asked of anybody, and nothing is kept', async () => {
  const { page, asked } = await openDoctor()
  await page.getByLabel('Paste what you have of it').fill('503')
  await page.getByRole('button', { name: 'Explain' }).click()
  await answered(page)
  expect(asked).toEqual([])
  expect(
    await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]),
  ).toEqual([0, 0, ''])
})

it.each(WIDTHS)('what is not known, is empty or mistyped is said so at %i px', async (width) => {
  const { page } = await openDoctor(width)
  const given = page.getByLabel('Paste what you have of it')
  const explain = page.getByRole('button', { name: 'Explain' })
  await explain.click()
  await page.getByText('Paste something first').waitFor()
  await given.fill('app-not-conected')
  await explain.click()
  expect(await answered(page)).toContain('Perhaps one of these was meant')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Clear' }).click()
  expect(await given.inputValue()).toBe('')
  expect(await page.locator('#answer').textContent()).toBe('')
  await given.fill('the moon is full tonight over the pier')
  await explain.click()
  expect(await answered(page)).toContain('Nothing in it is known')
})

it.each(WIDTHS)('what a person knows besides narrows the cause down at %i px', async (width) => {
  const { page, asked } = await openDoctor(width)
  await page.getByLabel('Paste what you have of it').fill('503 Service Unavailable')
  await page.getByRole('button', { name: 'Explain' }).click()
  const finder = page.getByRole('region', { name: 'What is behind it?' })
  await page.getByRole('link', { name: 'What is behind it?' }).press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('cause-title')
  const before = await finder.textContent()
  await finder
    .getByRole('group', { name: /Does Procore work for other companies/ })
    .getByLabel('Yes')
    .check()
  await finder.getByLabel('Since when does it fail?').fill('2026-11-20T07:15')
  const after = await finder.textContent()
  expect(after).not.toBe(before)
  expect(after).toContain('Your company')
  expect(after).toMatch(/The clock.*Escalate now/s)
  await shoot(page, 'doctor-cause')
  await expectAccessible(page)
  expect(asked).toEqual([])
})

it('a text too long for the field is read all the same, and a dropped text is shown in it', async () => {
  const { page } = await openDoctor()
  const given = page.getByLabel('Paste what you have of it')
  await given.focus()
  await page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    },
    `${'all is well\n'.repeat(30_000)}HTTP/1.1 503 Service Unavailable\nRetry-After: 30\n\n`,
  )
  expect(await answered(page)).toContain('heavy-load')
  expect(await given.inputValue()).toBe('')
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.setData('text/plain', 'App is not connected to this company.')
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }))
  })
  await page.getByRole('link', { name: 'app-not-connected' }).first().waitFor()
  expect(await given.inputValue()).toContain('App is not connected')
})

it.each(WIDTHS)('without scripts it says what to do instead, at %i px', async (width) => {
  const { url } = await emulate({ mounts: [doctorMount()] })
  const page = await openPage(width, { javaScriptEnabled: false })
  await page.goto(`${url}${DOCTOR_PATH}`)
  await page.locator('noscript p').waitFor()
  expect(await page.getByRole('textbox').count()).toBe(0)
  await shoot(page, 'doctor-without-scripts')
})

it.each(WIDTHS)('several failures of one file are told apart at %i px', async (width) => {
  const { page } = await openDoctor(width)
  const log = [
    '500 Internal Server Error',
    '403 {"errors":["App is not connected to this company."]}',
    '503 Service Unavailable',
  ]
  const line = (said: string, at: number) =>
    `2026-11-20T07:0${at}:00Z ERROR GET https://api.procore.com/rest/v1.0/me ${said}`
  await dropFile(page, 'night.log', log.map(line).join('\n'))
  const said = await answered(page)
  expect(said).toContain('Also found')
  const folded = page.locator('#answer > details.panel')
  await folded.first().locator('> summary').press('Enter')
  expect(await folded.first().getAttribute('open')).toBe('')
  await shoot(page, 'doctor-several')
  await expectAccessible(page)
})
