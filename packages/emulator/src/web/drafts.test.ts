import { seededRandom, VirtualClock } from '@underpin/ports/testing'
import { expect, it } from 'vitest'
import { Drafts } from './drafts.ts'

const PATH = '/5001/project/rfi/new'
const BODY = { form_token: 'secret', rfi: { subject: 'Beam' } }

function setUp() {
  const clock = new VirtualClock()
  const drafts = new Drafts({ clock, random: seededRandom(1) })
  const keep = (body: object = BODY, search = '') =>
    drafts.keep(PATH, search, body as Record<string, unknown>)
  const idIn = (path: string) => new URLSearchParams(path.split('?')[1]).get('draft')
  return { clock, drafts, keep, idIn }
}

it('gives back what was kept, without the token, to the page that it was for', () => {
  const { drafts, keep, idIn } = setUp()
  const id = idIn(keep())
  expect(id).toMatch(/^[0-9a-f]{32}$/)
  expect(drafts.find(PATH, id)).toEqual({ rfi: { subject: 'Beam' } })
  expect(drafts.find(PATH, id)).toEqual({ rfi: { subject: 'Beam' } })
  expect(drafts.find('/5001/project/home', id)).toBeNull()
  expect(drafts.find(PATH, null)).toBeNull()
})

it('ends after an hour, and is forgotten with the world', () => {
  const { clock, drafts, keep, idIn } = setUp()
  const id = idIn(keep())
  clock.advance(3_599_999)
  expect(drafts.find(PATH, id)).not.toBeNull()
  clock.advance(1)
  expect(drafts.find(PATH, id)).toBeNull()
  const other = idIn(keep())
  drafts.clear()
  expect(drafts.find(PATH, other)).toBeNull()
})

it('keeps the query, one draft in it, and nothing that is too long or empty', () => {
  const { keep, idIn } = setUp()
  const again = keep(BODY, 'folder=7&draft=old')
  expect(again).toMatch(/^\/5001\/project\/rfi\/new\?folder=7&draft=[0-9a-f]{32}$/)
  expect(idIn(keep({ text: 'x'.repeat(70_000) }, 'folder=7'))).toBeNull()
  expect(keep({ form_token: 'secret' })).toBe(PATH)
})

it('holds two hundred, and the oldest goes first', () => {
  const { drafts, keep, idIn } = setUp()
  const ids = Array.from({ length: 201 }, () => idIn(keep()))
  expect(drafts.find(PATH, ids[0] ?? null)).toBeNull()
  expect(drafts.find(PATH, ids[1] ?? null)).not.toBeNull()
})
