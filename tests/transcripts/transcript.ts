/**
 * Transcripts: what a person types and what is answered. `$ curl …` is done, `< 201 { … }` has to be its
 * answer: the status, and what the JSON holds at least. `$NAME` as a value there takes what was answered,
 * for the lines below; `> { … }` is what the receiver of webhooks has to get.
 */
import { expect } from 'vitest'
import { curlRequest } from './curl.ts'
import { shellWords, type Variables } from './shell-words.ts'

interface Line {
  readonly sign: '$' | '<' | '>'
  readonly text: string
}

const MARK = /^\$(\w+)$/

/** @param received gives the next notice that the receiver of webhooks got */
export async function replay(
  transcript: string,
  variables: Variables,
  received: () => Promise<unknown>,
): Promise<number> {
  let answer: { status: number; json: unknown; headers: Headers } | null = null
  let done = 0
  for (const { sign, text } of linesOf(transcript)) {
    if (sign === '$') {
      const { url, init } = curlRequest(shellWords(text, variables))
      const response = await fetch(url, init)
      answer = {
        status: response.status,
        json: jsonOf(await response.text()),
        headers: response.headers,
      }
      done += 1
      continue
    }
    if (sign === '>') {
      compare(JSON.parse(text), await received(), variables, text)
      continue
    }
    const [, status = '', body = '', name = ''] =
      /^(\d{3}) ?([^=]*?)(?: etag=\$(\w+))?$/s.exec(text) ?? []
    expect(answer?.status, `${text}, after ${JSON.stringify(answer?.json)}`).toBe(Number(status))
    if (body.trim() !== '') compare(JSON.parse(body), answer?.json, variables, text)
    if (name !== '') variables.set(name, answer?.headers.get('etag')?.replaceAll('"', '') ?? '')
  }
  return done
}

/** Lines that begin with no sign go on with the one before, but for headings and empty ones. */
function linesOf(transcript: string): Line[] {
  const lines: Line[] = []
  for (const line of transcript.split('\n')) {
    const [, sign, text = ''] = /^([$<>]) (.*)$/.exec(line) ?? []
    const last = lines.at(-1)
    if (sign === '$' || sign === '<' || sign === '>') lines.push({ sign, text })
    else if (/^\s+\S/.test(line) && last)
      lines[lines.length - 1] = { ...last, text: `${last.text}\n${line}` }
  }
  return lines
}

/** What is wanted is there: lists are of the same length, objects may hold more. */
function compare(wanted: unknown, found: unknown, variables: Variables, where: string): void {
  if (typeof wanted === 'string') {
    const name = MARK.exec(wanted)?.[1]
    if (name === undefined) expect(found, where).toBe(wanted)
    else if (variables.has(name)) expect(String(found), where).toBe(variables.get(name))
    else {
      expect(found, `$${name} in ${where}`).toBeDefined()
      variables.set(name, String(found))
    }
  } else if (Array.isArray(wanted)) {
    expect(found, where).toHaveLength(wanted.length)
    for (const [at, each] of wanted.entries())
      compare(each, (found as unknown[])[at], variables, where)
  } else if (typeof wanted === 'object' && wanted !== null) {
    for (const [key, each] of Object.entries(wanted)) {
      compare(each, (found as Record<string, unknown>)[key], variables, `${key} in ${where}`)
    }
  } else expect(found, where).toEqual(wanted)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text // No JSON: storage answers in XML, or in nothing.
  }
}
