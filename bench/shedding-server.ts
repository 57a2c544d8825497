/**
 * An emulator that sheds load, for a parent process, and how long each of its requests took: from when
 * its headers had been read to when the answer had been handed to the system. Node itself tells both
 * (`node:diagnostics_channel`), so nothing of the emulator's own is trusted.
 */
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createEmulator, listen, listenForStatus } from '@underpin/emulator'
import { systemClock } from '@underpin/ports'

/** What the parent is sent: first where everything is, then, whenever it says anything, what was measured. */
export type Told =
  | { readonly kind: 'ready'; readonly url: string; readonly statusUrl: string }
  | { readonly kind: 'timings'; readonly timings: readonly Timing[] }

export interface Timing {
  readonly status: number
  readonly ms: number
  readonly isStatusPage: boolean
}

const shedAbove = Number(process.argv[2])
const limits = { hourly: 0, spike: 0 }
const emulator = createEmulator({ shedAbove, limits })
const platform = await listen(emulator, { port: 0 })
const status = await listenForStatus(emulator, { port: 0 })

const beganMs = new WeakMap<IncomingMessage, number>()
let timings: Timing[] = []
subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: IncomingMessage }
  beganMs.set(request, systemClock.monotonicMs())
})
subscribe('http.server.response.finish', (message) => {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
  const ms = systemClock.monotonicMs() - (beganMs.get(request) ?? Number.NaN)
  const isStatusPage = request.socket.localPort === status.port
  timings.push({ status: response.statusCode, ms, isStatusPage })
})

process.on('message', () => {
  tell({ kind: 'timings', timings })
  timings = []
})
process.on('disconnect', () => process.exit())
tell({ kind: 'ready', url: platform.url, statusUrl: status.url })

function tell(told: Told): void {
  process.send?.(told)
}
