import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CATALOGUE } from './catalogue/index.ts'
import { catalogueJson } from './catalogue-json.ts'
import { classify } from './classify.ts'
import { explain } from './explain.ts'
import { durationWords } from './plain-words.ts'
import { renderExplanation } from './render-explanation.ts'

const HEAVY = {
  request: { method: 'POST', url: '/rest/v1.0/vendors' },
  response: { status: 503, headers: { 'retry-after': '90' }, body: '{"error":"heavy load"}' },
}

function found(evidence: Parameters<typeof classify>[0]) {
  const classification = classify(evidence)
  if (classification === null) throw new Error('The test expects a failure.')
  return classification
}

describe('explaining', () => {
  it.each(CATALOGUE.map(({ id }) => id))('%s says the same as its entry, in words', (id) => {
    const explanation = explain(id)
    const text = renderExplanation(explanation, { showSources: true }).replaceAll(/\s+/g, ' ')
    const entry = CATALOGUE.find((mode) => mode.id === id)
    expect(text).toContain(entry?.title)
    expect(text).toContain(entry?.summary.says)
    expect(text).toContain(entry?.duration.says)
    for (const remedy of Object.values(entry?.remedies ?? {})) {
      if (remedy !== null) expect(text).toContain(remedy.says)
    }
    expect(explanation.sources.length).toBeGreaterThan(0)
  })

  it('says how long the server asked to wait', () => {
    expect(explain(found(HEAVY)).howLong).toMatch(/^Procore asked to wait 1 minute 30 seconds\. /)
  })

  it('repeats what the server said', () => {
    expect(renderExplanation(explain(found(HEAVY)))).toContain('“heavy load”')
  })

  it('says that it is not sure when only the status spoke', () => {
    const general = found({ response: { status: 422, body: '{}' }, request: { url: '/rest/' } })
    expect(explain(general).howSure).toMatch(/^Not sure\./)
    expect(explain(found(HEAVY)).howSure).toMatch(/^(Sure|Fairly sure)/)
  })

  it('asks to look before doing again what may have been done', () => {
    const lost = found({
      request: { method: 'POST', url: '/rest/v1.0/vendors' },
      network: { code: 'ECONNRESET', message: '', phase: 'exchange' },
    })
    const explanation = explain(lost)
    expect(explanation.didMyWriteHappen).toContain('Look whether it is there')
    expect(explanation.question).toContain('Look for the record')
    expect(explanation.others.map(({ id }) => id)).toEqual(['connection-reset'])
  })

  it('says of a read that nothing was changed, whatever failed', () => {
    const read = { ...HEAVY, request: { method: 'GET', url: '/rest/v1.0/vendors' } }
    expect(explain(found(read)).didMyWriteHappen).toBe('No. Nothing was changed.')
  })
})

describe('rendering', () => {
  it('keeps to its width, but for a word that is longer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CATALOGUE),
        fc.integer({ min: 40, max: 120 }),
        (mode, width) => {
          const text = renderExplanation(explain(mode.id), { width, showSources: true })
          for (const line of text.split('\n')) {
            const isOneWord = !line.trim().replace(/^- /, '').includes(' ')
            if (!isOneWord) expect(line.length, line).toBeLessThanOrEqual(width)
            expect(line).toBe(line.trimEnd())
          }
        },
      ),
    )
  })

  it('shows sources only when asked', () => {
    const explanation = explain('heavy-load')
    expect(renderExplanation(explanation)).not.toContain('Where this is from')
    expect(renderExplanation(explanation, { showSources: true })).toContain('Where this is from')
  })

  it.each([
    [0, 'no time'],
    [400, '1 second'],
    [5_000, '5 seconds'],
    [59_500, '1 minute'],
    [60_000, '1 minute'],
    [90_000, '1 minute 30 seconds'],
    [3_599_500, '1 hour'],
    [5_400_000, '1 hour 30 minutes'],
    [90_000_000, '1 day 1 hour'],
  ])('%i ms is %s', (durationMs, words) => {
    expect(durationWords(durationMs)).toBe(words)
  })
})

describe('the JSON export', () => {
  it('survives the way through JSON, patterns included', () => {
    const json = catalogueJson()
    expect(JSON.parse(JSON.stringify(json))).toEqual(json)
    const patterns = json.modes.flatMap(({ signatures }) => signatures.map(({ text }) => text))
    for (const pattern of patterns) {
      if (pattern !== undefined)
        expect(new RegExp(pattern.source, pattern.flags).source).toBe(pattern.source)
    }
    expect(patterns.some((pattern) => pattern !== undefined)).toBe(true)
  })

  it('explains every judgement that a signature names', () => {
    const { modes, judgements } = catalogueJson()
    for (const { judgement } of modes.flatMap(({ signatures }) => signatures)) {
      if (judgement !== undefined) expect(judgements).toHaveProperty(judgement)
    }
  })
})
