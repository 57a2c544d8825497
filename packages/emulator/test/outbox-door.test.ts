/** `GET /_underpin/outbox`, and where the links in mails lead. */
import { request } from 'node:http'
import { expect, it } from 'vitest'
import { listenForStatus } from '../src/server/listen.ts'
import { setUp } from './emulator-rig.ts'
import { READER } from './subscription-rig.ts'

const HTML = { accept: 'text/html,application/xhtml+xml' }

it('programs get every message as JSON, and people a page of the newest', async () => {
  const { emulator, door, get } = setUp()
  const { outbox } = emulator.parts.platform
  for (let n = 1; n <= 60; n++) {
    outbox.send({ kind: 'test', to: READER, subject: `Mail ${n}.`, text: 'Hi.' })
  }
  outbox.sms({ to: '+14155550123', text: 'Hello.' })
  const { messages } = (await door('outbox')).json
  expect(messages).toHaveLength(61)
  expect(messages[0]).toEqual({
    ...{ id: 1, via: 'mail', kind: 'test', to: READER, subject: 'Mail 1.', text: 'Hi.' },
    ...{ headers: {}, sentAtMs: Date.UTC(2026, 10, 20, 8) },
    delivery: { state: 'kept', attemptCount: 0, nextAttemptMs: null, error: null },
  })
  const page = await get('/_underpin/outbox', HTML)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  const newest = await page.text()
  expect(newest).toContain('Text to +14155550123')
  expect(newest.match(/<article/g)).toHaveLength(50)
  expect(newest).toContain('href="/_underpin/outbox?before=12"')
  const older = await (await get('/_underpin/outbox?before=12', HTML)).text()
  expect(older.match(/<article/g)).toHaveLength(11)
})

it('a message is shown as text, and only a whole http address becomes a link', async () => {
  const { emulator, get } = setUp()
  emulator.parts.platform.outbox.send({
    ...{ kind: 'test', to: '<b>@x', subject: '<img src=x onerror=alert(1)>' },
    text: '<script>1</script> javascript:alert(1) http://a.example/?q="onmouseover=1 https://b.example/x',
  })
  const text = await (await get('/_underpin/outbox', HTML)).text()
  expect(text).not.toMatch(/<script|<img|<b>/)
  const links = [...text.matchAll(/<p class="message">(.*)<\/p>/gs)].join('').match(/href="[^"]*"/g)
  expect([...new Set(links)]).toEqual(['href="http://a.example/?q="', 'href="https://b.example/x"'])
})

it('a foreign Host header does not lead the link of a mail elsewhere', async () => {
  const { emulator } = setUp()
  const status = await listenForStatus(emulator, { port: 0 })
  const body = new URLSearchParams({ way: 'mail', address: READER }).toString()
  const headers = {
    ...{ host: 'evil.example', 'content-type': 'application/x-www-form-urlencoded' },
    'content-length': body.length,
  }
  await new Promise<void>((resolve, reject) => {
    const sent = request(`${status.url}/subscribe`, { method: 'POST', headers }, (answer) => {
      answer.resume().on('end', resolve)
    })
    sent.on('error', reject).end(body)
  })
  const [mail] = emulator.parts.platform.outbox.messages()
  expect(mail?.text).toContain(`${status.url}/subscribe/confirm/`)
  expect(JSON.stringify(mail)).not.toContain('evil.example')
  await status.close()
  emulator.close()
})
