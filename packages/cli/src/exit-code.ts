/** How a command ends: the four exit codes, and the error that carries one with words for a person. */

export const EXIT = {
  fine: 0,
  /** The command did its work, and what it found is not fine. */
  findings: 1,
  wrongUsage: 2,
  /** It could not do its work: something needed is missing, broken or out of reach. */
  couldNotCheck: 3,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Ends the command with words instead of a stack: what happened, with which value, and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exitCode: ExitCode

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.exitCode = exitCode
  }
}

export function wrongUsage(message: string): CommandError {
  return new CommandError(EXIT.wrongUsage, message)
}

export function couldNotCheck(message: string, cause?: unknown): CommandError {
  return new CommandError(EXIT.couldNotCheck, message, { cause })
}
