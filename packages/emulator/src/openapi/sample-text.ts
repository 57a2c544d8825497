/** Texts that are made up by their schema: always the same ones, and none that reaches anybody. */

import { matchingText } from './matching-text.ts'
import { countAt, type Node, textAt } from './node.ts'

/** Characters of a made-up text, whatever `minLength` asks for. A guess. */
export const TEXT_CHARS_MAX = 10_000

/** A fixed instant, so that the same request gets the same answer. */
const BY_FORMAT: Readonly<Record<string, string>> = {
  'date-time': '2026-01-05T08:00:00Z',
  datetime: '2026-01-05T08:00:00Z',
  date: '2026-01-05',
  time: '08:00:00Z',
  duration: 'P1D',
  uuid: '00000000-0000-4000-8000-000000000001',
  email: 'person@example.com',
  'idn-email': 'person@example.com',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  'uri-reference': '/',
  iri: 'https://example.com/',
  'uri-template': '/{id}',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  ipv4: '127.0.0.1',
  ipv6: '::1',
  byte: 'AA==',
  binary: '',
  decimal: '1.0',
  currency: '1.00',
  regex: '.*',
  'json-pointer': '/id',
  'relative-json-pointer': '0',
}

export function hasSampleFormat(rules: Node): boolean {
  const format = textAt(rules, 'format')
  return format !== null && Object.hasOwn(BY_FORMAT, format)
}

/** @param usual what stands where neither format nor expression says: a word, or nothing. */
export function sampleText(usual: string, rules: Node): string {
  const format = textAt(rules, 'format') ?? ''
  const byFormat = Object.hasOwn(BY_FORMAT, format) ? BY_FORMAT[format] : undefined
  const pattern = textAt(rules, 'pattern')
  const byPattern = pattern === null ? null : matchingText(pattern)
  const text = byFormat ?? byPattern ?? usual
  const least = Math.min(countAt(rules, 'minLength') ?? 0, TEXT_CHARS_MAX)
  const most = countAt(rules, 'maxLength') ?? TEXT_CHARS_MAX
  const [last = 'x'] = byPattern === null ? 'x' : [...text].slice(-1)
  return text.padEnd(least, last).slice(0, Math.max(most, 0))
}
