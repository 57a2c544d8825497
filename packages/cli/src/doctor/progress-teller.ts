/** Says how the examination goes, on standard error: each probe as it ends, for a person who watches. */
import type { ExamineEvent } from '@underpin/doctor/node'
import type { Redactor } from '@underpin/exchange'
import type { Terminal } from '../terminal.ts'
import { probeLine } from './examination-lines.ts'

/** Room for the longest names, so that the lines stand in one column while they come. */
const NAME_COLUMNS = 16

export function progressTeller(
  terminal: Terminal,
  redactor: Redactor,
): (event: ExamineEvent) => void {
  if (!terminal.isWatched) return () => undefined
  const look = { colours: terminal.sayColours, columns: terminal.columns }
  let sampleCount = 0
  let failedCount = 0
  return (event) => {
    if (event.kind === 'started') terminal.progress(`  … ${event.asks}`)
    else if (event.kind === 'ended') {
      terminal.say(redactor.text(probeLine(event.result, NAME_COLUMNS, look)))
    } else {
      sampleCount++
      if (!event.sample.isHealthy) failedCount++
      terminal.progress(
        `  … ${sampleCount} samples, ${failedCount} of them failed (Ctrl-C: enough)`,
      )
    }
  }
}
