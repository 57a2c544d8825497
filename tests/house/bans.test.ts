/** What may not stand in the source, and what stands there instead. */
import { expect, it } from 'vitest'
import { sourceFiles } from './source-files.ts'

interface Ban {
  readonly pattern: RegExp
  readonly instead: string
  /** Files in which it is at home. */
  readonly except?: RegExp
  readonly alsoInTests?: boolean
}

/** Time and chance come from the ports; these are their adapters. */
const ADAPTERS =
  /^packages\/ports\/src\/(system-clock|system-random)\.ts$|^packages\/ports\/src\/testing\/virtual-clock\.ts$/

const BANS: readonly Ban[] = [
  { pattern: /\bDate\.now\(/, instead: 'clock.nowMs()', except: ADAPTERS },
  { pattern: /\bnew Date\(\)/, instead: 'new Date(clock.nowMs())', except: ADAPTERS },
  { pattern: /\bMath\.random\(/, instead: 'a Random from the ports', except: ADAPTERS },
  { pattern: /\bset(Timeout|Interval)\(/, instead: 'clock.schedule', except: ADAPTERS },
  { pattern: /\bAbortSignal\.timeout\(/, instead: 'clock.schedule and an AbortController' },
  { pattern: /\bas any\b|:\s*any\b/, instead: 'unknown, parsed once', alsoInTests: true },
  { pattern: /@ts-(ignore|nocheck)/, instead: 'a type that is true', alsoInTests: true },
  { pattern: /\b(TODO|FIXME|XXX|HACK)\b/, instead: 'the work, or an issue', alsoInTests: true },
  {
    pattern: /\b(it|test|describe)\.(only|skip|todo)\b/,
    instead: 'a test that runs',
    alsoInTests: true,
  },
  {
    pattern: /catch\s*(\([^)]*\))?\s*\{\s*\}/,
    instead: 'handle it, wrap it, or say why it is safe',
    alsoInTests: true,
  },
]

/** This file spells out what it forbids. */
const ITSELF = 'tests/house/bans.test.ts'

const files = sourceFiles().filter((file) => file.path !== ITSELF)

it.each(BANS)('no $pattern: use $instead', ({ pattern, instead, except, alsoInTests }) => {
  const found = files
    .filter((file) => (alsoInTests || !file.isTest) && !except?.test(file.path))
    .flatMap((file) =>
      withoutComments(file.text)
        .split('\n')
        .flatMap((line, at) =>
          pattern.test(line) ? [`${file.path}:${at + 1} ${line.trim()}`] : [],
        ),
    )
  expect(found, instead).toEqual([])
})

/** Blanks comments and keeps the lines, so that a comment may speak of what is banned. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|\s)\/\/.*$/gm, '$1')
}
