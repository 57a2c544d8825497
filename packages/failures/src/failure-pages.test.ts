import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { failurePages } from './failure-pages.ts'

const FOLDER = new URL('../../../docs/failures/', import.meta.url)

const pages = failurePages()

it('every failure has its page, and no page is left over: run npm run docs', () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(pages.map(({ name }) => name).toSorted())
})

it.each(pages)('$name says what the catalogue says: run npm run docs', ({ name, text }) => {
  expect(readFileSync(new URL(name, FOLDER), 'utf8')).toBe(text)
})

it('every link between the pages leads somewhere', () => {
  const names = new Set(pages.map(({ name }) => name))
  for (const { name, text } of pages) {
    for (const [, target = ''] of text.matchAll(/\]\(([^)]+\.md)\)/g)) {
      expect(names, `${name} links to ${target}`).toContain(target)
    }
  }
})
