/** Names, asked of real resolvers on loopback. */
import { type NameAnswer, nameServer } from '@underpin/emulator/rigs'
import { afterEach, expect, it } from 'vitest'
import { examined, keeper, resultOf, targetsAt } from '../../../test/doctor-rig.ts'

const { keep, closeAll } = keeper()
afterEach(closeAll)

const API = 'api.procore.test'

async function asked(here: NameAnswer, there: NameAnswer) {
  const resolver = keep(await nameServer({ [API]: here })).nameServer
  const secondResolver = keep(await nameServer({ [API]: there })).nameServer
  const targets = { ...targetsAt(`http://${API}:9`), resolver, secondResolver }
  return resultOf(await examined(targets), 'dns-api')
}

it.each([
  {
    rule: 'a name that leads into the network from here alone is led there by the network',
    here: '127.0.0.9',
    there: '127.0.0.1',
    want: { verdict: 'warn', signs: ['dns-answers-private'] },
  },
  {
    rule: 'a name that leads to the same address for everybody is as it is meant',
    here: '127.0.0.1',
    there: '127.0.0.1',
    want: { verdict: 'pass', signs: [] },
  },
  {
    rule: 'a name that another resolver does not know either may still be led there',
    here: '127.0.0.9',
    there: 'nxdomain',
    want: { verdict: 'warn', signs: ['dns-answers-private'] },
  },
] as const)('$rule', async ({ here, there, want }) => {
  expect(await asked(here, there)).toMatchObject(want)
})
