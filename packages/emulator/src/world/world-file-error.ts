/** What is wrong with a world file, where, and what to do. */

export interface WorldFileFault {
  readonly file: string
  /** From 1; null when the fault has no place. */
  readonly line?: number | null
  /** `projects`, 0, `company`. */
  readonly path?: readonly PropertyKey[]
  readonly reason: string
  readonly cause?: unknown
}

export class WorldFileError extends Error {
  override readonly name = 'WorldFileError'
  readonly line: number | null
  readonly path: readonly PropertyKey[]

  constructor({ file, line = null, path = [], reason, cause }: WorldFileFault) {
    const where = line === null ? file : `${file}, line ${line}`
    const place = path.length === 0 ? '' : `${path.map(String).join('.')}: `
    super(`${where}: ${place}${reason}`, { cause })
    this.line = line
    this.path = path
  }
}
