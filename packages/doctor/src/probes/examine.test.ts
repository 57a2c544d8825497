/** A whole examination, on real sockets. */
import { closedPort } from '@underpin/emulator/rigs'
import { afterEach, expect, it } from 'vitest'
import { examined, keeper, listeningEmulator, resultOf, targetsAt } from '../../test/doctor-rig.ts'

const { keep, closeAll } = keeper()
afterEach(closeAll)

it('everything that works passes', async () => {
  const { url } = keep(await listeningEmulator())
  const report = await examined(targetsAt(url))
  expect(report.results.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
  expect(resultOf(report, 'http-api').signs).toEqual(['api-healthy'])
})

it('a closed port is a refused connection', async () => {
  const { url } = keep(await closedPort())
  const report = await examined(targetsAt(url))
  const { verdict, signs, failure } = resultOf(report, 'tcp-api')
  expect({ verdict, signs, failure }).toEqual({
    verdict: 'fail',
    signs: ['connect-refused'],
    failure: 'connection-refused',
  })
})
