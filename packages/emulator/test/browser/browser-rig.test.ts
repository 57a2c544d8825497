/** The rig itself: each of its expectations fails for a page that earns it. */
import { expect, it } from 'vitest'
import { expectAccessible, expectKeyboardPath, setUpBrowser, watch } from './browser-rig.ts'

const { page: openPage } = setUpBrowser()

const documentOf = (body: string, style = '') => `<!doctype html><html lang="en"><head>
<meta name="viewport" content="width=device-width, initial-scale=1"><title>A page</title>
<style>${style}</style></head><body>${body}</body></html>`

const GOOD =
  '<main><h1>One</h1><p>Words.</p><p><a href="#a">First</a></p><p><a href="#b">Second</a></p></main>'

it('a good page passes', async () => {
  const page = await openPage(390)
  await page.setContent(documentOf(GOOD))
  await expectAccessible(page)
  await expectKeyboardPath(page, ['First', 'Second'])
})

const DARK_GREY =
  '@media (prefers-color-scheme: dark) { body { background: #222 } p { color: #444 } }'

it.each([
  {
    what: 'text too faint in the dark only',
    body: GOOD,
    style: DARK_GREY,
    told: /dark: color-contr/,
  },
  { what: 'text too faint', body: GOOD, style: 'p { color: #ccc }', told: /color-contrast/ },
  { what: 'a row too wide', body: GOOD, style: 'p { width: 600px }', told: /scrolls sideways/ },
  { what: 'two first headings', body: `${GOOD}<h1>Two</h1>`, style: '', told: /2 elements h1/ },
  { what: 'a field without a label', body: `${GOOD}<input>`, style: '', told: /label/ },
])('$what is found', async ({ body, style, told }) => {
  const page = await openPage(390)
  await page.setContent(documentOf(body, style))
  await expect(expectAccessible(page)).rejects.toMatchObject({ actual: expectOne(told) })
})

it.each([
  {
    what: 'an order that is not the given one',
    names: ['Second', 'First'],
    style: '',
    told: 'Tab reached “First”',
  },
  {
    what: 'a focus that does not show',
    names: ['First'],
    style: ':focus { outline: none }',
    told: 'no outline',
  },
  {
    what: 'a focus that is out of sight',
    names: ['First'],
    style: 'a { position: fixed; top: -99px }',
    told: 'out of sight',
  },
])('$what is found', async ({ names, style, told }) => {
  const page = await openPage(390)
  await page.setContent(documentOf(GOOD, style))
  await expect(expectKeyboardPath(page, names)).rejects.toThrow(told)
})

it.each([
  {
    what: 'a foreign picture',
    body: '<img src="http://192.0.2.1/a.png" alt="">',
    told: /192\.0\.2\.1/,
  },
  { what: 'a dialog', body: '<img src="data:," alt="" onerror="alert(7)">', told: /alert “7”/ },
  { what: 'a script that throws', body: '<script>throw new Error("mine")</script>', told: /mine/ },
  {
    what: 'what the policy refuses',
    body: `<meta http-equiv="content-security-policy" content="script-src 'none'"><script>1</script>`,
    told: /Content Security Policy/,
  },
])('$what is told', async ({ body, told }) => {
  const browser = (await openPage()).context().browser()
  const context = await browser?.newContext()
  const wrong: string[] = []
  if (context === undefined) throw new Error('the browser is gone')
  await watch(context, wrong)
  const page = await context.newPage()
  await page.setContent(documentOf(body))
  await expect.poll(() => wrong.join('\n'), { timeout: 20_000 }).toMatch(told)
  await context.close()
})

function expectOne(pattern: RegExp) {
  return expect.arrayContaining([expect.stringMatching(pattern)])
}
