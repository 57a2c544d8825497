/** `underpin doctor` in a process of its own, in a handful of the doctor's situations. */
import type { Diagnosis, Report } from '@underpin/doctor'
import { expect, it } from 'vitest'
import { underpin } from '../../packages/cli/test/underpin.ts'
import { SITUATIONS } from '../../packages/doctor/test/situations/index.ts'
import { onStage } from '../../packages/doctor/test/situations/play.ts'
import type { Stage } from '../../packages/doctor/test/situations/stage.ts'

const TRIED = [
  'everything works, down to the tool',
  'a maintenance that was announced is going on',
  'the hourly limit is spent',
  'the token has expired',
  'our resolver knows no name of Procore, and another one does',
  'the proxy of the office demands to be signed in to',
  'the receiver of webhooks is gone',
]

it.concurrent.each(TRIED)('the command finds what the doctor finds: %s', async (name) => {
  const situation = SITUATIONS.find((each) => each.name === name)
  if (situation === undefined) throw new Error(`there is no situation "${name}"`)
  const ran = await onStage(situation, async (stage) => {
    const env = { ...NO_PROXY, ...stage.environment, PROCORE_ACCESS_TOKEN: stage.accessToken ?? '' }
    const ran = await underpin(['doctor', '--json', '--no-ask', ...flagsOf(stage)], { env })
    expect(ran.stdout + ran.stderr, 'the token is shown nowhere').not.toContain(stage.accessToken)
    return ran
  })
  const { diagnosis, report }: { diagnosis: Diagnosis; report: Report } = JSON.parse(ran.stdout)
  const first = diagnosis.verdict === 'all-fine' ? 'fine' : diagnosis.causes[0]?.id
  expect(first, diagnosis.headline).toBe(situation.cause)
  expect(ran.code).toBe(situation.cause === 'fine' ? 0 : 1)
  expect(report.results.length).toBeGreaterThan(10)
})

/** Whatever stands between this machine and the internet stands not between these tests and loopback. */
const NO_PROXY = { HTTP_PROXY: '', HTTPS_PROXY: '', ALL_PROXY: '', http_proxy: '', https_proxy: '' }

function flagsOf({ targets }: Stage): string[] {
  const flags = {
    '--api-url': targets.apiUrl,
    '--login-url': targets.loginUrl,
    '--app-url': targets.appUrl,
    '--status-url': targets.statusUrl,
    '--control-url': targets.controlUrl,
    '--resolver': targets.resolver,
    '--second-resolver': targets.secondResolver,
    '--company': targets.companyId,
    '--project': targets.projectId,
    '--tool': targets.tool,
  }
  return Object.entries(flags).flatMap(([flag, value]) => (value === null ? [] : [flag, value]))
}
