/** The page that tells people of the probes names each of them, with its time limit, and no other. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { targetsAt } from '../../test/doctor-rig.ts'
import { probeTable } from './probe-table.ts'

/** Those that look at nothing themselves answer at once; their limit is nobody's concern. */
const AT_ONCE_MS = 500

const page = readFileSync(new URL('../../../../docs/doctor-probes.md', import.meta.url), 'utf8')
const rows = page
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter((cells) => cells.length === 6 && cells[1]?.startsWith('`'))
  .flatMap(([, names = '', , , limit = '']) =>
    [...names.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => [name, limit] as const),
  )

it('the page of the probes names them all, in their order, with their limits', () => {
  const targets = targetsAt('https://procore.test', {
    ...{ statusUrl: 'https://status.test', controlUrl: 'http://control.test' },
    ...{ companyId: '1', projectId: '2', tool: 'rfis' },
  })
  const credentials = { accessToken: 'a-token-that-nobody-gave' }
  const { probes, leftOut } = probeTable({ targets, credentials }, {})
  expect(leftOut).toEqual([])
  expect(rows).toEqual(
    probes.map(({ name, timeoutMs }) => [
      name,
      timeoutMs <= AT_ONCE_MS ? '' : `${timeoutMs / 1_000} s`,
    ]),
  )
})
