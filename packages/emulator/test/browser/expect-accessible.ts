/** Holds a page to what everybody needs of it: WCAG 2.2 AA in both colour schemes, and no sideways scroll. */
import axe, { type AxeResults, type RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Axe-core's names for WCAG up to 2.2, levels A and AA, and for what else its makers advise. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Nothing is read but what went wrong, and nothing is fetched that the page itself has not. */
const QUICK: RunOptions = { resultTypes: ['violations', 'incomplete'], preload: false }

/** Axe leaves the size of targets (WCAG 2.2, 2.5.8) out unless it is asked for. */
const EVERY_RULE: RunOptions = {
  ...QUICK,
  runOnly: { type: 'tag', values: TAGS },
  rules: { 'target-size': { enabled: true } },
}
/** The colours are all that the dark scheme changes. */
const COLOUR_RULES: RunOptions = {
  ...QUICK,
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
}

/** Axe's reason not to decide about an arrow or a dot alone, which are no text: the words beside them count. */
const NO_TEXT = 'nonBmp'

/** The page stays as it was, in the light scheme. */
export async function expectAccessible(page: Page): Promise<void> {
  const where = `${page.url()} at ${page.viewportSize()?.width}`
  await page.emulateMedia({ colorScheme: 'light' })
  const problems = [
    ...(await outlineProblems(page)),
    ...(await axeProblems(page, EVERY_RULE)),
    ...(await sidewaysProblems(page)),
  ]
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await axeProblems(page, COLOUR_RULES)
  await page.emulateMedia({ colorScheme: 'light' })
  expect([...problems, ...dark.map((each) => `dark: ${each}`)], where).toEqual([])
}

/** Violations, and what axe could not decide about contrast: unknown is not fine. */
async function axeProblems(page: Page, options: RunOptions): Promise<string[]> {
  // By evaluation and not by a script element, which the pages' content policy would refuse.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const results = await page.evaluate(
    (given) => (window as unknown as { axe: typeof axe }).axe.run(document, given),
    options,
  )
  const { violations, incomplete }: AxeResults = results
  const undecided = incomplete.filter(({ id }) => id === 'color-contrast')
  return [...violations, ...undecided].flatMap(({ id, nodes }) =>
    nodes
      .filter(({ any }) => !any.some(({ data }) => data?.messageKey === NO_TEXT))
      .map((node) => `${id}: ${node.html}: ${node.failureSummary}`),
  )
}

async function outlineProblems(page: Page): Promise<string[]> {
  const { headings, lang, title } = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    lang: document.documentElement.lang,
    title: document.title.trim(),
  }))
  return [
    ...(headings === 1 ? [] : [`${headings} elements h1: a page has exactly one`]),
    ...(lang === '' ? ['no language'] : []),
    ...(title === '' ? ['no title'] : []),
  ]
}

/** A phone widens its layout to what overflows it: so measured against the width that was asked for. */
async function sidewaysProblems(page: Page): Promise<string[]> {
  const width = page.viewportSize()?.width ?? 0
  const wide = await page.evaluate((widthMax) => {
    if (document.documentElement.scrollWidth <= widthMax) return []
    const over = [...document.body.querySelectorAll('*')].filter(
      (each) => each.getBoundingClientRect().right > widthMax + 1,
    )
    return [document.documentElement, ...over].map(
      (each) => `${each.outerHTML.slice(0, 100)}: ${each.scrollWidth} wide`,
    )
  }, width)
  return wide.map((each) => `scrolls sideways: ${each}`)
}
