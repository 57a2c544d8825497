/** `underpin doctor --packet`, `--attach` and `--preview`: checked before the examination, made after it. */
import {
  type Attachment,
  buildPacket,
  type Leak,
  type PacketInput,
  previewText,
  sealPacket,
} from '@underpin/doctor/node'
import { CommandError, EXIT, wrongUsage } from '../exit-code.ts'
import type { Terminal } from '../terminal.ts'
import { readAttachment } from './packet-attachment.ts'
import { packetEnvironment } from './packet-environment.ts'
import { assertPlaceFor, writePacketFile } from './packet-file.ts'

export interface PacketFlags {
  /** Path of the ZIP. */
  readonly packet?: string
  readonly preview?: boolean
  readonly attach?: readonly string[]
  /** A file that is there already may be replaced. */
  readonly force?: boolean
}

/** What is to be made, with everything that was given already read. */
export interface PacketOrder {
  /** Null: only shown. */
  readonly file: string | null
  readonly isShown: boolean
  readonly isForced: boolean
  readonly attachments: readonly Attachment[]
}

/**
 * To be called before anything is examined, as nobody likes to learn of a wrong path after it.
 * Null when no packet is wanted.
 *
 * @throws {CommandError} wrong usage, when a file cannot be read or written as named.
 */
export async function packetOrder(flags: PacketFlags): Promise<PacketOrder | null> {
  const { packet: file, preview = false, attach = [], force = false } = flags
  if (file === undefined && !preview) {
    if (attach.length === 0) return null
    throw wrongUsage(
      '--attach adds to a packet: say --packet FILE.zip, or --preview to look at it.',
    )
  }
  if (file !== undefined) await assertPlaceFor(file, force)
  const attachments: Attachment[] = []
  for (const path of attach) attachments.push(await readAttachment(path))
  return { file: file ?? null, isShown: preview, isForced: force, attachments }
}

/** What the examination and the person gave. The environment is told by this machine. */
export type PacketCase = Omit<PacketInput, 'attachments' | 'environment'>

/**
 * Shows the packet, writes it, or both; says where it is and what is missing in it.
 *
 * @throws {CommandError} could not check, when a secret would have left, or the file cannot be written.
 */
export async function makePacket(
  order: PacketOrder,
  found: PacketCase,
  terminal: Terminal,
): Promise<void> {
  const { attachments, file, isForced, isShown } = order
  const draft = buildPacket({ ...found, attachments, environment: packetEnvironment() })
  const sealed = sealPacket(draft)
  if (sealed.kind === 'refused') throw refused(sealed.leaks)
  if (isShown) terminal.out(`\n${previewText(draft).trimEnd()}`)
  if (file !== null) {
    await writePacketFile(file, sealed.bytes, isForced)
    terminal.say(`The packet is in ${file}. Look through it before you send it.`)
  }
  const missing = draft.notCollected.length
  if (missing > 0) {
    terminal.say(
      `${missing === 1 ? 'One thing is' : `${missing} things are`} missing in it; not-collected.txt says how to give ${missing === 1 ? 'it' : 'them'}.`,
    )
  }
}

function refused(leaks: readonly Leak[]): CommandError {
  const where = leaks.map(({ file, kinds }) => `${file} (${kinds.join(', ')})`).join('; ')
  return new CommandError(
    EXIT.couldNotCheck,
    `No packet was written: a secret would have left with it, in ${where}.\nTake it out of what you handed over, and try again.`,
  )
}
