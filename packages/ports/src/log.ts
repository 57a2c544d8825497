/** Where a library says what it does. Programs decide whether anybody hears it. */

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type LogFields = Readonly<Record<string, unknown>>

/** Fields carry no secret: whoever logs has redacted before. */
export type Log = Readonly<Record<LogLevel, (message: string, fields?: LogFields) => void>>

const ignore = () => undefined

/** The default of every library: says nothing. */
export const silentLog: Log = { debug: ignore, info: ignore, warn: ignore, error: ignore }
