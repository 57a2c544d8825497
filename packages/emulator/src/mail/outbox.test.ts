import { VirtualClock } from '@underpin/ports/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { turn } from '../../test/webhook-rig.ts'
import { mailAddress, phoneNumber } from './address.ts'
import { Outbox } from './outbox.ts'
import type { SendResult } from './sender.ts'

const mail = { kind: 'test', to: 'a@b.example', subject: 'Hello', text: 'Hi.' }

it.each([
  { given: 'a@b.example', want: 'a@b.example' },
  { given: ' A.b+c@B.Example ', want: 'A.b+c@b.example' },
  { given: 'a@localhost', want: 'a@localhost' },
  { given: 'a@b.example,c@d.example', want: null },
  { given: 'a@b.example c@d.example', want: null },
  { given: 'A <a@b.example>', want: null },
  { given: '"a b"@c.example', want: null },
  { given: 'a@b@c.example', want: null },
  { given: 'a@b.example\r\nBcc: c@d.example', want: null },
  { given: 'a@-b.example', want: null },
  { given: 'a..b@c.example', want: null },
  { given: `${'a'.repeat(65)}@b.example`, want: null },
  { given: '@b.example', want: null },
  { given: '', want: null },
])('the mail address of “$given” is $want', ({ given, want }) => {
  expect(mailAddress(given)).toBe(want)
})

it.each([
  { given: '+1 (415) 555-0123', want: '+14155550123' },
  { given: '+4930123456', want: '+4930123456' },
  { given: '004930123456', want: null },
  { given: '+0123456789', want: null },
  { given: '+1234567', want: null },
  { given: '+1234567890123456', want: null },
  { given: '+1415555abcd', want: null },
])('the number of “$given” is $want', ({ given, want }) => {
  expect(phoneNumber(given)).toBe(want)
})

it('whatever is written into a mail, no line of a header ends early, and no recipient is added', () => {
  const outbox = new Outbox(new VirtualClock())
  const breaks = ['\r\n', '\n', '\r', '\0', '\u2028', '\u0085', '\v', 'x', ': ', 'Bcc', '\ud800']
  const hostile = fc.array(fc.constantFrom(...breaks), { maxLength: 20 }).map((all) => all.join(''))
  fc.assert(
    fc.property(hostile, hostile, hostile, hostile, (to, subject, name, value) => {
      const headers = { [name]: value, 'X-Note': value, Bcc: 'c@d.example', To: 'c@d.example' }
      outbox.send({ ...mail, to: `${to}a@b.example`, subject, headers })
      const kept = outbox.messages().at(-1)
      const shown = [kept?.to, kept?.subject, ...Object.entries(kept?.headers ?? {}).flat()].join(
        '',
      )
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
      expect(shown).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/)
      expect(shown.isWellFormed()).toBe(true)
      expect(Object.keys(kept?.headers ?? {})).toEqual(['X-Note'])
    }),
  )
})

it('a message to what is no address says so, and is not sent', () => {
  const outbox = new Outbox(new VirtualClock(), {
    mail: () => {
      throw new Error('must not be asked')
    },
  })
  outbox.send({ ...mail, to: 'a@b.example, c@d.example' })
  expect(outbox.messages()[0]?.delivery).toMatchObject({
    state: 'failed',
    attemptCount: 0,
    error: expect.stringContaining('one e-mail address'),
  })
})

it('a thousand messages are kept, the newest, each within its bounds', () => {
  const outbox = new Outbox(new VirtualClock())
  for (let n = 1; n <= 1_005; n++) outbox.send({ ...mail, subject: `${n}`, text: 'x'.repeat(100) })
  outbox.send({ ...mail, subject: 'y'.repeat(2_000), text: 'x'.repeat(200_000) })
  const all = outbox.messages()
  expect(all).toHaveLength(1_000)
  expect(all[0]?.subject).toBe('7')
  expect([all.at(-1)?.subject.length, all.at(-1)?.text.length]).toEqual([900, 100_000])
})

/** An outbox whose sender answers as told, and notes when it was asked. */
function sending(answer: () => Promise<SendResult>) {
  const clock = new VirtualClock()
  const startMs = clock.nowMs()
  const askedMs: number[] = []
  const outbox = new Outbox(clock, {
    mail: () => {
      askedMs.push(clock.nowMs() - startMs)
      return answer()
    },
  })
  return { clock, outbox, askedMs }
}

it('what may pass is tried six times, with longer and longer waits, and then given up', async () => {
  const { clock, outbox, askedMs } = sending(async () => ({
    ...{ kind: 'failed', error: 'busy', isFinal: false },
  }))
  outbox.send(mail)
  await clock.pass(86_400_000)
  expect(askedMs.map((ms) => ms / 60_000)).toEqual([0, 1, 3, 7, 15, 31])
  expect(outbox.messages()[0]?.delivery).toEqual({
    ...{ state: 'failed', attemptCount: 6, nextAttemptMs: null, error: 'busy' },
  })
  expect(clock.pendingCount).toBe(0)
})

it('what would end the same is not tried again', async () => {
  const { clock, outbox, askedMs } = sending(async () => ({
    ...{ kind: 'failed', error: 'no', isFinal: true },
  }))
  outbox.send(mail)
  await clock.pass(86_400_000)
  expect(askedMs).toEqual([0])
})

it('a sender that breaks fails nobody but its own message', async () => {
  const { clock, outbox } = sending(() => Promise.reject(new Error('secret words')))
  outbox.send(mail)
  await clock.pass(0)
  const { delivery } = outbox.messages()[0] ?? {}
  expect(delivery?.state).toBe('waiting')
  expect(delivery?.error).not.toContain('secret words')
})

it('five are sent at once, and the others after them in order', async () => {
  const landings: (() => void)[] = []
  const { outbox, askedMs } = sending(
    () => new Promise((resolve) => landings.push(() => resolve({ kind: 'sent' }))),
  )
  for (let n = 0; n < 12; n++) outbox.send(mail)
  expect(askedMs).toHaveLength(5)
  expect(outbox.isSettled).toBe(false)
  for (let n = 0; n < 12; n++) {
    landings[n]?.()
    await turn()
  }
  await outbox.settled()
  expect(outbox.messages().map(({ delivery }) => delivery.state)).toEqual(Array(12).fill('sent'))
})

it('what is forgotten while it is on its way neither lands nor is tried again', async () => {
  const { clock, outbox, askedMs } = sending(async () => ({
    ...{ kind: 'failed', error: 'busy', isFinal: false },
  }))
  outbox.send(mail)
  outbox.clear()
  outbox.send(mail)
  await clock.pass(0)
  expect(outbox.messages().map(({ id, delivery }) => [id, delivery.attemptCount])).toEqual([[1, 1]])
  outbox.close()
  await clock.pass(86_400_000)
  expect(askedMs).toHaveLength(2)
  expect(clock.pendingCount).toBe(0)
})
