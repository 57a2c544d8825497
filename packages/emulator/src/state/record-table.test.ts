import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Database } from './database.ts'
import { RecordTable, type StoredRecord } from './record-table.ts'

const setUp = () => {
  const database = Database.open()
  const shape = { name: 'things', belongsTo: 'company', hasParent: false, firstId: 100 } as const
  return { database, table: new RecordTable(database, shape) }
}

const row = (id: number, data: object, deletedMs: number | null = null): StoredRecord => ({
  ...{ id, companyId: 1, projectId: null, parentId: null, originId: null },
  ...{ createdMs: 1, updatedMs: 1, deletedMs, data: JSON.stringify({ id, ...data }) },
})

const live = { sql: 'company_id = ? AND deleted_ms IS NULL', values: [1] }
const red = { sql: `${live.sql} AND json_extract(data, '$.red') = 1`, values: [1] }
const shapes = {
  plain: { where: live, order: 'id ASC', isPlain: true, outsideVersion: 0 },
  backwards: { where: live, order: 'id DESC', isPlain: true, outsideVersion: 0 },
  filtered: { where: red, order: 'id ASC', isPlain: false, outsideVersion: 0 },
}

it('pages and counts are right whatever was written between them', () => {
  const write = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), red: fc.boolean() }),
    fc.record({ kind: fc.constant('change' as const), at: fc.nat(60), red: fc.boolean() }),
    fc.record({ kind: fc.constant('delete' as const), at: fc.nat(60) }),
    fc.record({
      kind: fc.constant('add-in-the-middle' as const),
      at: fc.nat(60),
      red: fc.boolean(),
    }),
  )
  const read = fc.record({
    kind: fc.constant('read' as const),
    list: fc.constantFrom('plain' as const, 'backwards' as const, 'filtered' as const),
    page: fc.nat(8),
    perPage: fc.integer({ min: 1, max: 7 }),
  })
  fc.assert(
    fc.property(fc.array(fc.oneof(write, read), { maxLength: 150, size: 'max' }), (steps) => {
      const { database, table } = setUp()
      const held = new Map<number, { red: boolean }>()
      const idAt = (at: number) => [...held.keys()][at]
      for (const step of steps) {
        if (step.kind === 'read') {
          const wanted = [...held].filter(([, each]) => step.list !== 'filtered' || each.red)
          const ids = wanted
            .map(([id]) => id)
            .sort((a, b) => (step.list === 'backwards' ? b - a : a - b))
          const offset = step.page * step.perPage
          const rows = table.page(shapes[step.list], { limit: step.perPage, offset, shown: 'data' })
          const shown = JSON.parse(`[${rows}]`).map(({ id }: { id: number }) => id)
          expect(shown).toEqual(ids.slice(offset, offset + step.perPage))
          expect(table.count(shapes[step.list])).toBe(ids.length)
          continue
        }
        const id = step.kind === 'add' ? table.nextId() : idAt(step.at)
        if (id === undefined) continue
        if (step.kind === 'add') {
          table.insert(row(id, step))
          held.set(id, step)
        } else if (step.kind === 'add-in-the-middle') {
          if (table.find(id - 1)) continue
          table.insert(row(id - 1, step))
          held.set(id - 1, step)
        } else if (step.kind === 'change') {
          table.update(row(id, step))
          held.set(id, step)
        } else {
          table.update(row(id, { red: false }, 5), true)
          held.delete(id)
        }
      }
      database.close()
    }),
    { numRuns: 200 },
  )
})

it('a filter of a large table is served by an index, and that of a small one is not worth one', () => {
  const { database, table } = setUp()
  const expression = "json_extract(data, '$.red')"
  const plan = () =>
    database
      .all(`EXPLAIN QUERY PLAN SELECT data FROM things WHERE ${red.sql} ORDER BY id LIMIT 10`, 1)
      .map((each) => each['detail'])
      .join()
  for (let at = 0; at < 400; at++) table.insert(row(table.nextId(), { red: at % 2 === 0 }))
  table.index(expression)
  expect(plan()).not.toContain('json_extract')
  for (let at = 0; at < 400; at++) table.insert(row(table.nextId(), { red: at % 2 === 0 }))
  table.index(expression)
  expect(plan()).toMatch(/USING INDEX things by json_extract.*company_id=\? AND <expr>=\?/)
  expect(plan()).not.toContain('TEMP B-TREE')
})

it('a list in the order of ids, and the next page of it, sort nothing', () => {
  const { database, table } = setUp()
  table.insert(row(table.nextId(), {}))
  const sql = `EXPLAIN QUERY PLAN SELECT id FROM things WHERE ${live.sql} AND id > 7 ORDER BY id ASC LIMIT 5`
  const plan = database
    .all(sql, 1)
    .map((each) => each['detail'])
    .join()
  expect(plan).toContain('company_id=? AND deleted_ms=? AND id>?')
  expect(plan).not.toContain('TEMP B-TREE')
})
