import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nearestPage } from './nearest-page.ts'
import { findPage, PAGE_NAMES, pathTo, routeOf } from './routes.ts'

const IDS = { company_id: 4001, project_id: 5001, id: 123, client_id: 'underpin-app', tool: 'rfi' }

it.each([
  // The seed's own two.
  ['/5001/project/rfi/sho', '/5001/project/rfi/list'],
  ['/5001/project/rfi/showww/123456', '/5001/project/rfi/show/123456'],
  ['/5001/project/rfi/show', '/5001/project/rfi/list'],
  ['/5001/project/rfi/show/', '/5001/project/rfi/list'],
  ['/5001/project/rfi/lis', '/5001/project/rfi/list'],
  ['/5001/project/rfis/list', '/5001/project/rfi/list'],
  ['/5001/projekt/rfi/list', '/5001/project/rfi/list'],
  ['/5001/project/rfi/list)', '/5001/project/rfi/list'],
  ['/5001/project/documnets/list', '/5001/project/documents/list'],
  ['/4001/company/home', '/4001/company/home/list'],
  ['/4001/company/directory/edt/7002', '/4001/company/directory/edit/7002'],
  ['/compnies', '/companies'],
  ['/what/is/this/address', null],
  ['/favicon.ico', null],
  ['/robots.txt', null],
  ['/wp-login.php', null],
  ['/', null],
])('%s was of %s', (path, near) => {
  expect(nearestPage(path)?.path ?? null).toBe(near)
})

it('an address of ours that loses its last letters or has one twice is taken for a page that there is', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PAGE_NAMES), fc.nat(100), fc.boolean(), (name, at, isCut) => {
      const whole = pathTo(name, IDS)
      const place = 1 + (at % (whole.length - 1))
      const damaged = isCut
        ? whole.slice(0, Math.max(whole.length - 3, place))
        : `${whole.slice(0, place)}${whole[place - 1]}${whole.slice(place)}`
      if (findPage(damaged) !== null) return
      const near = nearestPage(damaged)
      if (near !== null) expect(findPage(near.path)).not.toBeNull()
    }),
  )
})

it('whatever the path is, it costs little and fails nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 80 }), { maxLength: 20 }), (pieces) => {
      const near = nearestPage(`/${pieces.join('/')}`)
      if (near !== null) expect(findPage(near.path)).not.toBeNull()
    }),
  )
})

it('every page is found at its own address, with its parameters, and at no other’s', () => {
  for (const name of PAGE_NAMES) {
    const found = findPage(pathTo(name, IDS))
    expect(found?.name).toBe(name)
    for (const [key, value] of Object.entries(found?.parameters ?? {})) {
      expect(value).toBe(String(IDS[key as keyof typeof IDS]))
    }
    const { above } = routeOf(name)
    if (above !== undefined) expect(PAGE_NAMES).toContain(above)
  }
  expect(findPage('/5001/project/rfi/list/')).toMatchObject({ name: 'rfis' })
  expect(findPage('/5001/project/rfi/show/12345678901234567')).toBeNull()
})
