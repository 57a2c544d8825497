/** What is wrong with an OpenAPI document: which file, where in it, what, and what to do. */

export interface OpenApiFault {
  readonly file: string
  /** From 1; null when it is not known. */
  readonly line?: number | null
  /** A place in the document, `paths./pets.get`; empty for the document itself. */
  readonly place?: string
  /** Without a full stop. */
  readonly reason: string
  /** One imperative sentence. */
  readonly advice: string
  readonly cause?: unknown
}

export class OpenApiFileError extends Error {
  override readonly name = 'OpenApiFileError'
  readonly line: number | null

  constructor({ file, line = null, place = '', reason, advice, cause }: OpenApiFault) {
    const where = line === null ? file : `${file}, line ${line}`
    super(`${where}: ${place === '' ? '' : `${place}: `}${reason}. ${advice}`, { cause })
    this.line = line
  }
}
