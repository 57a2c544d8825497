/** Shows a diagnosis, but for its headline: the causes, what to do, and the clock. */
import { zoneWords } from '../../diagnosis/clock-words.ts'
import type { Diagnosis, RankedCause, SaidSign } from '../../diagnosis/diagnosis.ts'
import { clockSentences, STEP_WHO, sureness } from '../../diagnosis/diagnosis-words.ts'
import { element } from './element.ts'

export function diagnosisView(diagnosis: Diagnosis, nowMs: number): readonly Node[] {
  const { causes, steps } = diagnosis
  const clock = clockSentences(diagnosis, nowMs)
  return [
    ...section('What it may be', element('ul', {}, ...causes.map(causeView)), causes.length),
    ...section(
      'What to do',
      element(
        'ol',
        {},
        ...steps.map(({ who, says }) => element('li', {}, `${STEP_WHO[who]}${says}`)),
      ),
      steps.length,
    ),
    ...section(
      `The clock (times of ${zoneWords()})`,
      element('div', {}, ...clock.map((sentence) => element('p', {}, sentence))),
      clock.length,
    ),
  ]
}

function section(title: string, body: Node, count: number): Node[] {
  return count === 0 ? [] : [element('h3', {}, title), body]
}

function causeView(cause: RankedCause): HTMLElement {
  const { title, evidenceFor, evidenceAgainst } = cause
  return element(
    'li',
    {},
    element('strong', {}, title),
    ` (${sureness(cause)})`,
    evidenceView('For it', evidenceFor),
    evidenceView('Against it', evidenceAgainst),
  )
}

function evidenceView(label: string, signs: readonly SaidSign[]): HTMLElement | null {
  if (signs.length === 0) return null
  const says = signs.map((sign) => sign.says).join('; ')
  return element('span', { class: 'below' }, `${label}: ${says}.`)
}
