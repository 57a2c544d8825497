/** Says how the examination goes, on standard error, to a person who watches. */
import type { ExamineEvent } from '@underpin/doctor/node'
import type { Redactor } from '@underpin/exchange'
import type { Terminal } from '../terminal.ts'
import { MARKS, probeLine } from './examination-lines.ts'

/** Room for the longest names, so that the lines stand in one column while they come. */
const NAME_COLUMNS = 12

/**
 * @param isResultSeen the result goes to the same person: then what passes is shown for a moment alone,
 * as every probe comes again in the result.
 */
export function progressTeller(
  terminal: Terminal,
  redactor: Redactor,
  isResultSeen: boolean,
): (event: ExamineEvent) => void {
  if (!terminal.isWatched) return () => undefined
  const look = { colours: terminal.sayColours, columns: terminal.columns }
  /** On one line, as a longer one could not be taken back. */
  const moment = (text: string) => terminal.progress(redactor.text(text).slice(0, look.columns))
  let sampleCount = 0
  let failedCount = 0
  return (event) => {
    if (event.kind === 'started') moment(`  … ${event.asks}`)
    else if (event.kind === 'sample') {
      sampleCount++
      if (!event.sample.isHealthy) failedCount++
      moment(`  … samples: ${sampleCount}, failed: ${failedCount} (Ctrl-C: enough)`)
    } else if (isResultSeen && event.result.verdict === 'pass') {
      moment(`  ${MARKS.pass} ${event.result.says}`)
    } else {
      terminal.say(redactor.text(probeLine(event.result, NAME_COLUMNS, look)))
    }
  }
}
