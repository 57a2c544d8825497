import { captivePortal, closedPort, front, httpProxy } from '@underpin/emulator/rigs'
import { afterEach, expect, it } from 'vitest'
import {
  examined,
  keeper,
  listeningEmulator,
  resultOf,
  targetsAt,
} from '../../../test/doctor-rig.ts'

const { keep, closeAll } = keeper()
afterEach(closeAll)

const elsewhere = () =>
  front({
    upstream: 'http://127.0.0.1:9',
    interfere: () => ({ kind: 'answer', status: 200, headers: {}, body: 'Another site.' }),
  })

it.each(['page', 'redirect'] as const)(
  'a %s that answers for everybody is a portal',
  async (way) => {
    const { url } = keep(await captivePortal(way))
    const report = await examined(targetsAt(url, { controlUrl: url }))
    const { verdict, signs } = resultOf(report, 'same-answer')
    expect(verdict).toBe('fail')
    expect(signs).toContain('captive-portal')
  },
)

it('a proxy that demands a sign-in of everybody refuses', async () => {
  const proxy = keep(await httpProxy('demands-sign-in'))
  const targets = targetsAt('http://api.procore.test', { controlUrl: 'http://elsewhere.test' })
  const report = await examined(targets, { environment: { http_proxy: proxy.url } })
  expect(resultOf(report, 'same-answer').signs).toEqual(['proxy-refuses'])
})

it('hosts that answer for themselves pass', async () => {
  const { url } = keep(await listeningEmulator())
  const { url: controlUrl } = keep(await elsewhere())
  const report = await examined(targetsAt(url, { controlUrl }))
  expect(resultOf(report, 'same-answer').verdict).toBe('pass')
})

it('without two answers nothing can be told', async () => {
  const { url } = keep(await closedPort())
  const { url: controlUrl } = keep(await elsewhere())
  const report = await examined(targetsAt(url, { controlUrl }))
  expect(resultOf(report, 'same-answer').verdict).toBe('unknown')
})
