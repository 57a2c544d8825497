/** An OpenAPI document, read and ready to be served by any number of emulators. */
import { readFile, stat } from 'node:fs/promises'
import type { Engine } from '../engine/engine.ts'
import type { Surface } from '../surface.ts'
import { type DocumentWarning, OpenApiDocument } from './document.ts'
import { listOperations } from './list-operations.ts'
import { OpenApiFileError } from './openapi-file-error.ts'
import type { Operation } from './operation.ts'
import { parseText } from './parse-text.ts'
import { ServedDocument } from './served-document.ts'

/** Bytes of a document: three times the largest that is asked for. */
const FILE_BYTES_MAX = 128 * 1024 * 1024

/** Where the control door stands: no surface owns it, and no document gets it. */
const DOOR_PREFIX = '/_underpin/'

const PATH_ADVICE = 'Give the path of an OpenAPI document on this machine.'

export interface OpenApiReading {
  /** Told of each step before it begins; reading is not divided further. */
  readonly onProgress?: (step: string) => void
}

export class OpenApi {
  readonly document: OpenApiDocument
  readonly operations: readonly Operation[]
  readonly warnings: readonly DocumentWarning[]
  /** All of them; some hundred are kept. */
  readonly warningCount: number

  private constructor(document: OpenApiDocument) {
    const listed = listOperations(document)
    this.document = document
    this.operations = listed.operations
    this.warnings = [...document.warnings, ...listed.warnings]
    this.warningCount = document.warningCount + listed.warnings.length
  }

  /**
   * @param given the document: its text, JSON or YAML, or what a parser made of it
   * @param file what messages call it
   * @throws {OpenApiFileError} for what is no OpenAPI 3.x or Swagger 2.0 document.
   */
  static from(given: unknown, file = 'openapi'): OpenApi {
    const isText = typeof given === 'string'
    const root = isText ? parseText(given, file) : given
    return new OpenApi(new OpenApiDocument(root, file, isText))
  }

  /**
   * Puts the document to work behind what is built in, on every path that is still free.
   *
   * @param others the surfaces whose paths are built in, those of the API left out
   */
  serve(engine: Engine, others: readonly Surface[]): ServedDocument {
    const isTaken = (path: string) =>
      path.startsWith(DOOR_PREFIX) || others.some((surface) => surface.owns(path))
    return new ServedDocument(this, engine.parts.platform, engine.routes, isTaken)
  }

  /** @throws {OpenApiFileError} also for a file that cannot be read, and for an address. */
  static async fromFile(file: string, { onProgress }: OpenApiReading = {}): Promise<OpenApi> {
    if (/^https?:\/\//i.test(file)) {
      const reason = 'is an address, and nothing is fetched'
      throw new OpenApiFileError({ file, reason, advice: `Download it, and give the file.` })
    }
    const bytes = await sizeOf(file)
    const mb = (bytes / 1e6).toFixed(bytes < 1e6 ? 1 : 0)
    onProgress?.(`Reading ${file} (${mb} MB) …`)
    const text = await readFile(file, 'utf8')
    onProgress?.(`Taking ${file} apart …`)
    return OpenApi.from(text.replace(/^\uFEFF/, ''), file)
  }
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch((cause: unknown) => {
    const { code } = cause as NodeJS.ErrnoException
    const reason = code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`
    throw new OpenApiFileError({ file, reason, advice: PATH_ADVICE, cause })
  })
  if (!found.isFile()) {
    const what = found.isDirectory() ? 'a folder' : 'no file'
    throw new OpenApiFileError({ file, reason: `is ${what}`, advice: PATH_ADVICE })
  }
  if (found.size <= FILE_BYTES_MAX) return found.size
  throw new OpenApiFileError({
    file,
    reason: `has ${found.size} bytes; at most ${FILE_BYTES_MAX} are read`,
    advice: 'Give a smaller document.',
  })
}
