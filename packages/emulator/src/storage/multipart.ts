/** Reads a multipart body as it comes: fields as text, files as streams that are consumed in their turn. */
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import type { Refusal } from '../reply.ts'
import { BodyRefused } from './timed-body.ts'

/** Fields of a form: 1,000 items of 20 attributes each. */
const FIELDS_MAX = 20_000
/** Files in one body. A guess: a daily log with photos has some tens. */
const FILES_MAX = 500
/** Of all fields together, files left out: as much as any other body may have. */
export const FIELD_BYTES_MAX = 10 * 1024 * 1024
/** Of a field's name. A guess at twice the longest bracketed key. */
const NAME_BYTES_MAX = 1_000

export interface MultipartFile {
  readonly name: string
  /** Its last piece, without folders; never empty. */
  readonly fileName: string
  /** False where it came without a name: a browser sends a field of files so that nobody filled. */
  readonly isNamed: boolean
  readonly contentType: string
  readonly bytes: AsyncIterable<Uint8Array>
}

export interface MultipartReader {
  field(name: string, value: string): void
  /**
   * Takes a file's bytes. The next part is not looked at before it is through.
   *
   * @returns a refusal to read no further.
   */
  file(file: MultipartFile): Promise<Refusal | null>
}

/** @returns null when the body was read to its end. */
export async function readMultipart(
  contentType: string,
  body: AsyncIterable<Uint8Array>,
  reader: MultipartReader,
): Promise<Refusal | null> {
  const reading = new Reading(contentType, reader)
  try {
    for await (const chunk of body) {
      await reading.write(chunk)
      if (reading.refusal !== null) return reading.refusal
    }
    await reading.end()
    return reading.refusal
  } catch (error) {
    if (error instanceof BodyRefused) return error.refusal
    throw error
  } finally {
    await reading.stop()
  }
}

class Reading {
  refusal: Refusal | null = null
  readonly #reader: MultipartReader
  readonly #parser: BusboyInstance | null
  readonly #files: Promise<void>[] = []
  readonly #streams = new Set<BusboyFileStream>()
  /** A failure of whoever takes a file, which is no fault of the body. */
  #failure: { readonly error: unknown } | null = null
  #fieldBytes = 0
  #isOver = false
  #wake: (() => void) | null = null

  constructor(contentType: string, reader: MultipartReader) {
    this.#reader = reader
    this.#parser = this.#open(contentType)
  }

  /** Resolves when the parser takes more, or there is a refusal. */
  async write(chunk: Uint8Array): Promise<void> {
    if (this.#parser === null || this.refusal !== null) return
    const isReady = this.#parser.write(chunk)
    if (!isReady) await this.#woken((wake) => this.#parser?.once('drain', wake))
    if (this.#failure !== null) throw this.#failure.error
  }

  async end(): Promise<void> {
    if (this.#parser === null || this.refusal !== null) return
    this.#parser.end()
    if (!this.#isOver) await this.#woken(() => undefined)
    await Promise.all(this.#files)
    if (this.#failure !== null) throw this.#failure.error
  }

  /** Whatever is still being read of a file ends now, and its reader is waited for. */
  async stop(): Promise<void> {
    this.#parser?.destroy()
    for (const stream of this.#streams) stream.destroy()
    await Promise.all(this.#files)
  }

  #open(contentType: string): BusboyInstance | null {
    try {
      const limits = {
        fields: FIELDS_MAX,
        files: FILES_MAX,
        fieldNameSize: NAME_BYTES_MAX,
        fieldSize: FIELD_BYTES_MAX,
      }
      const parser = new Busboy({ headers: { 'content-type': contentType }, limits })
      parser.on('field', (name, value, isNameCut, isCut) => {
        this.#fieldBytes += value.length
        if (isNameCut || isCut || this.#fieldBytes > FIELD_BYTES_MAX) this.#refuseSize('its fields')
        else this.#reader.field(name, value)
      })
      parser.on('file', (name, stream, fileName, _encoding, type) => {
        this.#files.push(
          this.#take(
            { name, fileName, isNamed: Boolean(fileName), contentType: type, bytes: stream },
            stream,
          ),
        )
      })
      parser.on('fieldsLimit', () => this.#refuseSize(`more than ${FIELDS_MAX} fields`))
      parser.on('filesLimit', () => this.#refuseSize(`more than ${FILES_MAX} files`))
      parser.on('error', (error) => this.#refuse('malformed-json', String(error)))
      parser.on('finish', () => {
        this.#isOver = true
        this.#wakeUp()
      })
      return parser
    } catch (error) {
      this.#refuse('malformed-json', String(error))
      return null
    }
  }

  async #take(file: MultipartFile, stream: BusboyFileStream): Promise<void> {
    let isBroken = false
    stream.once('error', () => {
      isBroken = true
    })
    this.#streams.add(stream)
    try {
      const fileName = file.fileName || 'file'
      const refusal = await this.#reader.file({ ...file, fileName })
      if (refusal !== null) this.#end(refusal)
    } catch (error) {
      if (error instanceof BodyRefused) this.#end(error.refusal)
      else if (isBroken) this.#refuse('malformed-json', String(error))
      else this.#fail(error)
    } finally {
      this.#streams.delete(stream)
      stream.resume()
    }
  }

  #refuseSize(what: string): void {
    this.#refuse('batch-too-large', `the form is too large: ${what}`)
  }

  #refuse(failure: Refusal['failure'], because: string): void {
    this.#end({ failure, because: `the multipart body cannot be read: ${because}` })
  }

  #fail(error: unknown): void {
    this.#failure ??= { error }
    this.#wakeUp()
  }

  #end(refusal: Refusal): void {
    this.refusal ??= refusal
    this.#wakeUp()
  }

  #woken(also: (wake: () => void) => void): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
      also(resolve)
    })
  }

  #wakeUp(): void {
    this.#wake?.()
  }
}
