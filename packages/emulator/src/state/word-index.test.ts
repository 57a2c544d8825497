import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Database } from './database.ts'
import { RecordTable, type StoredRecord } from './record-table.ts'
import { WordIndex } from './word-index.ts'

const TEXT = "coalesce(json_extract(data, '$.name'), '')"

const setUp = () => {
  const database = Database.open()
  const shape = { name: 'things', belongsTo: 'company', hasParent: false, firstId: 1 } as const
  const table = new RecordTable(database, shape)
  const index = new WordIndex(database, 'things', TEXT)
  database.onReplaced(() => {
    table.forget()
    index.doubt()
  })
  return { database, table, index }
}

const row = (id: number, name: string): StoredRecord => ({
  ...{ id, companyId: 1, projectId: null, parentId: null, originId: null },
  ...{ createdMs: 1, updatedMs: 1, deletedMs: null, data: JSON.stringify({ name }) },
})

/** Names of those that the index lets through and that do hold the word. */
function found({ table, index }: ReturnType<typeof setUp>, word: string): string[] {
  table.nextId() // Makes the table, where it is not there yet.
  const narrowed = index.narrow(word) ?? { sql: '1', values: [] }
  const names = [...table.each(narrowed)].map(({ data }) => JSON.parse(data).name as string)
  return names.filter((name) => name.toLowerCase().includes(word.toLowerCase()))
}

it('no word is missed, whatever was written, undone or replaced between two searches', () => {
  const name = fc.oneof(
    fc.string({ unit: fc.constantFrom('a', 'B', 'c', '"', ' ', '%', 'ß', '💧'), maxLength: 9 }),
    fc.constantFrom('Harbor Concrete', 'Concrete & Sons', '{"name": "x"}'),
  )
  const step = fc.oneof(
    fc.record({ kind: fc.constantFrom('add' as const, 'add and undo' as const), name }),
    fc.record({ kind: fc.constant('change' as const), at: fc.nat(30), name }),
    fc.record({ kind: fc.constant('search' as const), word: name }),
    fc.record({ kind: fc.constantFrom('keep' as const, 'put back' as const) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const bench = setUp()
      const { database, table } = bench
      let names: string[] = []
      let kept = { snapshot: database.snapshot(), names }
      for (const each of steps) {
        if (each.kind === 'add') {
          names = [...names, each.name]
          table.insert(row(names.length, each.name))
        } else if (each.kind === 'add and undo') {
          const refused = () => table.insert(row(names.length + 1, each.name))
          database.attempt(refused, () => true)
        } else if (each.kind === 'change' && each.at < names.length) {
          names = names.with(each.at, each.name)
          table.update(row(each.at + 1, each.name))
        } else if (each.kind === 'search') {
          const wanted = names.filter((one) => one.toLowerCase().includes(each.word.toLowerCase()))
          expect(found(bench, each.word)).toEqual(wanted)
        } else if (each.kind === 'keep') kept = { snapshot: database.snapshot(), names }
        else if (each.kind === 'put back') {
          database.restore(kept.snapshot)
          names = kept.names
        }
      }
      database.close()
    }),
  )
})

it('of a large table only those with its trigrams are read, and no snapshot holds the index', () => {
  const { database, table } = setUp()
  for (let id = 1; id <= 2_000; id++) table.insert(row(id, `Vendor ${id}`))
  const narrowed = table.words(TEXT, 'vendor 1234')
  expect(narrowed && [...table.each(narrowed)].map(({ id }) => id)).toEqual([1234])
  const plan = database.all(
    `EXPLAIN QUERY PLAN SELECT id FROM things WHERE company_id = 1 AND deleted_ms IS NULL AND ${narrowed?.sql}`,
    ...(narrowed?.values ?? []),
  )
  expect(plan.map(({ detail }) => detail).join('\n')).toMatch(/SEARCH things .*(?:id|rowid)=\?/)
  const copy = Database.open()
  copy.restore(database.snapshot())
  expect(copy.all("SELECT name FROM sqlite_master WHERE name LIKE '%words%'")).toEqual([])
})

it.each(['', 'a', 'ab', '💧💧'])('"%s" is too short to narrow anything', (word) => {
  const { index } = setUp()
  expect(index.narrow(word)).toBeNull()
})

it('a small table is read as it is', () => {
  const { table } = setUp()
  table.insert(row(1, 'Harbor'))
  expect(table.words(TEXT, 'Harbor')).toBeNull()
})
