/** What the tests of the probes share: a listening emulator, and targets that lead to loopback and nowhere else. */
import { createEmulator, type Emulator, type EmulatorOptions, listen } from '@underpin/emulator'
import { type Clock, systemClock } from '@underpin/ports'
import { type ExamineOptions, examine } from '../src/probes/examine.ts'
import type { Report } from '../src/report/report.ts'
import type { Targets } from '../src/report/targets.ts'

export interface Closable {
  close(): unknown
}

/** Ends what was opened, last first. */
export function keeper() {
  const open: Closable[] = []
  return {
    keep<T extends Closable>(it: T): T {
      open.push(it)
      return it
    },
    async closeAll(): Promise<void> {
      for (const each of open.splice(0).toReversed()) await each.close()
    },
  }
}

/** Waits a tenth as long: for what never answers. */
export const impatientClock: Clock = {
  ...systemClock,
  schedule: (waitMs, fire) => systemClock.schedule(waitMs / 10, fire),
}

/** Every host at one address; nothing is asked of the internet, and no name of a resolver. */
export function targetsAt(url: string, changed: Partial<Targets> = {}): Targets {
  return {
    ...{ apiUrl: url, loginUrl: url, appUrl: url, statusUrl: null, controlUrl: null },
    ...{ resolver: null, secondResolver: null, companyId: null, projectId: null, tool: null },
    ...changed,
  }
}

export async function listeningEmulator(options: EmulatorOptions = {}) {
  const emulator: Emulator = createEmulator(options)
  const listening = await listen(emulator, { port: 0 })
  const { url } = listening
  const close = async () => {
    await listening.close()
    emulator.close()
  }
  return { emulator, url, close }
}

export function examined(targets: Targets, options: Partial<ExamineOptions> = {}): Promise<Report> {
  return examine({ targets, credentials: null, clock: systemClock, ...options })
}

/** The result of one probe; its name is wrong when there is none. */
export function resultOf({ results }: Report, name: string) {
  const found = results.find((each) => each.name === name)
  if (found === undefined) {
    throw new Error(`no probe ${name} among ${results.map((each) => each.name).join(', ')}`)
  }
  return found
}
