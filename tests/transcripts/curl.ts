/** The few options of curl that the transcripts use, done with `fetch`: a fresh machine may have no curl. */

export interface CurlRequest {
  readonly url: string
  readonly init: RequestInit
}

/** @throws for an option that the transcripts do not use. */
export function curlRequest(words: readonly string[]): CurlRequest {
  const [command, ...rest] = words
  if (command !== 'curl') throw new Error(`no curl command: ${words.join(' ')}`)
  const headers = new Headers()
  const form = new FormData()
  let method: string | null = null
  let text: string | null = null
  let isForm = false
  let url = ''
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? ''
    const value = () => rest[++at] ?? ''
    if (word === '-s') continue
    else if (word === '-X') method = value()
    else if (word === '-H') setHeader(headers, value())
    else if (word === '-d' || word === '--data-binary') text = value()
    else if (word === '-F') {
      isForm = true
      addPart(form, value())
    } else if (word.startsWith('-')) throw new Error(`no transcript uses ${word}`)
    else url = word
  }
  const body = isForm ? form : text
  // curl calls what `-d` sends a form, unless it is told otherwise.
  if (text !== null && !headers.has('content-type')) {
    headers.set('content-type', 'application/x-www-form-urlencoded')
  }
  method ??= body === null ? 'GET' : 'POST'
  return { url, init: { method, headers, redirect: 'manual', body } }
}

function setHeader(headers: Headers, line: string): void {
  const colon = line.indexOf(':')
  headers.set(line.slice(0, colon), line.slice(colon + 1).trim())
}

/** `name=value`, and `name=@file` with the text of the file after `;text=`: transcripts carry no files. */
function addPart(form: FormData, part: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([\s\S]*)$/.exec(part) ?? []
  const file = /^@([^;]+);text=([\s\S]*)$/.exec(value)
  if (file) form.append(name, new Blob([file[2] ?? '']), file[1])
  else form.append(name, value)
}
