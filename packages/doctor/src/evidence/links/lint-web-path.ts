/** Paths of the web app: `/{project_id}/project/rfi/show/{id}`, `/{company_id}/company/home/list`. */
import { WEB_ACTIONS, WEB_TOOLS } from './known-words.ts'
import { fault, type LinkFault } from './link-fault.ts'
import { nearestWord } from './nearest-word.ts'
import { isId, isPlaceholder, isWord, needId, type Pieces } from './pieces.ts'

const SCOPES = ['project', 'company'] as const
type Scope = (typeof SCOPES)[number]

const SCOPE_AT = 1
const TOOL_AT = 2
const ACTION_AT = 3
const ITEM_AT = 4

/** Pages that belong to no project and no company. */
const FREE = /^(?:companies|webclients|login|profile|oauth|account|search|fas|_underpin)$/

/** Mends `pieces` in place; returns where the link leads, or null when that is not known. */
export function lintWebPath(pieces: Pieces): string | null {
  const { path } = pieces
  const [first] = path
  if (first === undefined || FREE.test(first)) return freePage(pieces)
  const scope = putScope(pieces)
  if (scope === null) return null
  if (isWord(path[0]) && !isPlaceholder(path[0])) {
    const says = `"${path[0]}" stands where the number of the ${scope} belongs.`
    pieces.faults.push(fault('id-not-a-number', path[0] ?? '', says))
    path[0] = `{${scope}_id}`
  }
  needId(pieces, 0, `${scope}_id`, `the ${scope}`)
  const tool = putTool(pieces, scope)
  if (tool !== null) putAction(pieces, tool)
  return leadsTo(pieces)
}

/** Brings the word `project` or `company` to the second place, where it belongs; null when there is none. */
function putScope({ path, faults }: Pieces): Scope | null {
  const at = path.slice(0, TOOL_AT + 1).findIndex((piece) => scopeOf(piece) !== null)
  const written = path[at]
  const scope = scopeOf(written)
  if (scope === null || written === undefined) return null
  if (written !== scope) {
    faults.push(
      fault('misspelt', written, `"${written}" is misspelt: "${scope}" was probably meant.`),
    )
    path[at] = scope
  }
  if (at === TOOL_AT && isId(path[0]) && isId(path[1])) {
    const says = `Two numbers stand before "${scope}", and only that of the ${scope} belongs there.`
    faults.push(fault('id-in-wrong-place', `${path[0]}/${path[1]}`, says))
    path.shift()
  } else if (at === 0 && isId(path[1])) {
    const says = `The number of the ${scope} belongs before the word "${scope}".`
    faults.push(fault('id-in-wrong-place', path[1] ?? '', says))
    path.splice(0, 2, path[1] ?? '', scope)
  } else if (at === 0) {
    faults.push(fault('id-missing', '', `The number of the ${scope} is missing before "${scope}".`))
    path.unshift(`{${scope}_id}`)
  }
  return path[SCOPE_AT] === scope ? scope : null
}

function scopeOf(piece: string | undefined): Scope | null {
  if (!isWord(piece) || piece === undefined) return null
  return (
    SCOPES.find(
      (scope) =>
        scope === piece || nearestWord(piece, [scope], { isLast: false, slipCharsMin: 5 }) !== null,
    ) ?? null
  )
}

/** Null when the tool is not known: then nothing can be said of what follows it. */
function putTool(pieces: Pieces, scope: Scope): string | null {
  const { path, faults } = pieces
  const written = path[TOOL_AT]
  if (written === undefined) {
    faults.push(fault('cut-short', '', 'It ends before the name of the tool.'))
    path.push('home')
    return null
  }
  if (isId(written)) return numberBeforeTool(pieces)
  const { both } = WEB_TOOLS
  const own = new Set([...WEB_TOOLS[scope], ...both])
  if (own.has(written)) return written
  const other = scope === 'project' ? 'company' : 'project'
  if (WEB_TOOLS[other].has(written)) {
    const says = `"${written}" is a tool of the ${other}: the number in front has to be that of a ${other}, and the word before it "${other}".`
    faults.push(fault('id-in-wrong-place', `${path[0]}/${scope}`, says))
    path[0] = `{${other}_id}`
    path[SCOPE_AT] = other
    return written
  }
  const near = isWord(written)
    ? nearestWord(written, own, { isLast: path.length === TOOL_AT + 1, slipCharsMin: 4 })
    : null
  if (near === null) return isWord(written) ? written : null
  faults.push(wordFault(written, near))
  path[TOOL_AT] = near.word
  return near.word
}

/** `/87654/project/123/rfi/show`: the number of the item slipped before the tool. */
function numberBeforeTool({ path, faults }: Pieces): string | null {
  const [number = '', tool] = path.slice(TOOL_AT)
  if (tool === undefined || !isWord(tool)) return null
  faults.push(
    fault(
      'id-in-wrong-place',
      number,
      `The number ${number} belongs behind the tool and the action, not before them.`,
    ),
  )
  path.splice(TOOL_AT, 1)
  path.push(number)
  return tool
}

function putAction(pieces: Pieces, tool: string): void {
  const { path, faults } = pieces
  const written = path[ACTION_AT]
  // `/5001/project/home` and `/5001/project/settings` are whole.
  if (written === undefined) {
    if (STANDS_ALONE.has(tool)) return
    faults.push(
      fault(
        'cut-short',
        '',
        'It ends after the tool, before what is to be done with it: "list" or "show".',
      ),
    )
    path.push('list')
    return
  }
  if (isId(written)) {
    const says = `"show" is missing before the number ${written}.`
    const next = path[ACTION_AT + 1]
    const isSwapped = next !== undefined && WEB_ACTIONS.ofOne.has(next)
    faults.push(
      isSwapped
        ? fault('id-in-wrong-place', `${written}/${next}`, `The number comes after "${next}".`)
        : fault('cut-short', '', says),
    )
    path.splice(ACTION_AT, isSwapped ? 2 : 0, ...(isSwapped ? [next, written] : ['show']))
  } else if (!WEB_ACTIONS.ofOne.has(written) && !WEB_ACTIONS.ofAll.has(written)) {
    const isLast = path.length === ACTION_AT + 1
    const all = [...WEB_ACTIONS.ofOne, ...WEB_ACTIONS.ofAll]
    const near = isWord(written) ? nearestWord(written, all, { isLast, slipCharsMin: 3 }) : null
    if (near === null) return
    faults.push(wordFault(written, near))
    path[ACTION_AT] = near.word
  }
  if (WEB_ACTIONS.ofOne.has(path[ACTION_AT] ?? '') && !APP_TOOLS.has(tool)) {
    needId(pieces, ITEM_AT, 'id', 'the item')
  }
}

const STANDS_ALONE: ReadonlySet<string> = new Set([
  'home',
  'settings',
  'directory',
  'admin',
  'portfolio',
])

/** Their items have names and no numbers. */
const APP_TOOLS: ReadonlySet<string> = new Set(['apps', 'webhooks'])

function wordFault(
  written: string,
  { word, how }: { word: string; how: 'cut short' | 'misspelt' },
): LinkFault {
  const kind = how === 'cut short' ? 'cut-short' : 'misspelt'
  return fault(kind, written, `"${written}" is ${how}: "${word}" was probably meant.`)
}

function leadsTo({ path }: Pieces): string {
  const [id = '', scope = '', tool = '', action = '', item] = path
  const place = `${scope} ${id}`
  const name = tool.replaceAll('_', ' ')
  if (item !== undefined && isId(item)) return `number ${item} of the tool ${name} in ${place}`
  return action === '' || tool === 'home' ? `the home of ${place}` : `the tool ${name} of ${place}`
}

function freePage(pieces: Pieces): string | null {
  const { path } = pieces
  const [first, second] = path
  if (first === 'companies' && second !== undefined) {
    needId(pieces, 1, 'company_id', 'the company')
    return `company ${path[1]}`
  }
  if (first === 'webclients') {
    for (const [name, of] of [
      ['companies', 'company'],
      ['projects', 'project'],
    ] as const) {
      const at = path.indexOf(name)
      if (at !== -1) needId(pieces, at + 1, `${of}_id`, `the ${of}`)
    }
    return null
  }
  return null
}
