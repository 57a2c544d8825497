/** Asking for notices, confirming it, choosing and ending it. */
import { expect, it } from 'vitest'
import {
  codeIn,
  DAY_MS,
  handleIn,
  INCIDENT,
  linkIn,
  READER,
  STATUS_ORIGIN,
  subscriptionRig,
} from './subscription-rig.ts'

const PHONE = '+14155550123'

it('nobody is told anything before the link of the mail was confirmed', async () => {
  const { request, board, sent, last, ask, post } = subscriptionRig()
  await request({ way: 'mail', address: READER })
  board.openIncident(INCIDENT)
  const link = linkIn(last('status-confirmation'))
  expect((await ask(link)).text).toContain('Confirm your subscription')
  board.openIncident({ ...INCIDENT, name: 'Another' })
  expect(sent('status-incident')).toEqual([])
  expect((await post(link, {})).text).toContain('You are subscribed')
  const { id } = board.openIncident({ ...INCIDENT, name: 'After' })
  board.updateIncident(id, { status: 'resolved', body: 'Mended.' })
  expect(sent('status-incident').map(({ subject }) => subject)).toEqual([
    'New incident: After',
    'Resolved: After',
  ])
})

it('a link to confirm works once, and for a day', async () => {
  const { subscribe, last, post, ask, request, clock } = subscriptionRig()
  await subscribe()
  const link = linkIn(last('status-confirmation'))
  expect((await post(link, {})).status).toBe(404)
  await request({ way: 'mail', address: READER })
  const next = linkIn(last('status-confirmation'))
  clock.advance(DAY_MS - 1)
  expect((await ask(next)).status).toBe(200)
  clock.advance(1)
  expect((await ask(next)).status).toBe(404)
  expect((await post(next, {})).status).toBe(404)
})

it('neither the link nor the code stands in the database', async () => {
  const { request, last, emulator } = subscriptionRig()
  await request({ way: 'mail', address: READER })
  await request({ way: 'sms', address: PHONE })
  const token = linkIn(last('status-confirmation')).split('/').at(-1) ?? ''
  expect(token).toMatch(/^[0-9a-f]{64}$/)
  const bytes = Buffer.from(emulator.parts.platform.database.snapshot())
  expect(bytes.includes(READER)).toBe(true)
  expect(bytes.includes(token)).toBe(false)
  expect(bytes.includes(codeIn(last('status-code')))).toBe(false)
})

it.each([
  { way: 'mail', address: READER },
  { way: 'webhook', address: 'http://localhost:9/in', mail: READER },
  { way: 'sms', address: PHONE },
])(
  '$way: the answer is the same whether an address is subscribed, was asked too often, or is new',
  async (fields) => {
    const { request, subscribe, subscribePhone, subscribeWebhook } = subscriptionRig()
    const shown = async () => {
      const { status, text } = await request(fields)
      return { status, text: text.replace(/value="[0-9a-f]{64}"/, 'value="handle"') }
    }
    const fresh = await shown()
    if (fields.way === 'mail') await subscribe(fields.address)
    if (fields.way === 'sms') await subscribePhone(fields.address)
    if (fields.way === 'webhook') await subscribeWebhook(fields.address)
    expect(await shown()).toEqual(fresh)
    expect(await shown()).toEqual(fresh)
    expect(await shown()).toEqual(fresh)
    expect(fresh.status).toBe(200)
  },
)

it('an address gets three confirmations in an hour, mails and webhooks together', async () => {
  const { request, sent, clock } = subscriptionRig()
  for (let n = 0; n < 3; n++) {
    await request({ way: 'mail', address: READER })
    await request({ way: 'webhook', address: 'http://localhost:9/in', mail: READER })
  }
  expect(sent('status-confirmation')).toHaveLength(3)
  clock.advance(DAY_MS / 24)
  await request({ way: 'mail', address: READER })
  expect(sent('status-confirmation')).toHaveLength(4)
})

it('a number is confirmed by its code, and told by text', async () => {
  const { subscribePhone, board, last } = subscriptionRig()
  expect((await subscribePhone('+1 (415) 555-0123')).text).toContain('You are subscribed')
  board.openIncident(INCIDENT)
  expect(last('status-incident')).toMatchObject({ via: 'sms', to: PHONE })
  expect(last('status-incident').text).toMatch(/^New incident: Elevated errors\n/)
  expect(last('status-incident').text).toMatch(/Stop: http:\/\/localhost:4011\/subscribe\/manage\//)
})

it('five wrong codes end a request, and the right one is worth nothing afterwards', async () => {
  const { request, enterCode, last, board, sent } = subscriptionRig()
  const page = await request({ way: 'sms', address: PHONE })
  const right = codeIn(last('status-code'))
  const wrong = right === '000000' ? '000001' : '000000'
  const answers = []
  for (let n = 0; n < 5; n++) answers.push((await enterCode(page, wrong)).status)
  expect(answers).toEqual([422, 422, 422, 422, 404])
  expect((await enterCode(page, right)).status).toBe(404)
  board.openIncident(INCIDENT)
  expect(sent('status-incident')).toEqual([])
})

it('all codes of an hour together take fifteen guesses of one number', async () => {
  const { request, enterCode, sent } = subscriptionRig()
  let taken = 0
  for (let asked = 0; asked < 8; asked++) {
    const page = await request({ way: 'sms', address: PHONE })
    const code = sent('status-code').at(-1)
    const isNew = sent('status-code').length === asked + 1
    for (let n = 0; n < 5; n++) {
      const wrong = code && codeIn(code) === '123456' ? '654321' : '123456'
      await enterCode(page, wrong)
      if (isNew) taken += 1
    }
  }
  expect(sent('status-code')).toHaveLength(3)
  expect(taken).toBe(15)
})

it('a code is of its own request, and works for ten minutes', async () => {
  const { request, enterCode, last, clock } = subscriptionRig()
  const first = await request({ way: 'sms', address: PHONE })
  const codeOfFirst = codeIn(last('status-code'))
  const other = await request({ way: 'sms', address: '+14155550199' })
  expect(handleIn(first)).not.toBe(handleIn(other))
  expect((await enterCode(other, codeOfFirst)).status).toBe(422)
  clock.advance(600_000)
  expect((await enterCode(first, codeOfFirst)).status).toBe(404)
})

it('a machine that asks too often is told when it may again', async () => {
  const { request, clock } = subscriptionRig()
  const statuses = new Set<number>()
  for (let n = 0; n < 60; n++) {
    statuses.add((await request({ way: 'mail', address: `r${n}@northside.example` })).status)
  }
  expect([...statuses]).toEqual([200])
  const refused = await request({ way: 'mail', address: READER })
  expect(refused.status).toBe(429)
  clock.advance(Number(refused.headers['retry-after']) * 1_000)
  expect((await request({ way: 'mail', address: READER })).status).toBe(200)
})

it.each([
  { given: { way: 'mail', address: 'a@b.example, c@d.example' }, why: 'two addresses' },
  { given: { way: 'mail', address: 'a@b.example\r\nBcc: c@d.example' }, why: 'a header' },
  { given: { way: 'mail', address: '"x y"@b.example' }, why: 'a quoted name' },
  { given: { way: 'mail', address: `${'a'.repeat(250)}@b.example` }, why: 'too long' },
  { given: { way: 'mail', address: '' }, why: 'nothing' },
  { given: { way: 'sms', address: '0155 1234' }, why: 'no country' },
  { given: { way: 'webhook', address: 'http://10.0.0.1/', mail: READER }, why: 'another machine' },
  { given: { way: 'webhook', address: 'file:///etc/passwd', mail: READER }, why: 'no http' },
  { given: { way: 'webhook', address: 'http://u:p@localhost/', mail: READER }, why: 'a sign-in' },
  { given: { way: 'webhook', address: 'http://localhost/', mail: 'no' }, why: 'no mail' },
])('an address that cannot be used is said to be so: $why', async ({ given }) => {
  const { request, sent } = subscriptionRig()
  const { status, text } = await request(given)
  expect(status).toBe(422)
  expect(text).toContain('aria-invalid="true"')
  expect(sent()).toEqual([])
})

it('what was typed in is shown as text and never as markup', async () => {
  const { request } = subscriptionRig()
  const { text } = await request({ way: 'mail', address: '"><script>alert(1)</script>' })
  expect(text).not.toContain('<script')
  expect(text).toContain('&lt;script')
})

it('one click ends it without a page, in either encoding, and again', async () => {
  const { subscribe, board, last, ask, sent } = subscriptionRig()
  const again = new FormData()
  again.set('List-Unsubscribe', 'One-Click')
  const bodies = [new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), again]
  for (const body of bodies) {
    await subscribe()
    board.openIncident(INCIDENT)
    const { headers } = last('status-incident')
    expect(headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click')
    const url = /^<(.+)>$/.exec(headers['List-Unsubscribe'] ?? '')?.[1] ?? ''
    expect(url.startsWith(`${STATUS_ORIGIN}/subscribe/manage/`)).toBe(true)
    expect((await ask(url, { method: 'POST', body })).status).toBe(200)
    expect((await ask(url, { method: 'POST', body })).status).toBe(200)
    const before = sent('status-incident').length
    board.openIncident(INCIDENT)
    expect(sent('status-incident')).toHaveLength(before)
  }
})

it('opening a link to unsubscribe ends nothing: programs open links', async () => {
  const { subscribe, board, last, ask, sent } = subscriptionRig()
  await subscribe()
  board.openIncident(INCIDENT)
  expect((await ask(linkIn(last('status-incident')))).text).toContain('Your subscription')
  board.openIncident(INCIDENT)
  expect(sent('status-incident')).toHaveLength(2)
})

it('one click on a confirmation refuses it', async () => {
  const { request, last, post } = subscriptionRig()
  await request({ way: 'mail', address: READER })
  const link = linkIn(last('status-confirmation'))
  await post(link, { 'List-Unsubscribe': 'One-Click' })
  expect((await post(link, {})).status).toBe(404)
})

it('a link to manage cannot be made up, nor turned to another subscription', async () => {
  const { subscribe, board, last, ask } = subscriptionRig()
  await subscribe()
  await subscribe('other@northside.example')
  board.openIncident(INCIDENT)
  const link = linkIn(last('status-incident'))
  expect((await ask(link)).status).toBe(200)
  expect((await ask(link.replace('/2.', '/1.'))).status).toBe(404)
  expect((await ask('/subscribe/manage/1.00')).status).toBe(404)
})

it('a form of another site is refused', async () => {
  const { ask, sent } = subscriptionRig()
  const { status } = await ask('/subscribe', {
    ...{ method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } },
    body: new URLSearchParams({ way: 'mail', address: READER }),
  })
  expect(status).toBe(400)
  expect(sent()).toEqual([])
})

it('a form that is too large is not read', async () => {
  const { post } = subscriptionRig()
  expect((await post('/subscribe', { address: 'x'.repeat(40_000) })).status).toBe(400)
})

it('only five hundred can subscribe, and the next one is told where else to read', async () => {
  const { emulator, request, last, post, board, sent } = subscriptionRig()
  await request({ way: 'mail', address: READER })
  const { database } = emulator.parts.platform
  for (let n = 0; n < 500; n++) {
    const sql = 'INSERT INTO status_subscriptions (way, address, mail, origin) VALUES (?, ?, ?, ?)'
    database.run(sql, 'mail', `r${n}@x.example`, `r${n}@x.example`, STATUS_ORIGIN)
  }
  const { status, text } = await post(linkIn(last('status-confirmation')), {})
  expect(status).toBe(503)
  expect(text).toContain('/history.rss')
  board.openIncident(INCIDENT)
  expect(sent('status-incident')).toHaveLength(0)
})
