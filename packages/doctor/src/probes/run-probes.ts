/**
 * Runs probes, each as soon as those before it have ended, and never more patiently than its time
 * limit. Whatever a probe does, a result comes of it: what could not be told is `unknown`, and says why.
 */
import type { ProbeFinding, ProbeResult } from '../report/probe-result.ts'
import { plainText } from '../status/plain-text.ts'
import type { Probe, ProbeContext } from './probe.ts'

/** Names in certificates, answers of proxies and addresses are words of others, of any length. */
const WORDS_CHARS_MAX = 1_000

/** A shorter one would be taken for a part of words; the redactor has the same bound. */
const TOKEN_CHARS_MIN = 6

export type RunEvent =
  | { readonly kind: 'started'; readonly name: string; readonly asks: string }
  | { readonly kind: 'ended'; readonly result: ProbeResult }

/** Results in the order of `probes`. Aborting the context's signal ends all of them, and still resolves. */
export async function runProbes(
  probes: readonly Probe[],
  context: Omit<ProbeContext, 'result'>,
  on: (event: RunEvent) => void = () => undefined,
): Promise<readonly ProbeResult[]> {
  const found = new Map<string, ProbeResult>()
  const running = new Map<string, Promise<ProbeResult>>()
  const result = (name: string) => found.get(name) ?? null
  for (const probe of probes) {
    const waitsFor = [...probe.dependsOn, ...(probe.after ?? [])]
    const earlier = waitsFor.flatMap((name) => running.get(name) ?? [])
    const run = async () => {
      if (earlier.length > 0) await Promise.all(earlier)
      const ended = await resultOf(probe, { ...context, result }, on)
      found.set(probe.name, ended)
      on({ kind: 'ended', result: ended })
      return ended
    }
    running.set(probe.name, run())
  }
  return Promise.all(running.values())
}

async function resultOf(
  probe: Probe,
  context: ProbeContext,
  on: (event: RunEvent) => void,
): Promise<ProbeResult> {
  const { clock } = context
  const { name, asks } = probe
  const startedAtMs = clock.nowMs()
  const startMs = clock.monotonicMs()
  const blockedBy = probe.dependsOn.find((each) => !isGood(context.result(each))) ?? null
  const isOver = context.signal.aborted
  if (blockedBy === null && !isOver) on({ kind: 'started', name, asks })
  const finding = isOver
    ? unknown(sentence(reasonOf(context.signal)))
    : blockedBy === null
      ? await withinLimit(probe, context)
      : unknown(`Not tried, as ${blockedBy} did not pass.`)
  return {
    ...{ name, asks, startedAtMs, elapsedMs: clock.monotonicMs() - startMs },
    blockedBy: isOver ? null : blockedBy,
    ...finding,
    ...plainWords(finding, context),
  }
}

/**
 * What is shown of a finding steers no terminal, and is of a length that can be read. The token goes first:
 * half of one, where a text is cut, nobody would know again.
 */
function plainWords({ says, facts }: ProbeFinding, { credentials }: ProbeContext) {
  const token = credentials?.accessToken ?? ''
  const plain = (text: string) => {
    const clean = token.length < TOKEN_CHARS_MIN ? text : text.replaceAll(token, '[access token]')
    return plainText(clean, WORDS_CHARS_MAX)
  }
  const plainFacts = Object.entries(facts).map(([name, value]) => {
    return [name, typeof value === 'string' ? plain(value) : value] as const
  })
  return { says: plain(says), facts: Object.fromEntries(plainFacts) }
}

/** At the limit, or when all is to end, the probe is told, and not waited for: it may hang for good. */
function withinLimit(probe: Probe, context: ProbeContext): Promise<ProbeFinding> {
  const { clock } = context
  const limit = new AbortController()
  const signal = AbortSignal.any([context.signal, limit.signal])
  return new Promise((resolve) => {
    const settle = (finding: ProbeFinding) => {
      cancel()
      context.signal.removeEventListener('abort', onAbort)
      resolve(finding)
    }
    const onAbort = () => settle(unknown(sentence(reasonOf(context.signal))))
    const cancel = clock.schedule(probe.timeoutMs, () => {
      settle(unknown(`Nothing was found out within ${probe.timeoutMs} ms.`))
      limit.abort(new Error(`the time limit of ${probe.timeoutMs} ms is over`))
    })
    context.signal.addEventListener('abort', onAbort, { once: true })
    started(probe, { ...context, signal }).then(settle, (thrown: unknown) =>
      settle(unknown(`The probe itself failed: ${messageOf(thrown)}`)),
    )
  })
}

/** What is thrown before the first wait is a rejection too. */
async function started(probe: Probe, context: ProbeContext): Promise<ProbeFinding> {
  return probe.run(context)
}

function isGood(result: ProbeFinding | null): boolean {
  return result?.verdict === 'pass' || result?.verdict === 'warn'
}

function unknown(says: string): ProbeFinding {
  return { verdict: 'unknown', says, signs: [], facts: {}, exchanges: [], failure: null }
}

function reasonOf({ reason }: AbortSignal): string {
  return `it was ended: ${messageOf(reason)}`
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

function sentence(clause: string): string {
  return `${clause.slice(0, 1).toUpperCase()}${clause.slice(1)}.`
}
