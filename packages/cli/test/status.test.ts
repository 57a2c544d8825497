import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { type RunningEmulator, runEmulator } from './running-emulator.ts'
import { start, underpin } from './underpin.ts'

let emulator: RunningEmulator
let folder: string
beforeAll(async () => {
  emulator = await runEmulator()
})
afterAll(async () => {
  emulator.signal('SIGINT')
  await emulator.ended
})
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'underpin-'))
  const made = folder
  onTestFinished(() => rmSync(made, { recursive: true }))
  await door('reset', {})
})

const door = async (path: string, body: object, method = 'POST') => {
  const answer = await fetch(`${emulator.url}/_underpin/${path}`, {
    ...{ method, body: JSON.stringify(body) },
  })
  return (await answer.json()) as { id: string }
}
const env = () => ({ XDG_CACHE_HOME: folder, TZ: 'America/Denver' })
const status = (...args: string[]) => underpin(['status', ...args], { env: env() })
const statusHere = (...args: string[]) => status('--url', emulator.statusUrl, ...args)

const LATE = { name: 'Late', impact: 'major', components: ['Webhooks'], body: 'We look.' }

/** A page of somebody else, at an address of its own. */
async function serve(answer: object | string | RequestListener): Promise<string> {
  const server = createServer((request, response) => {
    if (typeof answer === 'function') return answer(request, response)
    if (!request.url?.endsWith('/summary.json')) return response.writeHead(404).end()
    response.end(typeof answer === 'string' ? answer : JSON.stringify(answer))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('a quiet page is fine; the first time there is nothing to compare with', async () => {
  const ran = await statusHere()
  expect(ran).toMatchObject({ code: 0, stderr: '' })
  expect(ran.stdout).toContain('✓ All that matters is operational.')
  expect(ran.stdout).toMatch(/^ {2}✓ API Gateway +operational/m)
  expect(ran.stdout).toContain('Pages lag behind')
  expect(ran.stdout).not.toContain('What changed')
})

it('what matters stands first, then the rest, incidents, maintenances in local time, and what changed', async () => {
  await statusHere()
  await door('incidents', { ...LATE, components: ['Webhooks', 'Community'] })
  await door('maintenance', {
    start: '2036-12-05T08:00:00Z',
    end: '2036-12-05T10:00:00Z',
    title: 'Upgrade',
  })
  const ran = await statusHere()
  expect(ran).toMatchObject({ code: 1, stderr: '' })
  const { stdout } = ran
  expect(stdout).toMatch(/✗ Not operational: Webhooks \(partial outage\); 1 incident open\./)
  expect(stdout).toMatch(/^ {2}✗ Late \(investigating, impact major\)$/m)
  expect(stdout).toMatch(/Webhooks, Community; since \w{3} \d+ \w{3} \d{4} \d\d:\d\d M[SD]T, for /)
  expect(stdout).toContain('Fri 5 Dec 2036 01:00 to 03:00 MST: 2 hours, in ')
  expect(stdout).toContain('· Webhooks: operational → partial outage')
  expect(stdout).toContain('· New incident: Late (investigating). We look.')
  const order = ['What matters', 'Elsewhere', 'Incidents', 'Maintenance', 'What changed since']
  const places = order.map((title) => stdout.indexOf(`\n${title}`))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places[0]).toBeGreaterThan(0)
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([])

  const again = await statusHere()
  expect(again.stdout).toMatch(/What changed since [^\n]+\n {2}Nothing\./)
})

it('trouble elsewhere is shown, and is not ours', async () => {
  await door('incidents', { ...LATE, components: ['Training Center'] })
  const ran = await statusHere()
  expect(ran).toMatchObject({ code: 0 })
  expect(ran.stdout).toMatch(/^Elsewhere\n {2}✗ Training Center +partial outage/m)
})

it('the JSON is of version 1, and says the same', async () => {
  await statusHere('--json')
  await door('incidents', LATE)
  const ran = await statusHere('--json')
  expect(ran).toMatchObject({ code: 1, stderr: '' })
  const json = JSON.parse(ran.stdout)
  expect(json).toMatchObject({
    version: 1,
    url: emulator.statusUrl,
    state: 'not-operational',
    headline: { indicator: 'minor' },
    page: { name: 'Procore Technologies', updatedAt: expect.stringMatching(/Z$/) },
    incidents: [
      {
        ...{ name: 'Late', status: 'investigating', impact: 'major', matters: true },
        lastPost: { body: 'We look.' },
      },
    ],
    maintenances: [],
    since: {
      changes: [
        { kind: 'component', name: 'Webhooks' },
        { kind: 'incident', to: 'investigating' },
      ],
    },
    notes: [],
  })
  const webhooks = json.components.find(({ name }: { name: string }) => name === 'Webhooks')
  expect(webhooks).toMatchObject({ status: 'partial_outage', matters: true })
  expect(Object.keys(json)).toEqual([
    ...['version', 'url', 'readAt', 'state', 'page', 'headline', 'components', 'incidents'],
    ...['maintenances', 'since', 'notes'],
  ])
})

describe('the memory', () => {
  it('--no-memory neither compares nor keeps', async () => {
    expect((await statusHere('--no-memory')).code).toBe(0)
    expect(readdirSync(folder)).toEqual([])
    await statusHere()
    expect((await statusHere('--no-memory')).stdout).not.toContain('What changed')
  })

  it('a broken file is told of, and the page is shown all the same', async () => {
    await statusHere()
    const [file = ''] = readdirSync(join(folder, 'underpin'))
    writeFileSync(join(folder, 'underpin', file), '{')
    const ran = await statusHere()
    expect(ran.code).toBe(0)
    expect(ran.stderr).toMatch(/cannot be made sense of: what changed since last time is not known/)
    expect((await statusHere()).stderr).toBe('')
  })

  it('where nothing can be written, that is said once', async () => {
    writeFileSync(join(folder, 'underpin'), '')
    const ran = await statusHere()
    expect(ran.code).toBe(0)
    expect(ran.stderr).toMatch(/could not be kept for next time/)
  })
})

describe('a watch', () => {
  const watching = (url: string, ...args: string[]) => {
    const { child, ended } = start(['status', '--url', url, '--watch', '--every', '1s', ...args], {
      env: env(),
    })
    if (!child.stdout) throw new Error('no standard output')
    const lines: string[] = []
    let wake: () => void = () => undefined
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      wake()
    })
    const line = async (wanted: RegExp): Promise<string> => {
      for (;;) {
        const found = lines.find((each) => wanted.test(each))
        if (found !== undefined) return found
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
    return { line, lines, ended, interrupt: () => child.kill('SIGINT') }
  }

  it('tells of changes as they happen, a line each with the time; Ctrl-C ends it well', async () => {
    const { line, ended, interrupt } = watching(emulator.statusUrl)
    await line(/Pages lag behind/)
    const { id } = await door('incidents', LATE)
    expect(await line(/Webhooks: operational → partial outage/)).toMatch(
      /^\d+ \w{3} \d\d:\d\d:\d\d M[SD]T {2}Webhooks/,
    )
    await line(/New incident: Late/)
    await door(`incidents/${id}`, { status: 'resolved', body: 'Done.' }, 'PATCH')
    await line(/Incident over: Late/)
    interrupt()
    expect(await ended).toMatchObject({ code: 0, signal: null })
  })

  it('as JSON: a line each, of the page and of what happens; errors are told once', async () => {
    let asked = 0
    const summary = {
      page: { name: 'P' },
      components: [{ id: 'a', name: 'A', status: 'operational' }],
    }
    const url = await serve((_, response) => {
      asked += 1
      const isDown = asked === 2 || asked === 3
      response.writeHead(isDown ? 503 : 200).end(isDown ? '' : JSON.stringify(summary))
    })
    const { line, lines, ended, interrupt } = watching(url, '--json')
    await line(/"readable"/)
    interrupt()
    expect(await ended).toMatchObject({ code: 0, stderr: '' })
    const events = lines.map((each) => JSON.parse(each))
    expect(events.map(({ version, event }) => [version, event])).toEqual([
      [1, 'page'],
      [1, 'unreadable'],
      [1, 'readable'],
    ])
  })

  it('of what is no Statuspage ends at once', async () => {
    const { ended } = watching(await serve('<h1>Hello</h1>'))
    expect(await ended).toMatchObject({ code: 3, stdout: '' })
  })
})

describe('pages of others', () => {
  it('without groups, incidents and maintenances: every component matters', async () => {
    const components = [
      { name: 'Git', status: 'operational' },
      { name: 'Pages', status: 'degraded_performance' },
    ]
    const ran = await status('--url', await serve({ page: { name: 'Other' }, components }))
    expect(ran.code).toBe(1)
    expect(ran.stdout).toMatch(/! Pages +degraded performance\n {2}✓ 1 of 2 components operational/)
    expect(ran.stdout).toContain(
      'The page has no list of incidents, nor of scheduled maintenances.',
    )
  })

  it('of ten thousand components: those that are not well, and a count', async () => {
    const components = Array.from({ length: 10_000 }, (_, n) => ({
      ...{ id: `c${n}`, name: `Component ${n}` },
      status: n % 100 === 7 ? 'major_outage' : 'operational',
    }))
    const ran = await status('--url', await serve({ page: { name: 'Large' }, components }))
    expect(ran.code).toBe(1)
    expect(ran.stdout).toContain('✓ 9,900 of 10,000 components operational')
    expect(ran.stdout).toContain('… and 80 more')
    expect(ran.stdout.split('\n').length).toBeLessThan(60)
  })

  it('that write to the terminal: nothing of it acts', async () => {
    const name = '\u001b[2J\u001b]0;owned\u0007Evil\u202e'
    const page = { page: { name }, components: [{ name, status: 'major_outage' }] }
    const { stdout } = await status('--url', await serve({ ...page, incidents: [{ name }] }))
    expect(stdout).toContain('Evil')
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  })

  it('that tell nothing of their components are not known to be fine', async () => {
    const page = { page: { name: 'P' }, status: { indicator: 'none', description: 'All good' } }
    const ran = await status('--url', await serve(page))
    expect(ran.code).toBe(3)
    expect(ran.stdout).toContain('? Not known: the page names no component.')
  })
})

describe('what cannot be done says why', () => {
  it.each([
    { args: ['--url', 'here'], code: 2, says: /An address is wanted/ },
    { args: ['--every', '5s'], code: 2, says: /--every goes with --watch/ },
    { args: ['--watch', '--every', '1ms'], code: 2, says: /From 1s to 1d/ },
    { args: ['--url', 'http://a:b@127.0.0.1:9'], code: 2, says: /no name and no password/ },
    { args: ['--url', 'http://127.0.0.1:9'], code: 3, says: /does not answer \(ECONNREFUSED\)/ },
  ])('$args', async ({ args, code, says }) => {
    const ran = await status('--url', 'http://127.0.0.1:9', ...args)
    expect(ran).toMatchObject({ code, stdout: '' })
    expect(ran.stderr).toMatch(says)
    expect(ran.stderr, 'no stack').not.toMatch(/\n\s+at /)
  })

  it('a page that is no Statuspage, in words and as JSON', async () => {
    const url = await serve('<h1>Hello</h1>')
    const ran = await status('--url', url)
    expect(ran).toMatchObject({ code: 3, stdout: '' })
    expect(ran.stderr).toContain(`${url} is no Atlassian Statuspage`)
    const json = await status('--url', url, '--json')
    expect(json).toMatchObject({ code: 3, stderr: '' })
    expect(JSON.parse(json.stdout)).toMatchObject({
      ...{ version: 1, state: 'unknown' },
      error: { kind: 'not-a-statuspage' },
    })
  })
})
