import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { underpin } from './underpin.ts'

const NOT_CONNECTED = '{"errors":["App is not connected to this company."]}'
const SECRETS = [
  's3cr3t-header-1',
  's3cr3t-query-2',
  's3cr3t-body-3',
  's3cr3t-cookie-4',
  's3cr3t-echo-5',
  's3cr3t-form-6',
]

function entry(status: number, path: string, body: string, method = 'GET') {
  const headers = [
    { name: 'Authorization', value: `Bearer ${SECRETS[0]}` },
    { name: 'Cookie', value: `session=${SECRETS[3]}` },
  ]
  return {
    startedDateTime: '2026-11-20T08:00:00Z',
    request: {
      method,
      url: `https://api.procore.com${path}?access_token=${SECRETS[1]}`,
      headers,
      postData: { text: `{"refresh_token":"${SECRETS[2]}"}` },
    },
    response: {
      status,
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      content: { mimeType: 'application/json', text: body },
    },
  }
}

const HAR = JSON.stringify({
  log: {
    version: '1.2',
    entries: [
      entry(200, '/oauth/token', `{"access_token":"${SECRETS[4]}"}`, 'POST'),
      entry(403, '/rest/v1.0/projects/1/rfis', NOT_CONNECTED),
      entry(403, '/rest/v1.0/projects/2/rfis', NOT_CONNECTED),
      entry(
        422,
        '/rest/v1.0/vendors',
        `{"errors":{"base":["no ${SECRETS[4]} and ${SECRETS[0]}"]}}`,
        'POST',
      ),
      entry(503, `/rest/v1.0/x/${'a1'.repeat(20)}`, `client_secret=${SECRETS[5]}`),
    ],
  },
})

const LOG = [
  '2026-11-20T08:00:00Z INFO GET https://api.procore.com/rest/v1.0/me 200',
  `2026-11-20T08:00:01Z ERROR GET https://api.procore.com/rest/v1.0/me?access_token=${SECRETS[1]} -> 401 {"errors":"The access token is invalid"} Authorization: Bearer ${SECRETS[0]}`,
].join('\n')

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'underpin-several-'))
  writeFileSync(join(folder, 'session.har'), HAR)
  writeFileSync(join(folder, 'app.log'), LOG)
  writeFileSync(join(folder, 'body.json'), NOT_CONNECTED)
  const calm = `${LOG.split('\n')[0]}\n`
  const long = calm.repeat(Math.ceil((33 * 1024 * 1024) / calm.length))
  writeFileSync(join(folder, 'long.log'), `${long}${LOG}\n`)
  writeFileSync(join(folder, 'long.har'), `{"log":{"entries":[${'{"a":1},'.repeat(4_400_000)}{}]}}`)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('several at once', () => {
  it('codes and ids are explained once each, in their order, in brief', async () => {
    const ran = await underpin(['explain', '503', 'app-not-connected', '503'])
    const ids = [...ran.stdout.matchAll(/^\(([a-z-]+), status/gm)].map(([, id]) => id)
    expect(ids).toEqual(['heavy-load', 'app-not-connected'])
    expect(ran.stdout).toContain('Given as 503, 503.')
    expect(ran.stdout, 'brief').not.toContain('Possible causes')
    expect(ran.stdout).toContain('500 or 503?')
    expect(ran.code).toBe(0)
  })

  it.each([
    ['500', 'vs', '503'],
    ['500', '503'],
  ])('what sets them apart is told once: %s %s', async (...given) => {
    const ran = await underpin(['explain', ...given])
    expect(ran.stdout.match(/500 or 503\?/g)).toHaveLength(1)
    expect(ran.stdout).toContain('heavy-load')
  })

  it('words without quotes are still one text', async () => {
    const ran = await underpin(['explain', 'permission', 'denied', 'sorry'])
    expect(ran.stdout).toContain('(permission-denied-page, ')
  })

  it('files are merged: what is in two of them is told once', async () => {
    const ran = await underpin(['explain', 'session.har', 'body.json', '--json'], { cwd: folder })
    const { inputs, groups } = JSON.parse(ran.stdout)
    expect(inputs.map(({ kind }: { kind: string }) => kind)).toEqual(['har', 'json-body'])
    const merged = groups.find(
      ({ failure }: { failure: string }) => failure === 'app-not-connected',
    )
    expect(merged.inputs).toEqual([0, 1])
  })

  it('one that cannot be read does not keep the others from being explained', async () => {
    const ran = await underpin(['explain', 'app-not-conected', '503'])
    expect(ran.stdout).toContain('(heavy-load, status 503)')
    expect(ran.stderr).toMatch(/app-not-conected: .*Did you mean app-not-connected\?/)
    expect(ran.code).toBe(2)
  })
})

describe('recordings and logs', () => {
  it('the most telling failure in full, the others in brief, with where and how often', async () => {
    const ran = await underpin(['explain', 'session.har'], { cwd: folder })
    expect(ran.stdout).toContain(
      'GET api.procore.com/rest/v1.0/projects/{id}/rfis, status 403: twice',
    )
    expect(ran.stdout.indexOf('Possible causes')).toBeLessThan(ran.stdout.indexOf('Also found'))
    expect(ran.stderr).toContain('Of 5 exchanges 4 failed.')
  })

  it('standard input needs no dash when something is piped in', async () => {
    const ran = await underpin(['explain'], { input: LOG })
    expect(ran.stdout).toContain('(access-token-expired, status 401)')
    expect(ran.stdout).toContain('once, at 2026-11-20')
  })

  it('no secret of a recording or a log is shown, in words or as JSON', async () => {
    for (const file of ['session.har', 'app.log']) {
      for (const flags of [[], ['--json'], ['--sources']]) {
        const ran = await underpin(['explain', file, ...flags], { cwd: folder })
        expect(ran.stdout.length).toBeGreaterThan(500)
        for (const secret of SECRETS) expect(ran.stdout + ran.stderr, file).not.toContain(secret)
        expect(ran.stdout).not.toContain('a1a1a1')
      }
    }
  })
})

describe('what is too long to be read whole', () => {
  it.each([{ args: ['long.log'] }, { args: ['-'] }])(
    'the end of a log is read: $args',
    async ({ args }) => {
      const input = args[0] === '-' ? `${LOG.split('\n')[0]}\n`.repeat(500_000) + LOG : ''
      const ran = await underpin(['explain', ...args], { cwd: folder, input })
      expect(ran.stderr).toMatch(/It is 3\d MiB long; its last 4 MiB were read\./)
      expect(ran.stdout).toContain('(access-token-expired, status 401)')
      expect(ran.code).toBe(0)
    },
  )

  it('a recording says its size, and what to do', async () => {
    const ran = await underpin(['explain', 'long.har'], { cwd: folder })
    expect(ran.stderr).toMatch(/This is a HAR file of 34 MiB, and 32 MiB is the most.*Record again/)
    expect(ran).toMatchObject({ code: 3, stdout: '' })
  })
})

it('a damaged link is shown with what is wrong and how it should be', async () => {
  const ran = await underpin(['explain', 'https://app.procore.com/87654/project/rfi/showww/1.'])
  expect(ran.stdout).toContain('Mended: https://app.procore.com/87654/project/rfi/show/1')
  const json = await underpin([
    'explain',
    'https://app.procore.com/87654/project/rfi/sho',
    '--json',
  ])
  expect(JSON.parse(json.stdout).groups[0].links[0]).toMatchObject({
    mended: 'https://app.procore.com/87654/project/rfi/show/{id}',
    faults: [{ kind: 'cut-short', piece: 'sho' }, { kind: 'id-missing' }],
  })
})
