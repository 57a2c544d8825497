/** The log of a program that people watch: what is wrong is said on standard error, the rest is left out. */
import type { Log, LogFields } from '@underpin/ports'
import type { Terminal } from '../terminal.ts'

const ignore = () => undefined

export function talkingLog(terminal: Terminal): Log {
  return {
    debug: ignore,
    info: ignore,
    warn: (message, fields) => terminal.say(line(message, fields)),
    error: (message, fields) => terminal.say(line(message, fields)),
  }
}

/** No request may end the process: what nobody caught is said to be a defect of ours, and survived. */
export function surviveDefects(terminal: Terminal): void {
  const survive = (thrown: unknown) => {
    const what = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
    terminal.say(`${what}\nThis is a defect of Underpin: the lines above say where. It goes on.`)
  }
  // Rejections that nobody handles arrive here too, as Node throws them.
  process.on('uncaughtException', survive)
}

function line(message: string, fields: LogFields = {}): string {
  const shown = Object.entries(fields).map(([name, value]) => `${name}: ${wordOf(value)}`)
  return [message, ...shown].join('\n  ')
}

function wordOf(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.message
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
}
