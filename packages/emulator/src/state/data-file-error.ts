/** What is wrong with the file given as `--data`, and what to do about it. The file is left as it was. */

export class DataFileError extends Error {
  override readonly name = 'DataFileError'
  readonly path: string

  constructor(path: string, reason: string, advice: string, cause?: unknown) {
    super(`${path}: ${reason}. ${advice} The file was left as it is.`, { cause })
    this.path = path
  }
}
