/** The status page for people: what it says, and that what somebody wrote stays text. */
import { memoryLog } from '@underpin/ports/testing'
import { expect, it } from 'vitest'
import { COMPONENTS } from '../src/status-page/components.ts'
import { StatusPage } from '../src/status-page/status-page.ts'
import { eventful, HOUR_MS, setUpStatus } from './status-rig.ts'

const DAY_MS = 24 * HOUR_MS
const PAGES = ['/', '/history', '/history?page=2', '/uptime'] as const

type Bench = Awaited<ReturnType<typeof eventful>>

const has = (text: string, part: string) => text.includes(part)

/** The text of an element and of all in it, as a reader has it. */
function words(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function section(text: string, id: string): string {
  const from = text.indexOf(`aria-labelledby="${id}"`)
  return words(text.slice(from, text.indexOf('</section>', from)).replace(/^[^>]*>/, ''))
}

it.each(PAGES)(
  '%s is well-formed HTML with one heading, landmarks, a language and no script',
  async (path) => {
    const { answer } = await eventful()
    const { status, text, headers } = answer(path)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    for (const part of ['<h1', '<header', '<main', '<footer', '<title', '<html lang="en"']) {
      expect(text.split(part), part).toHaveLength(2)
    }
    expect(/<script|\son[a-z]+=|javascript:/i.test(text)).toBe(false)
    expect(unclosed(text)).toEqual([])
    const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
  },
)

it.each(PAGES)('what somebody wrote is text on %s', async (path) => {
  const { text } = (await eventful()).answer(path)
  expect(has(text, '<i>Slow')).toBe(false)
  expect(has(text, 'alert(1)')).toBe(path === '/' || path === '/history')
})

it('says what is wrong now, since when, and each post with its zone', async () => {
  const { answer } = await eventful()
  const now = section(answer('/').text, 'now')
  expect(now).toMatch(/^Incidents now Odd texts Investigating , no impact · no component named/)
  expect(now).toContain('Partial outage: Webhooks, API Gateway')
  expect(now).toContain('From Nov 20, 2026, 04:00 PST , for 0 min so far')
})

it('says what is planned, and first what is in progress', async () => {
  const { answer } = await eventful()
  const planned = section(answer('/').text, 'planned')
  expect(planned).toMatch(/Emergency work In progress : .* Quarterly maintenance Scheduled : /)
  expect(planned).toContain('Nov 30, 2026, 04:00 PST to Nov 30, 2026, 08:00 PST , 4 h')
  expect(planned).not.toContain('Database upgrade')
})

it('names each component with its state and ninety days, and hides one that shows only if degraded', () => {
  const bench = setUpStatus()
  const { text } = bench.answer('/')
  for (const { name, isShownIfDegraded } of COMPONENTS) {
    expect(has(text, `aria-label="${name}, the last 90 days"`), name).toBe(!isShownIfDegraded)
  }
  const bars = text.split('<ol class="bars"').slice(1)
  for (const each of bars) expect(each.split('</ol>')[0]?.split('<li')).toHaveLength(91)
  bench.board.openIncident({
    ...{ name: 'x', status: 'investigating', impact: 'minor', components: ['Sign-in'] },
  })
  expect(has(bench.answer('/').text, 'aria-label="Sign-in, the last 90 days"')).toBe(true)
})

it('a bar says the worst of its day and how long each state lasted, to everybody', () => {
  const { answer, emulator, clock } = setUpStatus()
  const { faults } = emulator.parts
  faults.add({ failure: 'regional-outage', forMs: 65 * 60_000 })
  faults.add({ failure: 'heavy-load', afterMs: 2 * HOUR_MS, forMs: HOUR_MS / 2 })
  clock.advance(DAY_MS)
  const { text } = answer('/')
  const said = 'Nov 20, 2026: major outage 1 h 5 min, partial outage 30 min'
  const bar = `<li class="major_outage" title="${said}"><span>${said}</span></li><li><span>Nov 21, 2026: operational`
  expect(has(text, bar)).toBe(true)
  // 95 minutes of ninety days and an hour, half an hour of it by 30 %.
  expect(has(text, '<span>99.94 % up</span>') || /<span>99\.94\d % up<\/span>/.test(text)).toBe(
    true,
  )
})

it('an outage over midnight is in both days', () => {
  const { answer, emulator, clock } = setUpStatus()
  clock.advance(23 * HOUR_MS)
  emulator.parts.faults.add({ failure: 'regional-outage', forMs: 2 * HOUR_MS })
  clock.advance(3 * HOUR_MS)
  const { text } = answer('/')
  for (const day of ['20', '21']) {
    expect(has(text, `title="Nov ${day}, 2026: major outage 1 h"`)).toBe(true)
  }
})

it('the promise is told to be kept, or broken and by how much', async () => {
  const bench = setUpStatus()
  bench.clock.advance(HOUR_MS)
  expect(section(bench.answer('/').text, 'uptime')).toContain('this month 100 % 0 min 43 min left')
  bench.emulator.parts.faults.add({ failure: 'regional-outage', forMs: HOUR_MS })
  bench.clock.advance(2 * HOUR_MS)
  const told = section(bench.answer('/').text, 'uptime')
  expect(told).toMatch(/this month 99\.\d+ % 1 h broken by 16 min/)
})

it('the page on uptime says how it is reckoned, and has every component in every window', async () => {
  const { answer } = await eventful()
  const { text } = answer('/uptime')
  expect(words(text)).toContain('announced 7 days ahead')
  expect(words(text)).toContain('Monday to Friday, 8 to 18 o’clock, America/Los_Angeles')
  for (const { name } of COMPONENTS) expect(has(text, `<th scope="row">${name}</th>`)).toBe(true)
  expect(text.split('<td data-is="90 days">')).toHaveLength(COMPONENTS.length + 1)
})

it('the history tells of each month, the newest first, with older pages to go to', async () => {
  const { answer, clock } = await eventful()
  clock.advance(20 * DAY_MS)
  const { text } = answer('/history')
  const months = [...text.matchAll(/<h2[^>]*>([^<]*)</g)].map(([, name]) => name)
  expect(months).toEqual(['December 2026', 'November 2026', 'October 2026'])
  const november = section(text, 'november-2026')
  expect(november).toMatch(/Quarterly maintenance .* Outage of a cloud region .*/)
  expect(section(text, 'october-2026')).toMatch(/Nothing happened\.$/)
  expect(has(text, '<a rel="next" href="/history?page=2">')).toBe(true)
  expect(has(text, 'rel="prev"')).toBe(false)
})

it('the history reaches back to the oldest incident', async () => {
  const { answer, clock } = await eventful()
  clock.advance(900 * DAY_MS)
  const last = Array.from({ length: 20 }, (_, at) => at + 1).findLast(
    (page) => answer(`/history?page=${page}`).status === 200,
  )
  expect(has(answer(`/history?page=${last}`).text, 'Outage of a cloud region')).toBe(true)
  expect(has(answer(`/history?page=${last}`).text, 'rel="next"')).toBe(false)
})

it.each(['0', '-1', '1.5', 'x', '99999', '5', ''])('there is no page %o of the history', (page) => {
  expect(setUpStatus().answer(`/history?page=${page}`).status).toBe(404)
})

it('an incident and a maintenance have a page each, at their short links', async () => {
  const bench: Bench = await eventful()
  const { incidents, scheduled_maintenances: maintenances } = bench.document('summary')
  for (const { shortlink } of [...incidents, ...maintenances]) {
    const { status, text } = bench.answer(new URL(shortlink).pathname)
    expect(status).toBe(200)
    expect(unclosed(text)).toEqual([])
    expect(has(text, '<h2 id="posts">What was posted</h2>')).toBe(true)
  }
  expect(bench.answer('/incidents/000000000000').status).toBe(404)
  expect(bench.answer('/incidents/').status).toBe(404)
})

it('subscribing is linked only where it is served, and served before the page itself', async () => {
  const { board, clock, emulator } = setUpStatus()
  const { answers, assumptions } = emulator.parts.platform
  const log = memoryLog()
  const alone = new StatusPage({ board, clock, answers, assumptions, log })
  expect(has(alone.answer(new Request('http://localhost/')).text, '"/subscribe"')).toBe(false)
  const more = [
    {
      owns: (path: string) => path.startsWith('/subscribe'),
      answer: async ({ url }: Request) => {
        if (url.endsWith('defect')) throw new Error('a defect')
        return { status: 200, headers: {}, text: 'theirs' }
      },
    },
  ]
  const page = new StatusPage({ board, clock, answers, assumptions, log, more })
  expect(has(page.answer(new Request('http://localhost/')).text, 'href="/subscribe"')).toBe(true)
  const reply = await page.reply(new Request('http://localhost/subscribe', { method: 'POST' }))
  expect(reply).toMatchObject({ answer: { text: 'theirs' } })
  const failed = await page.reply(new Request('http://localhost/subscribe/defect'))
  expect(failed).toMatchObject({ answer: { status: 500 } })
  expect(log.lines).toMatchObject([{ level: 'error', fields: { error: { message: 'a defect' } } }])
})

it('a full board is shown within bounds', async () => {
  const { board, answer, feed, clock } = setUpStatus()
  const components = COMPONENTS.map(({ name }) => name)
  for (let at = 0; at < 500; at++) {
    const order = { name: `Trouble ${at}`, impact: 'major', components } as const
    board.openIncident({ ...order, status: 'investigating', body: 'x'.repeat(1_000) })
    clock.advance(4 * HOUR_MS)
  }
  expect(answer('/').text.length).toBeLessThan(1_000_000)
  expect(answer('/history').text.length).toBeLessThan(1_000_000)
  expect((await feed('rss')).text.length).toBeLessThan(200_000)
})

/** Tags that are opened and not closed, or closed and not open: none, in a page that is well formed. */
function unclosed(text: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  for (const [, slash, name = ''] of text.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (['meta', 'br', 'input', 'link'].includes(name)) continue
    if (slash === '') open.push(name)
    else if (open.pop() !== name) wrong.push(`</${name}>`)
  }
  return [...wrong, ...open]
}
