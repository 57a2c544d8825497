/** Walks a page with the Tab key, as people do who use no pointer. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Stops of one walk. A guess: a page with more than this needs a way around them. */
const STOPS_MAX = 200

interface Stop {
  readonly name: string
  /** Why a person would not see where they are; empty when they would. */
  readonly unseen: string
}

/**
 * Tab reaches, from the start of the page, elements of these accessible names in this order (others may
 * lie between), and every stop on the way shows where the focus is.
 */
export async function expectKeyboardPath(page: Page, names: readonly string[]): Promise<void> {
  const where = `${page.url()} at ${page.viewportSize()?.width}`
  await page.evaluate(axe.source)
  // Where the walk starts is where somebody last clicked or tabbed: so back to the start of the page.
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    getSelection()?.setPosition(document.body, 0)
  })
  const reached: string[] = []
  const unseen: string[] = []
  let at = 0
  for (let n = 0; at < names.length && n < STOPS_MAX; n++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(stopOf)
    if (stop === null) break
    reached.push(stop.name)
    if (stop.unseen !== '') unseen.push(`${stop.name}: ${stop.unseen}`)
    if (stop.name === names[at]) at++
  }
  const message = `${where}: Tab reached ${reached.map((each) => `“${each}”`).join(', ')}`
  expect(names.slice(at), message).toEqual([])
  expect(unseen, where).toEqual([])
}

/** Runs in the page. Null when the focus has left it. */
function stopOf(): Stop | null {
  const element = document.activeElement
  if (element === null || element === document.body) return null
  const { commons, setup, teardown } = (window as unknown as { axe: typeof axe }).axe
  setup(document)
  const name = commons.text.accessibleText(element)
  teardown()
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
  const isMarked = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
  const box = element.getBoundingClientRect()
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
  const isCovered = top === null || !(element.contains(top) || top.contains(element))
  const unseen = !isMarked ? 'no outline' : isCovered ? 'covered, or out of sight' : ''
  return { name, unseen }
}
