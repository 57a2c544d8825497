/** Puts the questions on the terminal, on standard error, as standard output is for the result. */
import { isCancel, select, text } from '@clack/prompts'
import type { Interviewer } from './interview.ts'

const output = process.stderr

export const terminalInterviewer: Interviewer = {
  async text(asks, problemWith) {
    const given = await text({
      message: `${asks} (Enter: skip)`,
      defaultValue: '',
      validate: (value) => problemWith(value ?? '') ?? undefined,
      output,
    })
    return isCancel(given) ? null : given
  },

  async yesNo(asks) {
    const answer = await select<'yes' | 'no' | 'not-known'>({
      message: asks,
      options: [
        { value: 'yes', label: 'Yes' },
        { value: 'no', label: 'No' },
        { value: 'not-known', label: 'I do not know' },
      ],
      initialValue: 'not-known',
      output,
    })
    return isCancel(answer) ? null : answer
  },
}
