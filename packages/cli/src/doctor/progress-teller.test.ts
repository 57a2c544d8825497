import type { ProbeResult, Verdict } from '@underpin/doctor'
import { createRedactor } from '@underpin/exchange'
import picocolors from 'picocolors'
import { describe, expect, it } from 'vitest'
import type { Terminal } from '../terminal.ts'
import { progressTeller } from './progress-teller.ts'

const SECRET = 'tok-3f9a1c77e2b84d50'

function told(isWatched: boolean, isResultSeen: boolean) {
  const said: string[] = []
  const shown: string[] = []
  const colours = picocolors.createColors(false)
  const terminal: Terminal = {
    ...{ colours, sayColours: colours, columns: 60, isWatched },
    out: () => undefined,
    say: (text) => void said.push(text),
    progress: (text) => void shown.push(text),
  }
  const redactor = createRedactor()
  redactor.learn('access token', SECRET)
  return { said, shown, tell: progressTeller(terminal, redactor, isResultSeen) }
}

function ended(verdict: Verdict, says: string) {
  const result: ProbeResult = {
    ...{ name: 'http-api', asks: 'Does it answer?', verdict, says },
    ...{ signs: [], facts: {}, exchanges: [], failure: null },
    ...{ startedAtMs: 0, elapsedMs: 0, blockedBy: null },
  }
  return { kind: 'ended', result } as const
}

describe('how the examination goes', () => {
  it('is told to nobody who does not watch', () => {
    const { said, shown, tell } = told(false, false)
    tell(ended('fail', 'It failed.'))
    expect([...said, ...shown]).toEqual([])
  })

  it('is a line a probe when the result goes elsewhere', () => {
    const { said, tell } = told(true, false)
    tell(ended('pass', 'It answers.'))
    tell(ended('fail', 'It failed.'))
    expect(said).toEqual(['  ✓ http-api      It answers.', '  ✗ http-api      It failed.'])
  })

  it('leaves only trouble standing when the result follows on the same screen', () => {
    const { said, shown, tell } = told(true, true)
    tell({ kind: 'started', name: 'http-api', asks: 'Does it answer?' })
    tell(ended('pass', 'It answers.'))
    tell(ended('unknown', 'Nobody knows.'))
    expect(shown).toEqual(['  … Does it answer?', '  ✓ It answers.'])
    expect(said).toEqual(['  ? http-api      Nobody knows.'])
  })

  it('never longer for a moment than a line, and never with a secret', () => {
    const { said, shown, tell } = told(true, true)
    tell(ended('pass', `It answers ${SECRET} ${'and so on '.repeat(20)}`))
    tell(ended('fail', `It refused ${SECRET}.`))
    expect(shown[0]?.length).toBeLessThanOrEqual(60)
    expect([...said, ...shown].join(' ')).not.toContain(SECRET)
  })

  it('counts the samples', () => {
    const { shown, tell } = told(true, true)
    const sample = { atMs: 0, host: 'api', isHealthy: false, status: 503, errorCode: null } as const
    tell({ kind: 'sample', sample: { ...sample, elapsedMs: 1 } })
    tell({ kind: 'sample', sample: { ...sample, elapsedMs: 1, isHealthy: true } })
    expect(shown.at(-1)).toBe('  … samples: 2, failed: 1 (Ctrl-C: enough)')
  })
})
