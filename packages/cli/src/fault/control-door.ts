/** Asks the control door of a running emulator, and passes on in words what goes wrong on the way. */
import { networkError } from '@underpin/exchange'
import { readBody } from '@underpin/failures'
import { systemClock } from '@underpin/ports'
import { CommandError, couldNotCheck, EXIT } from '../exit-code.ts'

/** A local process answers in milliseconds; one that does not in so long is stuck, or is something else. */
const ANSWER_MS_MAX = 5_000

export interface DoorAddress {
  /** `http://localhost:4010` */
  readonly url: string
  /** The `--control-token` of an emulator that listens beyond this machine. */
  readonly controlToken?: string | undefined
}

export interface DoorRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** After `/_underpin`: `/faults/3`. */
  readonly path: string
  readonly body?: object
}

/**
 * The JSON that the door answers.
 *
 * @throws {CommandError} wrong usage when the door refuses, could-not-check when nobody is there.
 */
export async function askDoor(address: DoorAddress, asked: DoorRequest): Promise<unknown> {
  const response = await send(address, asked)
  return jsonOf(response, await response.text(), address)
}

/** As `askDoor`, for what the door answers in another format. */
export async function askDoorForText(address: DoorAddress, asked: DoorRequest): Promise<string> {
  const response = await send(address, asked)
  const text = await response.text()
  const isCsv = response.headers.get('content-type')?.startsWith('text/csv') ?? false
  if (!response.ok) jsonOf(response, text, address)
  if (!isCsv) throw notAnEmulator(address)
  return text
}

function jsonOf(response: Response, text: string, address: DoorAddress): unknown {
  const { json, texts } = readBody(text, response.headers.get('content-type'))
  // The door speaks JSON, in its refusals too; whoever does not is somebody else.
  if (json === undefined) throw notAnEmulator(address)
  if (response.ok) return json
  const said = texts.length > 0 ? texts.map(sentence).join('\n') : `It answered ${response.status}.`
  throw new CommandError(response.status >= 500 ? EXIT.couldNotCheck : EXIT.wrongUsage, said)
}

async function send({ url, controlToken }: DoorAddress, asked: DoorRequest): Promise<Response> {
  const patience = new AbortController()
  const giveUp = systemClock.schedule(ANSWER_MS_MAX, () => patience.abort())
  try {
    return await fetch(`${url}/_underpin${asked.path}`, {
      method: asked.method,
      headers: {
        ...(asked.body ? { 'content-type': 'application/json' } : {}),
        ...(controlToken ? { authorization: `Bearer ${controlToken}` } : {}),
      },
      signal: patience.signal,
      ...(asked.body ? { body: JSON.stringify(asked.body) } : {}),
    })
  } catch (error) {
    if (patience.signal.aborted) {
      throw couldNotCheck(`${url} did not answer within ${ANSWER_MS_MAX / 1_000} s.`, error)
    }
    const { code, message } = networkError(error)
    if (code.includes('SELF_SIGNED_CERT')) throw couldNotCheck(untrusted(url), error)
    throw couldNotCheck(
      `No emulator answers at ${url} (${code || message}).\nStart one with: underpin up\nor name another with: --url http://localhost:PORT`,
      error,
    )
  } finally {
    giveUp()
  }
}

function untrusted(url: string): string {
  return `The certificate of ${url} is not trusted here.
Set NODE_EXTRA_CA_CERTS to the file that the emulator named when it started: certificate.pem.`
}

/** The door writes for programs too, and begins in lower case. A failure id stays as it is. */
function sentence(text: string): string {
  if (!/^[a-z]+ /.test(text)) return text
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function notAnEmulator({ url }: DoorAddress): CommandError {
  return couldNotCheck(`Something answers at ${url}, but it is not an Underpin emulator.`)
}
