/** What a data file carries over a restart, and that a world reset in a file is a world reset. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { setUp } from './emulator-rig.ts'

const RFIS = '/rest/v1.0/projects/5001/rfis'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function dataFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'underpin-'))
  folders.push(folder)
  return join(folder, 'state.db')
}

it('tokens, records, incidents and spent tokens survive a restart', async () => {
  const path = dataFile()
  const before = setUp({ dataFile: path })
  const { access_token, refresh_token } = await before.signIn()
  const second = await before.signIn()
  const rotated = await (await before.refresh(second.refresh_token)).json()
  const body = JSON.stringify({
    rfi: { subject: 'Kept', question: { body: 'Which?' }, assignee_ids: [7001] },
  })
  await before.api(RFIS, access_token, { method: 'POST', body })
  await before.door('incidents', { name: 'Slow' })
  before.emulator.close()

  const after = setUp({ dataFile: path })
  expect(await (await after.api(RFIS, access_token)).text()).toContain('Kept')
  expect((await after.refresh(second.refresh_token)).status).toBe(400)
  expect((await after.refresh(rotated.refresh_token)).status).toBe(200)
  expect((await after.refresh(refresh_token)).status).toBe(200)
  expect(after.emulator.parts.board.incidents).toMatchObject([{ name: 'Slow' }])
  after.emulator.close()
})

it('a seed that repeats its tokens over a restart issues them again', async () => {
  const path = dataFile()
  const before = setUp({ dataFile: path, seed: 3 })
  const first = await before.signIn()
  before.emulator.close()
  const after = setUp({ dataFile: path, seed: 3 })
  expect(await after.signIn()).toEqual(first)
  expect((await after.refresh(first.refresh_token)).status).toBe(200)
  after.emulator.close()
})

it('a reset leaves the world in the file, and nothing else', async () => {
  const path = dataFile()
  const before = setUp({ dataFile: path })
  const { access_token } = await before.signIn()
  await before.door('reset', {})
  expect((await before.api(RFIS, access_token)).status).toBe(401)
  before.emulator.close()
  const after = setUp({ dataFile: path })
  expect((await after.api(RFIS, access_token)).status).toBe(401)
  // The seed of this bench repeats its tokens, and the file may hold them already: the newest counts.
  const { access_token: fresh } = await after.signIn()
  expect(await (await after.api(RFIS, fresh)).json()).toHaveLength(1)
  after.emulator.close()
})
