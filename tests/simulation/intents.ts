/** What the workers meant to write, and what they were told became of it: one side of the comparison. */

export type Told =
  /** Nobody has said yet: in flight, or its process died. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'done'; readonly id: number }
  | {
      readonly kind: 'failed'
      readonly applied: 'no' | 'yes' | 'unknown'
      readonly failure: string
    }

export interface Intent {
  /** Unique: the record's name or subject. */
  readonly marker: string
  readonly table: 'vendors' | 'rfis'
  told: Told
}

/** An attribute that was changed after the record was made: the last change told as done must stand. */
export interface Change {
  readonly table: 'rfis'
  readonly id: number
  /** In order; the last one that was told as done counts, and any told as unknown after it may. */
  readonly values: { readonly value: string; told: Told['kind'] | 'unknown' }[]
}

export class Ledger {
  readonly intents: Intent[] = []
  readonly changes = new Map<number, Change>()
  readonly failures = new Map<string, number>()

  intend(table: Intent['table'], marker: string): Intent {
    const intent: Intent = { marker, table, told: { kind: 'nothing' } }
    this.intents.push(intent)
    return intent
  }

  change(id: number, value: string): Change['values'][number] {
    const change = this.changes.get(id) ?? { table: 'rfis', id, values: [] }
    this.changes.set(id, change)
    const entry: Change['values'][number] = { value, told: 'nothing' }
    change.values.push(entry)
    return entry
  }

  count(failure: string): void {
    this.failures.set(failure, (this.failures.get(failure) ?? 0) + 1)
  }
}
