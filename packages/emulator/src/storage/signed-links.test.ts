import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Database } from '../state/database.ts'
import { makeUlid } from '../ulid.ts'
import { SignedLinks } from './signed-links.ts'

const LIFE_MS = 3_600_000

function setUp(database = Database.open(), seed = 1) {
  const clock = new VirtualClock()
  const links = new SignedLinks({ database, clock, random: seededRandom(seed) })
  const nowMs = clock.nowMs()
  const [path = '', search = ''] = links
    .link('PUT', '/storage/a/1', nowMs, nowMs + LIFE_MS)
    .split('?')
  return { clock, links, database, path, search }
}

it('a link lasts to its last millisecond, and no longer', () => {
  const { clock, links, path, search } = setUp()
  expect(links.refuseLink('PUT', path, search)).toBeNull()
  clock.advance(LIFE_MS - 1)
  expect(links.refuseLink('PUT', path, search)).toBeNull()
  clock.advance(1)
  expect(links.refuseLink('PUT', path, search)).toMatchObject({ variant: 'link' })
})

it('a link is good for its method and its path alone', () => {
  const { links, path, search } = setUp()
  expect(links.refuseLink('GET', path, search)).toMatchObject({ variant: 'forged' })
  expect(links.refuseLink('PUT', '/storage/a/2', search)).toMatchObject({ variant: 'forged' })
  expect(links.refuseLink('PUT', path, '')).toMatchObject({ variant: 'unsigned' })
})

it('no change of a link goes unseen', () => {
  const { links, path, search } = setUp()
  const change = fc.tuple(fc.nat(search.length - 1), fc.constantFrom('0', 'f', 'Z', '9'))
  fc.assert(
    fc.property(change, ([at, char]) => {
      const changed = `${search.slice(0, at)}${char}${search.slice(at + 1)}`
      const query = new URLSearchParams(changed)
      const isSame = ['X-Amz-Date', 'X-Amz-Expires', 'X-Amz-Signature'].every(
        (name) => query.get(name) === new URLSearchParams(search).get(name),
      )
      fc.pre(!isSame)
      expect(links.refuseLink('PUT', path, changed)).not.toBeNull()
    }),
  )
})

it('a link of one emulator opens nothing in another', () => {
  const { path, search } = setUp()
  const other = setUp(Database.open(), 2)
  expect(other.links.refuseLink('PUT', path, search)).toMatchObject({ variant: 'forged' })
})

it('links outlive the process with the state that they belong to', () => {
  const { database, path, search } = setUp()
  expect(setUp(database, 2).links.refuseLink('PUT', path, search)).toBeNull()
})

it('ids of uploads have 26 characters, and sort by their age', () => {
  const random = seededRandom(3)
  const ids = [1, 1_000, 1_790_000_000_000, 281_474_976_710_655].map((ms) => makeUlid(ms, random))
  expect(ids).toEqual(ids.toSorted())
  for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/)
})
