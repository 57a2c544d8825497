/** What lies behind the error: asks what only a person can know, and shows the diagnosis as it changes. */
import type { FailureId } from '@underpin/failures'
import type { Clock } from '@underpin/ports'
import { type Complaint, NO_COMPLAINT } from '../../diagnosis/complaint.ts'
import { diagnose } from '../../diagnosis/diagnose.ts'
import {
  YES_NO_QUESTIONS,
  type YesNoField,
  type YesNoQuestion,
} from '../../diagnosis/question-table.ts'
import { diagnosisView } from './diagnosis-view.ts'
import { element } from './element.ts'

export const CAUSE_TITLE_ID = 'cause-title'

/** More than this nobody answers at seven in the morning. A guess. */
const QUESTIONS_MAX = 6

const ANSWERS: readonly (readonly [says: string, value: boolean | null])[] = [
  ['Yes', true],
  ['No', false],
  ['Not known', null],
]

/** @param seen what was recognised, likeliest first; at least one. */
export function causeFinder(seen: readonly FailureId[], clock: Clock): HTMLElement {
  let complaint: Complaint = { ...NO_COMPLAINT, seen }
  const asked = new Set<keyof Complaint>()
  const questions = element('div', { class: 'questions' })
  const headline = element('p', { class: 'headline', role: 'status' })
  const rest = element('div', {})

  const look = () => {
    const nowMs = clock.nowMs()
    const diagnosis = diagnose({ report: null, complaint, nowMs })
    headline.textContent = diagnosis.headline
    rest.replaceChildren(...diagnosisView(diagnosis, nowMs))
    for (const field of diagnosis.questions) {
      const question = YES_NO_QUESTIONS.find((each) => each.field === field)
      if (question === undefined || asked.has(field) || asked.size === QUESTIONS_MAX) continue
      asked.add(field)
      questions.append(questionView(question, answer))
    }
  }
  const answer = (field: YesNoField, value: boolean | null) => {
    complaint = { ...complaint, [field]: value }
    look()
  }
  const since = sinceView((sinceMs) => {
    complaint = { ...complaint, sinceMs }
    look()
  })
  look()
  return element(
    'section',
    { class: 'panel', 'aria-labelledby': CAUSE_TITLE_ID },
    element('h2', { id: CAUSE_TITLE_ID, tabindex: '-1' }, 'What is behind it?'),
    element('p', { class: 'soft' }, 'What you know besides narrows it down. Leave out the rest.'),
    element('div', { class: 'asked' }, since, questions),
    headline,
    rest,
    element(
      'p',
      { class: 'soft' },
      'In a terminal, ',
      element('code', {}, 'underpin doctor'),
      ' also looks at your network, the status page and your sign-in.',
    ),
  )
}

function questionView(
  { field, asks }: YesNoQuestion,
  answer: (field: YesNoField, value: boolean | null) => void,
): HTMLElement {
  const choices = ANSWERS.map(([says, value]) => {
    const choice = element('input', { type: 'radio', name: field })
    choice.checked = value === null
    choice.addEventListener('change', () => answer(field, value))
    return element('label', {}, choice, says)
  })
  return element('fieldset', {}, element('legend', {}, asks), ...choices)
}

function sinceView(tell: (sinceMs: number | null) => void): HTMLElement {
  const input = element('input', { type: 'datetime-local', id: 'since' })
  input.addEventListener('change', () => {
    // As it stands on the wall of whoever reads it.
    const sinceMs = new Date(input.value).getTime()
    tell(Number.isNaN(sinceMs) ? null : sinceMs)
  })
  return element('p', {}, element('label', { for: 'since' }, 'Since when does it fail?'), input)
}
