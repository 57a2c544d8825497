/** Each transcript of this folder, at a listening emulator: what is typed is answered as it is written. */
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OnSocket, onSocket, signIn } from '../round-trip/platform.ts'
import { replay } from './transcript.ts'

const FOLDER = new URL('./', import.meta.url)
const NAMES = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'))

let platform: OnSocket
let token = ''
const notices: unknown[] = []
const waiting: ((notice: unknown) => void)[] = []

/** Takes every notice that is delivered. */
const receiver = createServer(async (request, response) => {
  const notice = await json(request)
  response.end('{}')
  const next = waiting.shift()
  if (next) next(notice)
  else notices.push(notice)
})

const nextNotice = (): Promise<unknown> =>
  notices.length > 0
    ? Promise.resolve(notices.shift())
    : new Promise((resolve) => waiting.push(resolve))

beforeAll(async () => {
  platform = await onSocket({ limits: { hourly: 0, spike: 0 } })
  token = (await signIn(fetch, platform.url)).access_token
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  await platform.close()
  receiver.close()
})

it.each(NAMES)('%s', async (name) => {
  const { port } = receiver.address() as AddressInfo
  const variables = new Map([
    ['API', platform.url],
    ['TOKEN', token],
    ['RECEIVER', `http://127.0.0.1:${port}/notices`],
  ])
  const done = await replay(readFileSync(new URL(name, FOLDER), 'utf8'), variables, nextNotice)
  expect(done).toBeGreaterThan(0)
})
