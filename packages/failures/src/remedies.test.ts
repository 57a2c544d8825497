import { describe, expect, it } from 'vitest'
import { CATALOGUE } from './catalogue/index.ts'
import { explain } from './explain.ts'
import { renderExplanation } from './render-explanation.ts'

type Reader = 'user' | 'integration' | 'companyAdmin'

/** How a remedy begins: somebody is told to do, or not to do, one thing. */
const IMPERATIVES = new Set(
  `add answer ask build change check choose clear close compare copy correct create decide do drop enter
  expect fill find follow give go keep lock look make mend open press put raise read refresh repeat reset
  search send set show sign slow split spread start stop switch take tell throw treat try turn upload use wait
  break`.split(/\s+/),
)

/** Words of this house, which nobody outside knows. */
const OF_THE_HOUSE =
  /\b(?:classif\w+|catalogue|failure id|failure mode|signature|evidence|surface|twins?|reconcile|backoff|hold-until|idempoten\w+|ramp|E[1-9]|fault|emulator|journal|[a-z]+-[a-z]+-(?:page|error|missing|spent|lost|failing))\b/

/** Words of programs: a person before a screen and an administrator can do nothing with them. */
const OF_PROGRAMS =
  /\b(?:APIs?|HTTP|JSON|endpoints?|headers?|payload|tokens?|OAuth|grants?|webhooks?|hooks?|parse\w*|serial\w+|cache-control|per_page|origin_id|client (?:id|secret)|status code|[45]\d\d|GET|POST|PATCH|Retry-After|ISO 8601|2xx)\b|[a-z]+_[a-z]+|\/rest\//

/** What only an administrator can do: others are told to ask for it. */
const OF_ADMINISTRATORS =
  /\b(?:App Management|permission template|Admin tool|company Directory|Unlock Account|permitted projects|security settings)\b/i

/** What only whoever writes the program can do. */
const OF_DEVELOPERS = /\b(?:your code|the code of|deploy|log of the program|send the call)\b/i

const ASKING = /^(?:Ask|Tell|Write)\b/

const ROWS = CATALOGUE.flatMap(({ id, remedies }) =>
  (['user', 'integration', 'companyAdmin'] as const).flatMap((reader) => {
    const says = remedies[reader]?.says
    return says === undefined ? [] : [{ id, reader, says }]
  }),
)

const sentencesOf = (text: string) => text.split(/(?<=[.!?])\s+(?=[A-Z])/)

describe('a remedy', () => {
  it('begins with what to do', () => {
    const other = ROWS.filter(({ says }) => !IMPERATIVES.has(firstVerb(says)))
    expect(other.map(described)).toEqual([])
  })

  it('speaks no language of this house', () => {
    expect(ROWS.filter(({ says }) => OF_THE_HOUSE.test(says)).map(described)).toEqual([])
  })

  it('for people and administrators speaks no language of programs', () => {
    const wrong = ROWS.filter(
      ({ reader, says }) => reader !== 'integration' && OF_PROGRAMS.test(withoutAddresses(says)),
    )
    expect(wrong.map(described)).toEqual([])
  })

  it.each<[Reader, RegExp]>([
    ['user', OF_ADMINISTRATORS],
    ['user', OF_DEVELOPERS],
    ['companyAdmin', OF_DEVELOPERS],
  ])('for the %s is something that this reader can do, or ask for', (reader, ofOthers) => {
    const wrong = ROWS.filter((row) => row.reader === reader).filter(({ says }) =>
      sentencesOf(says).some((sentence) => ofOthers.test(sentence) && !ASKING.test(sentence)),
    )
    expect(wrong.map(described)).toEqual([])
  })

  it('is short enough to be done: at most six sentences', () => {
    const long = ROWS.filter(({ says }) => sentencesOf(says).length > 6)
    expect(long.map(described)).toEqual([])
  })
})

describe.each(CATALOGUE.map((mode) => ({ id: mode.id, mode })))('$id', ({ id, mode }) => {
  it('has a remedy for somebody, and one for who has to act', () => {
    const { user, integration, companyAdmin } = mode.remedies
    expect(user ?? integration ?? companyAdmin).not.toBeNull()
    if (mode.party === 'user') expect(user).not.toBeNull()
    if (mode.party === 'integration') expect(integration).not.toBeNull()
    if (mode.party === 'company-admin') expect(companyAdmin).not.toBeNull()
  })

  it('says whom to ask, when, and with what in hand, or that asking does not help', () => {
    const { to, afterMs, when, evidence } = mode.escalation
    const text = renderExplanation(explain(id)).replace(/\s+/g, ' ')
    expect(text).toContain('When to ask for help')
    if (to === 'nobody') {
      expect({ afterMs, when, evidence }).toEqual({ afterMs: null, when: [], evidence: [] })
      expect(text).toContain('Asking for help does not help here')
      return
    }
    expect(evidence.length).toBeGreaterThan(0)
    expect(afterMs !== null || when.length > 0).toBe(true)
    for (const item of evidence) expect(text).toContain(item.replace(/\.$/, ''))
  })
})

/** The first word; `Do not …` and `Then …` are what follows. */
function firstVerb(says: string): string {
  return /^(?:Then )?([A-Za-z]+)/.exec(says)?.[1]?.toLowerCase() ?? ''
}

function withoutAddresses(says: string): string {
  return says.replace(/\S+@procore\.com|status\.procore\.com/g, '')
}

function described({ id, reader, says }: (typeof ROWS)[number]): string {
  return `${id}, ${reader}: ${says}`
}
