/** Integration Health from what somebody kept of an app's calls. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { ActivityCsvError, healthReport, readLog, writeActivityCsv } from '@underpin/emulator'
import { CommandError, couldNotCheck, EXIT, wrongUsage } from '../exit-code.ts'
import type { Terminal } from '../terminal.ts'
import type { ShownHealth } from './shown-health.ts'

/** A month of an app that calls all day is some hundred megabytes. A guess. */
const LOG_BYTES_MAX = 512 * 1024 * 1024

/** @throws {CommandError} wrong usage when there is no such file, could-not-check when nothing in it can be read. */
export async function healthOfLog(
  file: string,
  clientId: string | null,
  terminal: Terminal,
): Promise<ShownHealth> {
  const rows = await rowsOf(file, clientId, terminal)
  // The days up to its last call: a log of last month is as good as one of today.
  const lastMs = rows.reduce((latest, { date }) => Math.max(latest, Date.parse(date)), 0)
  const { window, summary, apps } = healthReport(rows, lastMs)
  const named = apps.map((app) => ({ ...app, name: null }))
  return { source: file === '-' ? 'standard input' : file, window, summary, apps: named }
}

/** CSV. @throws {CommandError} as `healthOfLog` does. */
export async function activityOfLog(
  file: string,
  clientId: string | null,
  terminal: Terminal,
): Promise<string> {
  return writeActivityCsv(await rowsOf(file, clientId, terminal))
}

async function rowsOf(file: string, clientId: string | null, terminal: Terminal) {
  const { rows, unread } = readOrRefuse(await textOf(file), clientId, file)
  if (rows.length === 0) {
    const whose = clientId === null ? '' : ` of ${clientId}`
    const wanted =
      'JSON lines of exchanges, or the API Call Activity Report; see: underpin health --help'
    throw couldNotCheck(`There is no API call${whose} in ${file}. Wanted are ${wanted}`)
  }
  if (unread.count > 0) {
    terminal.say(
      `${unread.count} lines of ${file} are no exchanges and were left out; the first is line ${unread.firstLine}.`,
    )
  }
  return rows
}

function readOrRefuse(text: string, clientId: string | null, file: string) {
  try {
    return readLog(text, clientId)
  } catch (error) {
    if (error instanceof ActivityCsvError) throw couldNotCheck(`${file}: ${error.message}.`, error)
    throw error
  }
}

async function textOf(file: string): Promise<string> {
  if (file === '-') return bounded(process.stdin, 'standard input')
  try {
    if (!(await stat(file)).isFile()) throw wrongUsage(`${file} is not a file.`)
    return await bounded(createReadStream(file), file)
  } catch (error) {
    if (error instanceof CommandError) throw error
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'There is no file' : 'Unreadable:'
    throw new CommandError(EXIT.wrongUsage, `${reason} ${file}.`, { cause: error })
  }
}

async function bounded(stream: AsyncIterable<Uint8Array>, what: string): Promise<string> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of stream) {
    chunks.push(chunk)
    sizeBytes += chunk.length
    if (sizeBytes > LOG_BYTES_MAX) {
      throw couldNotCheck(
        `${what} is larger than ${LOG_BYTES_MAX / 1024 / 1024} MiB. Give its last 14 days.`,
      )
    }
  }
  return Buffer.concat(chunks).toString()
}
