/** Texts that were made to keep a reader busy, or to make it stumble. */
import { systemClock } from '@underpin/ports'
import { describe, expect, it } from 'vitest'
import { readEvidence } from './read-evidence.ts'

describe('what was made to trouble a reader', () => {
  const BOUND_MS = 1_000
  const timed = (text: string) => {
    const startMs = systemClock.monotonicMs()
    readEvidence(text)
    return systemClock.monotonicMs() - startMs
  }

  it.each([
    ['a link with a row of dots', `https://app.procore.com/1/project/rfi/list${'.'.repeat(60)}x`],
    ['blanks where a status should stand', `http${' '.repeat(1_900)}x`],
    ['dots behind an address in a log', logLine(`http://a.example/${'.'.repeat(15_000)}x`)],
  ])('%s takes no longer than other texts', (_, text) => {
    expect(timed(text)).toBeLessThan(BOUND_MS)
  })

  it.each([
    ['a status that is an object', '{"status":{"toString":1},"body":"x"}'],
    ['a code that is an object', '{"message":"x","code":{"toString":1}}'],
    ['a header that lists objects', logLine('{"headers":{"a":[{"toString":1}]}}')],
    ['a field without end', `{"level":"error","status":503,"x":${nested(20_000)}}\n`.repeat(3)],
  ])('%s stops nothing', (_, text) => {
    expect(readEvidence(text).kind).toEqual(expect.any(String))
  })

  it('a header that is called as every object has a part is only a header', () => {
    const read = readEvidence('HTTP/1.1 503 Service Unavailable\nconstructor: a\n\nx')
    expect(read).toMatchObject({ evidence: [{ response: { headers: { constructor: 'a' } } }] })
  })
})

function logLine(text: string): string {
  return `2026-11-20T08:00:00Z ERROR GET ${text} failed status=503\n`.repeat(3)
}

function nested(depth: number): string {
  return `${'['.repeat(depth)}${']'.repeat(depth)}`
}
