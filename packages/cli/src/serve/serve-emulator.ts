/** Builds the emulator that the flags ask for, puts it on its two ports, and keeps it there until Ctrl-C. */
import {
  AssumptionError,
  Assumptions,
  CertificateError,
  certificateFolder,
  coverage,
  createEmulator,
  DataFileError,
  DEFAULT_PASSWORD,
  type Emulator,
  type KeptCertificate,
  keepCertificate,
  ListenError,
  type Listening,
  listen,
  listenForStatus,
  MailDestinationError,
  OpenApiFileError,
  RESOURCES,
  readWorldFile,
  VERSION,
  WorldFileError,
  WorldRecordError,
} from '@underpin/emulator'
import { couldNotCheck, EXIT, type ExitCode, wrongUsage } from '../exit-code.ts'
import { openTerminal, type Terminal } from '../terminal.ts'
import { printAssumptions } from './assumption-table.ts'
import { doctorMount } from './doctor-mount.ts'
import type { EmulatorFlags } from './emulator-flags.ts'
import { exchangeLine } from './exchange-line.ts'
import { interrupted } from './interrupts.ts'
import { documentJson, readDocument, sayDocument } from './openapi-document.ts'
import { printRoutes } from './route-list.ts'
import { surviveDefects, talkingLog } from './talking-log.ts'
import type { Places } from './welcome.ts'

export const READY_JSON_VERSION = 1

export type Greet = (emulator: Emulator, places: Places, terminal: Terminal) => void

/** @param greet says that everything stands, unless `--json` does. Resolves when it has ended. */
export async function serveEmulator(flags: EmulatorFlags, greet: Greet): Promise<ExitCode> {
  const terminal = openTerminal(flags)
  try {
    if (flags.assumptions) {
      printAssumptions(Assumptions.parse(flags.assume).rows(), terminal, flags)
      return EXIT.fine
    }
    if (flags.routes) {
      printRoutes(coverage(), terminal, flags)
      return EXIT.fine
    }
    return await serve(flags, greet, terminal)
  } catch (error) {
    throw inWords(error)
  }
}

async function serve(flags: EmulatorFlags, greet: Greet, terminal: Terminal): Promise<ExitCode> {
  // Before the ports are open, so that a Ctrl-C in between is not lost.
  const end = interrupted()
  surviveDefects(terminal)
  const tls = await certificateOf(flags)
  const emulator = createEmulator(await optionsOf(flags, terminal))
  const open: Listening[] = []
  try {
    const shared = { host: flags.host, ...(tls === null ? {} : { tls }) }
    open.push(await listen(emulator, { ...shared, port: flags.port }))
    open.push(await listenForStatus(emulator, { ...shared, port: flags.statusPort }))
    const [platform, status] = open
    const places: Places = {
      url: shownUrl(flags, platform?.port),
      statusUrl: shownUrl(flags, status?.port),
      password: flags.world === undefined ? DEFAULT_PASSWORD : null,
      certificateFile: tls?.certificateFile ?? null,
    }
    const { openapi } = emulator.parts
    if (openapi) sayDocument(openapi, terminal)
    if (flags.json) terminal.out(JSON.stringify({ ...readyJson(places), ...documentJson(openapi) }))
    else greet(emulator, places, terminal)
    if (flags.log || terminal.isWatched) logExchanges(emulator, terminal)
    await end
    terminal.progress('Ending …')
  } finally {
    await Promise.all(open.map((each) => each.close()))
    emulator.close()
  }
  terminal.say('Ended.')
  return EXIT.fine
}

async function optionsOf(flags: EmulatorFlags, terminal: Terminal) {
  const {
    data,
    world,
    openapi,
    seed,
    controlToken,
    shedAbove,
    hourlyLimit: hourly,
    spikeLimit: spike,
  } = flags
  if (flags.port === flags.statusPort && flags.port !== 0) {
    throw wrongUsage(
      `The platform and the status page need a port each, and not ${flags.port} for both.`,
    )
  }
  const limits = {
    ...(hourly === undefined ? {} : { hourly }),
    ...(spike === undefined ? {} : { spike }),
  }
  const names = RESOURCES.map(({ name }) => name)
  return {
    limits,
    mounts: [doctorMount()],
    log: talkingLog(terminal),
    assumptions: flipped(flags.assume),
    ...(data === undefined ? {} : { dataFile: data }),
    ...(openapi === undefined ? {} : { openapi: await readDocument(openapi, terminal) }),
    ...(world === undefined ? {} : { world: await readWorldFile(world, names) }),
    ...(seed === undefined ? {} : { seed }),
    ...(shedAbove === undefined ? {} : { shedAbove }),
    ...mailOptions(flags),
    ...(flags.webhooksAnywhere ? { webhookDestinations: 'anywhere' as const } : {}),
    ...(flags.statusDelay === undefined ? {} : { statusDelayMs: flags.statusDelay }),
    ...(controlToken === undefined ? {} : { controlToken }),
  }
}

function mailOptions({ smtp, smsHook, mailAnywhere }: EmulatorFlags) {
  return {
    ...(smtp === undefined ? {} : { smtp }),
    ...(smsHook === undefined ? {} : { smsHook }),
    ...(mailAnywhere ? { mailDestinations: 'anywhere' as const } : {}),
  }
}

function flipped(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Assumptions.parse(pairs)
      .rows()
      .map(({ name, value }) => [name, value]),
  )
}

async function certificateOf({ tls, data, host }: EmulatorFlags): Promise<KeptCertificate | null> {
  return tls ? keepCertificate({ folder: certificateFolder(data), host }) : null
}

/** Programs wait for this line, and then know where to go. */
function readyJson({ url, statusUrl, certificateFile }: Places) {
  return {
    version: READY_JSON_VERSION,
    ready: true,
    url,
    statusUrl,
    pid: process.pid,
    emulator: VERSION,
    ...(certificateFile === null ? {} : { certificateFile }),
  }
}

function shownUrl({ host, tls }: EmulatorFlags, port: number | undefined): string {
  const shown = host === '127.0.0.1' || host === '::1' ? 'localhost' : host
  return `${tls ? 'https' : 'http'}://${shown.includes(':') ? `[${shown}]` : shown}:${port}`
}

function logExchanges(emulator: Emulator, terminal: Terminal): void {
  const { journal } = emulator.parts
  let order = 0
  journal.listen(() => {
    if (order > journal.closedCount) order = 0 // The world was reset.
    for (; order < journal.closedCount; order++) {
      const entry = journal.endedAs(order)
      if (entry) terminal.say(exchangeLine(entry, terminal.sayColours))
    }
  })
}

/** What a person can put right is said in one message; anything else is a defect, and keeps its stack. */
function inWords(error: unknown): unknown {
  if (error instanceof DataFileError || error instanceof CertificateError) {
    return couldNotCheck(error.message, error)
  }
  if (error instanceof ListenError) return couldNotCheck(listenWords(error), error)
  if (error instanceof WorldFileError || error instanceof OpenApiFileError) {
    return wrongUsage(error.message)
  }
  if (error instanceof MailDestinationError) return wrongUsage(sentence(error.message))
  if (error instanceof WorldRecordError || error instanceof AssumptionError) {
    return wrongUsage(`${sentence(error.message)}.`)
  }
  return error
}

function listenWords({ code, message }: ListenError): string {
  if (code !== 'E_PORT_IN_USE') return message
  return `${message}\nFor example: underpin up --port 0 --status-port 0`
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
