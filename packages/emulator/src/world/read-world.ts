/** Reads a world file: YAML, checked key by key. What is wrong is said with its line and its place. */
import { readFileSync } from 'node:fs'
import type { Document } from 'yaml'
import { isAlias, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { nearestOf } from './nearest-name.ts'
import type { World } from './world.ts'
import { crossCheck, type Fault } from './world-cross-check.ts'
import { WorldFileError } from './world-file-error.ts'
import { worldSchema } from './world-schema.ts'

/** A world of 10,000 projects is a few megabytes. A guess. */
const FILE_CHARS_MAX = 32 * 1024 * 1024

/** Aliases multiply what a file says; a world has no need of many. The library's own default. */
const ALIASES_MAX = 100

/**
 * @param resourceNames the resources that the emulator serves: other keys under `records` are refused
 * @throws {WorldFileError} with the line, the place and the reason, for the first thing that is wrong
 */
export function readWorldFile(path: string, resourceNames: readonly string[]): World {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new WorldFileError({ file: path, reason: 'cannot be read', cause: error })
  }
  return parseWorld(text, path, resourceNames)
}

/** As `readWorldFile`, for a text; `file` is what the errors call it. */
export function parseWorld(text: string, file: string, resourceNames: readonly string[]): World {
  if (text.length > FILE_CHARS_MAX) throw new WorldFileError({ file, reason: 'is too large' })
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [broken] = document.errors
  if (broken) {
    const { line } = lines.linePos(broken.pos[0])
    throw new WorldFileError({ file, line, reason: `is no YAML: ${broken.message}` })
  }
  const fail = ({ path, reason }: Fault): never => {
    throw new WorldFileError({ file, line: lineOf(document, lines, path), path, reason })
  }
  const parsed = worldSchema.safeParse(toPlain(document, file))
  if (!parsed.success) return fail(firstFault(parsed.error))
  const fault = crossCheck(parsed.data, resourceNames)
  if (fault) return fail(fault)
  return parsed.data
}

function toPlain(document: Document.Parsed, file: string): unknown {
  let aliases = 0
  visit(document, (_key, node) => {
    if (isAlias(node)) aliases += 1
  })
  if (aliases > ALIASES_MAX) throw new WorldFileError({ file, reason: 'has too many aliases' })
  return document.toJS({ maxAliasCount: ALIASES_MAX })
}

/**
 * What to put right first. An unknown key goes before a missing one, which is often the same one mistyped,
 * and names the nearest that there is.
 */
function firstFault(error: z.ZodError): Fault {
  const issue = error.issues.find(({ code }) => code === 'unrecognized_keys') ?? error.issues[0]
  if (!issue) return { path: [], reason: 'is no world' }
  if (issue.code !== 'unrecognized_keys') return { path: issue.path, reason: reasonOf(issue) }
  const [key = ''] = issue.keys
  const near = nearestOf(key, KEYS)
  const hint = near === null ? '' : `; did you mean "${near}"?`
  return { path: [...issue.path, key], reason: `there is no key "${key}" here${hint}` }
}

function reasonOf({ code, message }: z.core.$ZodIssue): string {
  return code === 'invalid_type' && message.endsWith('received undefined') ? 'is missing' : message
}

const KEYS = [
  'companies users projects apps limits hourly spike id name lockoutPolicy connectedApps members',
  'records user level tools email firstName lastName jobTitle password company number disabledTools',
  'clientId clientSecret grants redirectUris service permittedProjects',
]
  .join(' ')
  .split(' ')

/** The line of the key or element at this place, or of the nearest one above it. */
function lineOf(
  document: Document.Parsed,
  lines: LineCounter,
  path: readonly PropertyKey[],
): number | null {
  for (let length = path.length; length >= 0; length--) {
    const at = startOf(document, path.slice(0, length))
    if (at !== null) return lines.linePos(at).line
  }
  return null
}

function startOf(document: Document.Parsed, path: readonly PropertyKey[]): number | null {
  const above = path.length === 0 ? null : nodeAt(document, path.slice(0, -1))
  const pair = isMap(above) ? above.items.find(({ key }) => nameOf(key) === path.at(-1)) : null
  const node = pair?.key ?? nodeAt(document, path)
  return isNode(node) ? (node.range?.[0] ?? null) : null
}

function nodeAt(document: Document.Parsed, path: readonly PropertyKey[]): unknown {
  return path.length === 0 ? document.contents : document.getIn(path, true)
}

function nameOf(key: unknown): unknown {
  return isScalar(key) ? key.value : key
}
