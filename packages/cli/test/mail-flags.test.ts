/** `--smtp` and `--sms-hook`, by the real command. */
import { expect, it } from 'vitest'
import { runEmulator } from './running-emulator.ts'
import { underpin } from './underpin.ts'

it.each([
  { args: ['--smtp', 'smtp://user:hunter2@mail.northside.example'], says: 'loopback' },
  { args: ['--smtp', 'hunter2'], says: 'smtp://' },
  { args: ['--sms-hook', 'https://northside.example/hunter2'], says: 'this machine' },
])(
  'what cannot be sent to ends the start as wrong usage, and shows no secret: $says',
  async ({ args, says }) => {
    const { code, stdout, stderr } = await underpin(['emulate', '--port', '0', ...args])
    expect(code).toBe(2)
    expect(stderr).toContain(says)
    expect(stdout + stderr).not.toContain('hunter2')
  },
)

it('a mail server that is not there keeps nothing from starting, and is said on the mail', async () => {
  const emulator = await runEmulator(['--smtp', 'smtp://user:hunter2@127.0.0.1:9'])
  const body = new URLSearchParams({ way: 'mail', address: 'reader@northside.example' })
  await fetch(`${emulator.statusUrl}/subscribe`, { method: 'POST', body })
  const outbox = async () => (await fetch(`${emulator.url}/_underpin/outbox`)).json()
  await expect
    .poll(async () => (await outbox()).messages[0]?.delivery, { timeout: 10_000 })
    .toMatchObject({ attemptCount: 1, error: expect.stringContaining('start it there') })
  emulator.signal('SIGINT')
  const { code, stderr } = await emulator.ended
  expect(code).toBe(0)
  expect(stderr).not.toContain('hunter2')
})
