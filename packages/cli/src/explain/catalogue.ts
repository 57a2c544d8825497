/** `explain --all`: the whole catalogue, as JSON for programs or as a list for people. */
import { CATALOGUE, catalogueJson, FAILURE_IDS, SURFACE_TITLES } from '@underpin/failures'
import type { Terminal } from '../terminal.ts'
import { wrap } from '../word-wrap.ts'

/** The longest id, and two blanks. */
const ID_COLUMNS = 28

export function printCatalogue(terminal: Terminal, { json = false }: { json?: boolean }): void {
  if (json) terminal.out(JSON.stringify(catalogueJson(), null, 2))
  else printList(terminal)
}

function printList(terminal: Terminal): void {
  const { colours, columns } = terminal
  const titles = new Map(CATALOGUE.map(({ id, title }) => [id, title]))
  for (const [surface, ids] of Object.entries(FAILURE_IDS)) {
    terminal.out(colours.cyan(SURFACE_TITLES[surface as keyof typeof FAILURE_IDS]))
    for (const id of ids) {
      const first = `  ${id.padEnd(ID_COLUMNS)}`
      terminal.out(wrap(titles.get(id) ?? '', { columns, first }))
    }
    terminal.out('')
  }
  terminal.say(terminal.sayColours.dim('One of them in full: underpin explain ID'))
}
