/** An emulator with few places in a process of its own, and many callers in this one. */
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { systemClock } from '@underpin/ports'
import { BurstLine, type LineAnswer } from './burst-line.ts'
import type { Timing, Told } from './shedding-server.ts'

/** How long callers hammer, each at once again, whatever it was told. */
const HAMMER_MS = 4_000

const COMPANY = 4001
const VENDORS = '/rest/v1.0/vendors'
const SERVICE = { client_id: 'underpin-service', client_secret: 'underpin-service-secret' }
const PAGE = 1_000
/** The world has vendors of its own. */
const NAME = 'Load '

/** What was seen of a burst, or of hammering. */
export interface Burst {
  readonly answers: readonly LineAnswer[]
  /** As the server saw the same requests. */
  readonly timings: readonly Timing[]
  /** How long the status page took to answer somebody who asks it all along. */
  readonly statusPageMs: readonly number[]
}

/** What became of all that was asked for. */
export interface Afterwards {
  readonly askedCount: number
  readonly acceptedCount: number
  readonly listedCount: number
  /** Told 201, and not in the list. */
  readonly lostCount: number
  /** In the list, and never told 201. */
  readonly unaskedCount: number
}

export interface StageOptions {
  readonly shedAbove: number
  readonly callers: number
}

export class LoadStage {
  readonly #server: ReturnType<typeof fork>
  readonly #lines: readonly BurstLine[]
  readonly #url: string
  readonly #statusUrl: string
  readonly #token: string
  #lastNumber = 0
  readonly #accepted = new Set<string>()

  private constructor(
    server: ReturnType<typeof fork>,
    lines: readonly BurstLine[],
    places: { url: string; statusUrl: string; token: string },
  ) {
    this.#server = server
    this.#lines = lines
    this.#url = places.url
    this.#statusUrl = places.statusUrl
    this.#token = places.token
  }

  static async open({ shedAbove, callers }: StageOptions): Promise<LoadStage> {
    const server = fork(join(import.meta.dirname, 'shedding-server.ts'), [String(shedAbove)])
    const ready = await new Promise<Told>((resolve) => server.once('message', resolve))
    if (ready.kind !== 'ready') throw new Error('the server said something else first')
    const { url, statusUrl } = ready
    const fields = { ...SERVICE, grant_type: 'client_credentials' }
    const signedIn = await fetch(`${url}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    })
    const { access_token: token } = (await signedIn.json()) as { access_token: string }
    const port = Number(new URL(url).port)
    const lines: BurstLine[] = []
    for (let n = 0; n < callers; n++) lines.push(await BurstLine.open(port))
    return new LoadStage(server, lines, { url, statusUrl, token })
  }

  close(): void {
    for (const line of this.#lines) line.close()
    this.#server.disconnect()
  }

  /** So many at once, each once. */
  burst(callers: number): Promise<LineAnswer[]> {
    const requests = this.#lines.slice(0, callers).map((line) => ({ line, ...this.#request() }))
    return Promise.all(requests.map(({ line, name, text }) => this.#send(line, name, text)))
  }

  /** So many for HAMMER_MS, each at once again. */
  async hammer(callers: number): Promise<LineAnswer[]> {
    const endMs = systemClock.monotonicMs() + HAMMER_MS
    const answers: LineAnswer[] = []
    const one = async (line: BurstLine) => {
      while (systemClock.monotonicMs() < endMs) {
        const { name, text } = this.#request()
        answers.push(await this.#send(line, name, text))
      }
    }
    await Promise.all(this.#lines.slice(0, callers).map(one))
    return answers
  }

  async measured(work: () => Promise<LineAnswer[]>): Promise<Burst> {
    const statusPageMs: number[] = []
    const state = { isOver: false }
    const reader = this.#readStatusPage(statusPageMs, state)
    const answers = await work()
    state.isOver = true
    await reader
    return { answers, timings: await this.timings(), statusPageMs }
  }

  /** Since it was asked last. */
  timings(): Promise<readonly Timing[]> {
    return new Promise((resolve) => {
      this.#server.once('message', (told: Told) => {
        resolve(told.kind === 'timings' ? told.timings : [])
      })
      this.#server.send('what was measured?')
    })
  }

  /** Reads the whole list. */
  async afterwards(): Promise<Afterwards> {
    const there = new Set<string>()
    for (let page = 1; ; page++) {
      const names = await this.#names(page)
      for (const name of names) if (name.startsWith(NAME)) there.add(name)
      if (names.length < PAGE) break
    }
    return {
      askedCount: this.#lastNumber,
      acceptedCount: this.#accepted.size,
      listedCount: there.size,
      lostCount: [...this.#accepted].filter((name) => !there.has(name)).length,
      unaskedCount: [...there].filter((name) => !this.#accepted.has(name)).length,
    }
  }

  async #names(page: number): Promise<string[]> {
    const query = `company_id=${COMPANY}&per_page=${PAGE}&page=${page}`
    const listed = await fetch(`${this.#url}${VENDORS}?${query}`, { headers: this.#headers() })
    if (!listed.ok) throw new Error(`the list answered ${listed.status}: ${await listed.text()}`)
    return ((await listed.json()) as { name: string }[]).map(({ name }) => name)
  }

  async #readStatusPage(statusPageMs: number[], state: { readonly isOver: boolean }) {
    do {
      const beganMs = systemClock.monotonicMs()
      const response = await fetch(`${this.#statusUrl}/api/v2/status.json`)
      await response.arrayBuffer()
      statusPageMs.push(systemClock.monotonicMs() - beganMs)
    } while (!state.isOver)
  }

  async #send(line: BurstLine, name: string, text: string): Promise<LineAnswer> {
    const answer = await line.send(text)
    if (answer.status === 201) this.#accepted.add(name)
    else if (answer.status !== 503) throw new Error(`POST ${VENDORS} answered ${answer.status}`)
    return answer
  }

  #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.#token}`, 'procore-company-id': String(COMPANY) }
  }

  #request(): { name: string; text: string } {
    const name = `${NAME}${++this.#lastNumber}`
    const body = JSON.stringify({ company_id: COMPANY, vendor: { name, is_active: true } })
    const headers = {
      ...this.#headers(),
      host: 'localhost',
      'content-type': 'application/json',
      'content-length': String(body.length),
    }
    const lines = Object.entries(headers).map(([key, value]) => `${key}: ${value}`)
    const text = [`POST ${VENDORS} HTTP/1.1`, ...lines, '', body].join('\r\n')
    return { name, text }
  }
}
