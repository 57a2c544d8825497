/** Plays a situation: sets the stage, breaks what is broken, and lets the real doctor look. */
import {
  type Complaint,
  type Diagnosis,
  diagnose,
  NO_COMPLAINT,
  type Report,
  signsOf,
} from '../../src/index.ts'
import { examine } from '../../src/node.ts'
import { HurryingClock } from './hurrying-clock.ts'
import type { Situation } from './situation.ts'
import { type Stage, setStage } from './stage.ts'

export interface Played {
  readonly report: Report
  readonly complaint: Complaint
  readonly diagnosis: Diagnosis
  /** What may never be shown, by kind. */
  readonly secrets: Readonly<Record<string, string>>
  /** Every sign, of probes, person and errors. */
  readonly signs: readonly string[]
  /** Why it is not what was expected; empty when it is. */
  readonly wrong: readonly string[]
}

export function play(situation: Situation): Promise<Played> {
  return onStage(situation, (stage) => examined(situation, stage))
}

/** Sets the stage, breaks what is broken, and clears it away when `look` has looked. */
export async function onStage<T>(
  { options = {}, who = 'pm', issuedAgoMs = 0, about, arrange }: Situation,
  look: (stage: Stage) => Promise<T>,
): Promise<T> {
  const stage = await setStage({ emulator: options, who, issuedAgoMs })
  try {
    stage.targets = { ...stage.targets, ...about }
    await arrange?.(stage)
    return await look(stage)
  } finally {
    await stage.close()
  }
}

async function examined(situation: Situation, stage: Stage): Promise<Played> {
  const { accessToken, targets, environment, trust } = stage
  const { observeMs = 0, meanwhile } = situation
  const clock = new HurryingClock(stage.clock)
  const happening: Promise<void>[] = []
  let samples = 0
  const report = await examine({
    ...{ targets, clock, environment, trust, observeMs },
    credentials: accessToken === null ? null : { accessToken },
    on({ kind }) {
      if (kind !== 'sample') return
      clock.hurry()
      samples += 1
      if (meanwhile) happening.push(meanwhile(stage, samples))
    },
  })
  await Promise.all(happening)
  const complaint = { ...NO_COMPLAINT, ...situation.says }
  const diagnosis = diagnose({ report, complaint, nowMs: clock.nowMs() })
  const signs = [...signsOf({ report, complaint })]
  const wrong = wrongOf(situation, report, diagnosis, signs)
  const secrets = { ...stage.secrets, ...cookiesIn(report) }
  return { report, complaint, diagnosis, secrets, signs, wrong }
}

/** Cookies that were set on the doctor itself are as good as a sign-in. */
function cookiesIn({ results }: Report): Record<string, string> {
  const cookies: Record<string, string> = { cookie: 's%3AfQ8vC1xYb2Lm9rT4.kPz7' }
  for (const { outcome } of results.flatMap(({ exchanges }) => exchanges)) {
    const set = outcome.kind === 'answered' ? (outcome.response.headers['set-cookie'] ?? '') : ''
    const [, value] = /^[^=;]+=([^;]+)/.exec(set) ?? []
    if (value !== undefined) cookies[`cookie ${Object.keys(cookies).length}`] = value
  }
  return cookies
}

function wrongOf(
  { cause, orElse, signs, also = [], unknown = [] }: Situation,
  report: Report,
  { verdict, causes }: Diagnosis,
  found: readonly string[],
): string[] {
  const wrong: string[] = []
  const [first] = causes
  if (cause === 'fine') {
    if (verdict !== 'all-fine') wrong.push(`the verdict is ${verdict}, with ${first?.id} first`)
  } else {
    if (verdict === 'all-fine') wrong.push('it is called all fine')
    const isRight = cause === 'not-fine' || first?.id === cause || first?.id === orElse?.cause
    if (!isRight) wrong.push(`${first?.id} comes first, and not ${cause}`)
  }
  for (const sign of signs) if (!found.includes(sign)) wrong.push(`no sign ${sign}`)
  for (const id of also) {
    if (!causes.some((each) => each.id === id)) wrong.push(`${id} is not among the causes`)
  }
  for (const name of unknown) {
    const result = report.results.find((each) => each.name === name)
    if (result?.verdict !== 'unknown') wrong.push(`${name} is ${result?.verdict ?? 'not there'}`)
  }
  return wrong
}
