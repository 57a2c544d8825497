/**
 * One connection of a caller, as bare as can be: hundreds of these in one process send at once, where
 * `fetch` would send them one after another and the server would never see many together.
 */
import { connect, type Socket } from 'node:net'
import { systemClock } from '@underpin/ports'

export interface LineAnswer {
  readonly status: number
  /** Seconds; null without the header. */
  readonly retryAfterS: number | null
  /** From the write of the request to the last byte of the answer. */
  readonly ms: number
}

const HEAD_END = '\r\n\r\n'

export class BurstLine {
  readonly #socket: Socket
  #got = ''
  #waiting: { beganMs: number; resolve: (answer: LineAnswer) => void } | null = null

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setEncoding('latin1')
    socket.on('data', (chunk: string) => this.#take(chunk))
  }

  static async open(port: number): Promise<BurstLine> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    await new Promise((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    return new BurstLine(socket)
  }

  /** One at a time. */
  send(request: string): Promise<LineAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { beganMs: systemClock.monotonicMs(), resolve }
      this.#socket.once('error', reject)
      this.#socket.write(request, () => this.#socket.off('error', reject))
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  /** Answers of the emulator's API come with their length. */
  #take(chunk: string): void {
    this.#got += chunk
    const headEnd = this.#got.indexOf(HEAD_END)
    if (headEnd < 0) return
    const head = this.#got.slice(0, headEnd)
    const length = Number(header(head, 'content-length'))
    if (this.#got.length < headEnd + HEAD_END.length + length) return
    this.#got = ''
    const { beganMs, resolve } = this.#waiting ?? {}
    const retryAfter = header(head, 'retry-after')
    resolve?.({
      status: Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)),
      retryAfterS: retryAfter === null ? null : Number(retryAfter),
      ms: systemClock.monotonicMs() - (beganMs ?? Number.NaN),
    })
  }
}

function header(head: string, name: string): string | null {
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? null
}
