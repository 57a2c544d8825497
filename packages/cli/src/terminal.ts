/** Where a command speaks: results on standard output, talk on standard error, and colour where it is wanted. */
import picocolors from 'picocolors'
import { withoutControls } from './without-controls.ts'

export type Colours = ReturnType<typeof picocolors.createColors>

/** Lines longer than this are hard to read, however wide the window is. */
const TEXT_COLUMNS_MAX = 92

/** What pipes and files get, which have no width of their own. */
const TEXT_COLUMNS_DEFAULT = 80

/** Narrower windows are taken as if they were this wide. */
const TEXT_COLUMNS_MIN = 32

export interface Terminal {
  /** A result: one line or several, without the last line end. */
  out(text: string): void
  /** Talk: what is going on, what went wrong, what to do next. */
  say(text: string): void
  /** Talk that the next call of `progress` or `say` replaces; shown to people alone. */
  progress(text: string): void
  /** For `out`, and for `say`: each knows whether its stream is a terminal. */
  readonly colours: Colours
  readonly sayColours: Colours
  /** Columns of running text. */
  readonly columns: number
  /** A person is looking at standard error. */
  readonly isWatched: boolean
}

export interface TerminalOptions {
  /** False for `--no-color`. */
  readonly color?: boolean
}

export function openTerminal({ color = true }: TerminalOptions): Terminal {
  const { stdout, stderr, env } = process
  const isColourful = (stream: { isTTY?: boolean }) =>
    color && stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  const isWatched = stderr.isTTY === true && env['TERM'] !== 'dumb'
  let hasProgress = false
  const clearProgress = () => {
    if (hasProgress) stderr.write('\r\u001b[K')
    hasProgress = false
  }
  return {
    out(text) {
      clearProgress()
      stdout.write(`${withoutControls(text)}\n`)
    },
    say(text) {
      clearProgress()
      stderr.write(`${withoutControls(text)}\n`)
    },
    progress(text) {
      if (!isWatched) return
      clearProgress()
      stderr.write(withoutControls(text))
      hasProgress = true
    },
    colours: picocolors.createColors(isColourful(stdout)),
    sayColours: picocolors.createColors(isColourful(stderr)),
    columns: textColumns(stdout.columns),
    isWatched,
  }
}

function textColumns(columns: number | undefined): number {
  if (!columns) return TEXT_COLUMNS_DEFAULT
  return Math.max(TEXT_COLUMNS_MIN, Math.min(columns - 1, TEXT_COLUMNS_MAX))
}
