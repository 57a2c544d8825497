import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PathTemplate } from './path-template.ts'
import { PathTree } from './path-tree.ts'

it.each([
  { template: '/a/{id}', path: '/a/5', want: { id: '5' } },
  { template: '/a/{id}', path: '/a/', want: null },
  { template: '/a/{id}', path: '/a/5/b', want: null },
  { template: '/a/{id}.{format}', path: '/a/b.c.json', want: { id: 'b', format: 'c.json' } },
  { template: "/a('{id}')", path: "/a('x')", want: { id: 'x' } },
  { template: "/a('{id}')", path: "/a('')", want: null },
  { template: '/a/{id}:close', path: '/a/7:close', want: { id: '7' } },
  { template: '/a/{x}{y}', path: '/a/bcd', want: { x: 'b', y: 'cd' } },
  { template: '/a/{id}', path: '/a/b%2Fc', want: { id: 'b/c' } },
  { template: '/a/{id}', path: '/a/%zz', want: { id: '%zz' } },
])('$template and $path', ({ template, path, want }) => {
  const found = new PathTemplate(template).match(path)
  expect(found && { ...found }).toEqual(want)
})

it('plain text is found before a mixed segment, and that before a place', () => {
  const tree = new PathTree<string>()
  for (const path of ['/a/{id}', '/a/{id}.csv', '/a/new', '/{any}/deep/{id}', '/a/{id}/x']) {
    expect(tree.add('GET', new PathTemplate(path), path)).toBe(true)
  }
  expect(tree.add('GET', new PathTemplate('/a/{other}'), 'twin')).toBe(false)
  const found = ['/a/new', '/a/1.csv', '/a/1', '/a/1/x', '/a/deep/1', '/a'].map((path) =>
    tree.find('GET', path),
  )
  expect(found).toEqual(['/a/new', '/a/{id}.csv', '/a/{id}', '/a/{id}/x', '/{any}/deep/{id}', null])
  expect([tree.find('POST', '/a/new'), tree.has('/a/new'), tree.has('/b')]).toEqual([
    null,
    true,
    false,
  ])
})

it('a path is found when, and only when, one of the templates matches it', () => {
  const segment = fc.constantFrom('a', 'b', '{x}', '{y}', 'a{x}', '{x}.b')
  const part = fc.constantFrom('a', 'b', 'c', 'ab', 'a.b', '')
  const templates = fc.array(fc.array(segment, { minLength: 1, maxLength: 4 }), { maxLength: 8 })
  fc.assert(
    fc.property(templates, fc.array(part, { minLength: 1, maxLength: 4 }), (all, parts) => {
      const tree = new PathTree<PathTemplate>()
      const known = all.map((segments) => new PathTemplate(`/${segments.join('/')}`))
      for (const template of known) tree.add('GET', template, template)
      const path = `/${parts.join('/')}`
      const found = tree.find('GET', path)
      expect(found !== null).toBe(known.some((template) => template.match(path) !== null))
      if (found) expect(found.match(path)).not.toBe(null)
    }),
  )
})
