/**
 * The courier: sends what waits in the queue of each hook, in order and one at a time, pauses a queue
 * that fails, and throws it away after twelve hours. All of it stands in the database; here are only the
 * tries under way and the timers of the queues that are paused.
 */
import type { EngineParts } from '../engine/work.ts'
import type { CallParty } from '../faults/fault-match.ts'
import type { WebhookFault } from '../faults/webhook-fault.ts'
import { type Delivery, isDelivered, post, TIMEOUT_ERROR } from './delivery.ts'
import { type Destinations, whyNotSentTo } from './destination.ts'
import { EventRecorder } from './event-recorder.ts'
import type { Hook } from './hook.ts'
import { secretsOf } from './hook-secrets.ts'
import { payloadOf } from './payload.ts'
import type { WebhookEvent } from './webhook-event.ts'

/** Tries under way at once, one a hook at most. A guess: a world has tens of hooks. */
const IN_FLIGHT_MAX = 50

const DEFECT = 'the emulator failed at a webhook; this is a defect of Underpin'

export interface CourierParts {
  readonly engine: EngineParts
  /** Sends a request, as `fetch` does. */
  readonly deliver: typeof fetch
  readonly destinations: Destinations
  /** The fault that has its way with a delivery; null for none. */
  readonly fault: (url: URL, party: CallParty) => WebhookFault | null
  /** Told of every secret of a hook, so that none of them is shown anywhere. */
  readonly learn: (kind: string, secret: string) => void
}

interface Flight {
  readonly event: WebhookEvent
  readonly abort: AbortController
}

export class Courier {
  readonly #parts: CourierParts
  readonly #recorder: EventRecorder
  /** By hook. */
  readonly #flights = new Map<number, Flight>()
  readonly #timers = new Map<number, () => void>()
  /** Hooks that are looked at in the next turn. */
  readonly #woken = new Set<number>()
  /** Hooks that wait for one of the others to land. */
  readonly #held = new Set<number>()
  #isAboutToLoad = false
  #isListening = false
  #isClosed = false
  #waiters: (() => void)[] = []

  constructor(parts: CourierParts) {
    this.#parts = parts
    const { webhooks, platform } = parts.engine
    this.#recorder = new EventRecorder(parts.engine)
    webhooks.hooks.listen((hookId) => this.#hookWritten(hookId))
    platform.database.onReplaced(() => this.#loadSoon())
    if (webhooks.tables.areThere) this.#loadSoon()
  }

  /** Nothing is being sent, and nothing is about to be. */
  get isSettled(): boolean {
    const isBusy = this.#flights.size > 0 || this.#woken.size > 0 || this.#isAboutToLoad
    return this.#isClosed || !isBusy
  }

  /** Resolves when nothing is being sent. What waits for its next try does not count. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiters.push(resolve)
      this.#tellWaiters()
    })
  }

  /** Ends what is under way, and leaves no timer. The queues stay, for whoever opens the data again. */
  close(): void {
    this.#isClosed = true
    this.#woken.clear()
    this.#held.clear()
    for (const cancel of this.#timers.values()) cancel()
    this.#timers.clear()
    for (const { abort } of this.#flights.values()) abort.abort(new Error('the emulator closed'))
    this.#flights.clear()
    this.#tellWaiters()
  }

  #hookWritten(hookId: number): void {
    this.#listen()
    const hook = this.#parts.engine.webhooks.hooks.find(hookId)
    if (hook) this.#learn(hook)
    this.#wake(hookId)
  }

  #learn(hook: Hook): void {
    for (const secret of secretsOf(hook)) this.#parts.learn('destination header', secret)
  }

  /** From the first hook on: until then no write costs anything. */
  #listen(): void {
    if (this.#isListening) return
    this.#isListening = true
    this.#parts.engine.changes.listen((change) => {
      for (const hookId of this.#recorder.record(change)) this.#wake(hookId)
    })
  }

  /**
   * In the turn after this one: a write is committed by then, or undone. A clock that is put back
   * together with the data is, too.
   */
  #wake(hookId: number): void {
    if (this.#isClosed) return
    if (this.#woken.size === 0) queueMicrotask(() => this.#guarded(() => this.#lookAtWoken()))
    this.#woken.add(hookId)
  }

  /** What is stored was replaced, or a write was undone: everything is looked at again. */
  #loadSoon(): void {
    if (this.#isClosed || this.#isAboutToLoad) return
    this.#isAboutToLoad = true
    queueMicrotask(() => this.#guarded(() => this.#load()))
  }

  #load(): void {
    this.#isAboutToLoad = false
    if (this.#isClosed) return
    const { webhooks } = this.#parts.engine
    const areThere = webhooks.tables.areThere
    for (const [hookId, { event, abort }] of this.#flights) {
      if (areThere && webhooks.queue.isQueued(event)) continue
      this.#flights.delete(hookId)
      abort.abort(new Error('the event is gone'))
    }
    for (const cancel of this.#timers.values()) cancel()
    this.#timers.clear()
    if (areThere) {
      this.#listen()
      for (const hook of webhooks.hooks.all()) this.#learn(hook)
      for (const hookId of webhooks.queue.waiting()) this.#wake(hookId)
    }
    this.#tellWaiters()
  }

  #lookAtWoken(): void {
    if (this.#isClosed) return
    const woken = [...this.#woken]
    this.#woken.clear()
    for (const hookId of woken) this.#lookAt(hookId)
    this.#tellWaiters()
  }

  /** Sends the next event of a hook, or waits until it may. */
  #lookAt(hookId: number): void {
    this.#timers.get(hookId)?.()
    this.#timers.delete(hookId)
    if (this.#flights.has(hookId)) return
    const { webhooks, platform } = this.#parts.engine
    const { queue } = webhooks
    const hook = webhooks.hooks.find(hookId)
    const event = hook?.status === 'active' ? queue.first(hookId) : null
    if (!hook || !event) return
    const nowMs = platform.clock.nowMs()
    const state = queue.stateOf(hookId)
    const givesUpAtMs = queue.givesUpAtMs(state)
    if (givesUpAtMs !== null && nowMs >= givesUpAtMs) {
      this.#giveUp(hookId)
      return
    }
    const dueMs = Math.min(state.nextAttemptMs ?? nowMs, givesUpAtMs ?? Infinity)
    if (dueMs > nowMs) {
      const wake = () => this.#wake(hookId)
      this.#timers.set(hookId, platform.clock.schedule(dueMs - nowMs, wake))
    } else if (this.#flights.size >= IN_FLIGHT_MAX) {
      this.#held.add(hookId)
    } else {
      this.#send(hook, event)
    }
  }

  #giveUp(hookId: number): void {
    const { webhooks, platform } = this.#parts.engine
    webhooks.queue.flush(hookId, platform.clock.nowMs())
    if (platform.assumptions.get('webhook-deactivation') === 'on-discard') {
      webhooks.hooks.setStatus(hookId, 'disabled')
    }
  }

  #send(hook: Hook, event: WebhookEvent): void {
    const { queue } = this.#parts.engine.webhooks
    const url = URL.parse(hook.destinationUrl)
    const isRepeat = queue.wasDelivered(event)
    const { clientId, companyId } = hook
    // A repeat is the fault's own doing: it would repeat itself for ever.
    const fault = url === null || isRepeat ? null : this.#parts.fault(url, { clientId, companyId })
    if (fault?.failure === 'webhook-discarded') {
      this.#giveUp(hook.id)
      return
    }
    const flight = { event, abort: new AbortController() }
    this.#flights.set(hook.id, flight)
    const land = (delivery: Delivery) =>
      this.#guarded(() => this.#landed(hook, flight, delivery, fault))
    this.#deliver(hook, flight, fault).then(land, (error: unknown) => {
      if (flight.abort.signal.aborted) return
      this.#defect(error)
      // A failure like any other, so that the queue goes on.
      land(unsent(this.#parts.engine.platform.clock.nowMs(), DEFECT))
    })
  }

  async #deliver(hook: Hook, flight: Flight, fault: WebhookFault | null): Promise<Delivery> {
    const { clock } = this.#parts.engine.platform
    const { destinationUrl: url, destinationHeaders: headers } = hook
    const refused = whyNotSentTo(url, this.#parts.destinations)
    if (refused !== null) return unsent(clock.nowMs(), refused)
    const isFailing = fault?.failure === 'webhook-delivery-failing'
    if (isFailing && !fault.isApplied) return unsent(clock.nowMs(), TIMEOUT_ERROR)
    const body = JSON.stringify(payloadOf(flight.event, hook.payloadVersion))
    const { deliver } = this.#parts
    const delivery = await post(
      { url, headers, body },
      { clock, deliver, signal: flight.abort.signal },
    )
    return isFailing ? unsent(delivery.startedMs, TIMEOUT_ERROR) : delivery
  }

  #landed(hook: Hook, flight: Flight, delivery: Delivery, fault: WebhookFault | null): void {
    // Another flight may have taken its place, or the emulator is closed.
    if (this.#flights.get(hook.id) !== flight) return
    this.#flights.delete(hook.id)
    const { queue } = this.#parts.engine.webhooks
    if (queue.isQueued(flight.event)) {
      if (isDelivered(delivery)) {
        queue.delivered(flight.event, delivery, fault?.failure === 'webhook-duplicate')
      } else {
        queue.failed(flight.event, delivery)
      }
    }
    this.#wake(hook.id)
    for (const held of this.#held) this.#wake(held)
    this.#held.clear()
  }

  #tellWaiters(): void {
    if (!this.isSettled) return
    for (const resolve of this.#waiters.splice(0)) resolve()
  }

  /** No notice may end the process. */
  #guarded(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#defect(error)
    }
  }

  #defect(error: unknown): void {
    if (this.#isClosed) return
    const { log } = this.#parts.engine.platform
    log.error(DEFECT, { error })
  }
}

function unsent(nowMs: number, error: string): Delivery {
  return { startedMs: nowMs, completedMs: nowMs, status: null, headers: null, body: null, error }
}
