/** The text of a document, JSON or YAML, as plain data. A fault is told with its line. */
import { createRequire } from 'node:module'
import { OpenApiFileError } from './openapi-file-error.ts'

/** Collections within collections. The deepest known documents nest about 40 deep; a guess. */
export const DOCUMENT_DEPTH_MAX = 400

/** The reader takes some milliseconds to load, which only a start with a YAML document needs to pay. */
const load = createRequire(import.meta.url)

const JSON_ADVICE = 'Correct it there, or export the document again.'

/** @throws {OpenApiFileError} when the text is neither. */
export function parseText(text: string, file: string): unknown {
  const start = text.trimStart()
  if (start === '') {
    throw new OpenApiFileError({ file, reason: 'is empty', advice: 'Give an OpenAPI document.' })
  }
  return start.startsWith('{') ? parseJson(text, file) : parseYaml(text, file)
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // A YAML document may begin with a brace too: `{openapi: 3.0.0, …}`.
    if (!/^\s*\{\s*["}]/.test(text)) return parseYaml(text, file)
    const message = error instanceof Error ? error.message : String(error)
    const line = Number(/\(line (\d+) /.exec(message)?.[1] ?? 0) || lineOfEnd(text, message)
    const reason = `is no JSON (${shortened(message)})`
    throw new OpenApiFileError({ file, line, reason, advice: JSON_ADVICE, cause: error })
  }
}

function parseYaml(text: string, file: string): unknown {
  const { load: read, CORE_SCHEMA, mergeTag } = load('js-yaml') as typeof import('js-yaml')
  try {
    return read(text, { schema: CORE_SCHEMA.withTags(mergeTag), maxDepth: DOCUMENT_DEPTH_MAX })
  } catch (error) {
    const { mark, reason: said } = error as { mark?: { line?: unknown }; reason?: unknown }
    const line = typeof mark?.line === 'number' ? mark.line + 1 : null
    const reason = `is no YAML (${shortened(String(said ?? error))})`
    throw new OpenApiFileError({ file, line, reason, advice: JSON_ADVICE, cause: error })
  }
}

/** V8 names no line when the text ends too early. */
function lineOfEnd(text: string, message: string): number | null {
  return message.includes('end of JSON') ? text.trimEnd().split('\n').length : null
}

/** V8 quotes the text around the fault, which may be one line of megabytes. */
function shortened(message: string): string {
  const [first = ''] = message.split('\n', 1)
  return first.length > 160 ? `${first.slice(0, 160)}…` : first
}
