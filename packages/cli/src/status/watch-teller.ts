/** Tells what a watch sees: lines for people, or a line of JSON for each event. */
import { elapsedWords } from '@underpin/doctor'
import { durationWords } from '@underpin/failures'
import type { Terminal } from '../terminal.ts'
import { wrap } from '../word-wrap.ts'
import { changeLine, turnOf } from './change-line.ts'
import type { LocalTime } from './local-time.ts'
import { shownStatus } from './shown-status.ts'
import { changeJson, iso, STATUS_JSON_VERSION, statusJson } from './status-json.ts'
import { statusLines } from './status-lines.ts'
import type { WatchEvent } from './watch-status.ts'

export interface TellerOptions {
  readonly url: string
  readonly everyMs: number
  readonly json: boolean
  readonly terminal: Terminal
  readonly times: LocalTime
}

export function watchTeller(options: TellerOptions): (event: WatchEvent) => void {
  const { url, json, terminal } = options
  if (json) return (event) => terminal.out(JSON.stringify(eventJson(url, event)))
  return (event) => tellPeople(event, options)
}

function tellPeople(event: WatchEvent, { url, everyMs, terminal, times }: TellerOptions): void {
  const { columns, colours, sayColours } = terminal
  const stamped = (atMs: number, text: string) => {
    return wrap(text, { columns, first: `${times.stamp(atMs)}  `, rest: '    ' })
  }
  switch (event.kind) {
    case 'page': {
      const shown = shownStatus(url, event.page, event.before)
      terminal.out(statusLines(shown, { colours, columns, times }))
      const every = durationWords(everyMs)
      terminal.say(sayColours.dim(`\nLooking again every ${every}. Ctrl-C ends it.`))
      return
    }
    case 'change': {
      const line = stamped(event.page.readAtMs, changeLine(event.change, times))
      const turn = turnOf(event.change)
      if (turn === 'neither') terminal.out(line)
      else terminal.out(colours[turn === 'better' ? 'green' : 'red'](line))
      return
    }
    case 'unreadable': {
      const says = `${event.says} It is tried again, and what changes is told.`
      terminal.out(colours.yellow(stamped(event.atMs, says)))
      return
    }
    case 'readable': {
      const says = `The page can be read again, after ${elapsedWords(event.unreadableMs)}.`
      terminal.out(stamped(event.atMs, says))
    }
  }
}

function eventJson(url: string, event: WatchEvent): object {
  const head = { version: STATUS_JSON_VERSION, event: event.kind }
  switch (event.kind) {
    case 'page':
      return { ...head, ...statusJson(shownStatus(url, event.page, event.before)) }
    case 'change': {
      const { state } = shownStatus(url, event.page, null).standing
      return { ...head, url, at: iso(event.page.readAtMs), state, change: changeJson(event.change) }
    }
    case 'unreadable':
      return { ...head, url, at: iso(event.atMs), state: 'unknown', says: event.says }
    case 'readable':
      return { ...head, url, at: iso(event.atMs) }
  }
}
