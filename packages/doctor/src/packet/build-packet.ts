/**
 * Builds a packet in memory: every file that whoever helps will want, with every secret taken out.
 * Everything passes one redactor, so that a secret has one name in all files; and it is built twice,
 * as a secret found in the last file may stand in the first.
 */
import { createRedactor, type Redactor } from '@underpin/exchange'
import { failureMode } from '@underpin/failures'
import { type ReadAttachments, readAttachments } from './attachment.ts'
import { type CleanInput, cleanInput } from './clean-input.ts'
import { discoverSecrets } from './discover-secrets.ts'
import { type Extra, missingFields } from './evidence-field.ts'
import { hideEncoded } from './hide-encoded.ts'
import { messageText } from './message.ts'
import type { NotCollected, PacketDraft, PacketFile, PacketInput } from './packet-input.ts'
import { diagnosisText, reportText } from './packet-texts.ts'
import { readmeText } from './readme-text.ts'
import { timelineText } from './timeline.ts'
import { triageJson } from './triage.ts'

/** Control characters but line ends and tabs, and marks of direction: files are shown in terminals too. */
const STEERING = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu

/** @param redactor a fresh one; tests give one that hides nothing. */
export function buildPacket(
  input: PacketInput,
  redactor: Redactor = createRedactor(),
): PacketDraft {
  const { attachments, secrets, ...said } = input
  const discover = (given: unknown) => discoverSecrets(given, input.person.sender, redactor)
  for (const { kind, value } of secrets) redactor.learn(kind, value)
  // An ending would be taken for a part of the value before it.
  discover([said, attachments.map(({ name }) => [name, name.replace(/\.\w{1,5}$/, '')])])
  const attached = readAttachments(attachments, redactor, discover)
  discover(attached.evidence)
  const whole = { ...input, handed: [...input.handed, ...attached.evidence] }
  cleanInput(whole, redactor)
  const clean = hideEncoded(cleanInput(whole, redactor), redactor)
  const { texts, missing } = textFiles(clean, attached, redactor)
  const files = [...texts, ...attached.images]
  return {
    files,
    notCollected: missing,
    message: new TextDecoder().decode(files.find(({ name }) => name === 'message.txt')?.bytes),
    madeAtMs: input.nowMs,
    secretsIn: (text) => {
      const whole = redactor.leftovers(text)
      return whole.length > 0
        ? whole
        : redactor.leftoverPieces(text).map((name) => `a piece of ${name}`)
    },
  }
}

function textFiles(clean: CleanInput, attached: ReadAttachments, redactor: Redactor) {
  const { report, diagnosis, exchanges, environment } = clean
  const screenshots = attached.images.map(({ name }) => name)
  const extra: Extra = { screenshots }
  const missing = [...notCollected(clean, extra), ...attached.refused].map((each) => ({
    what: redactor.text(each.what),
    because: redactor.text(each.because),
  }))
  const text = (name: string, holds: string, content: string) =>
    file(name, holds, redactor.text(content).replace(STEERING, ' '))
  const json = (name: string, holds: string, content: unknown) =>
    file(name, holds, `${jsonText(redactor.value(content))}\n`)
  const files = [
    text('message.txt', 'a message that is ready to be sent', messageText(clean, extra)),
    text('diagnosis.txt', 'what is probably the cause, and what to do', diagnosisText(clean)),
    json('diagnosis.json', 'the same for programs', diagnosis),
    text('report.txt', 'what was examined, and what was found', reportText(clean)),
    json('report.json', 'the same for programs', report),
    text('timeline.txt', 'what happened when', timelineText(clean)),
    json('exchanges.json', 'requests and answers, without secrets', {
      version: 1,
      exchanges,
      leftOut: clean.exchangesLeftOut,
    }),
    json('environment.json', 'the machine that looked', environment),
    json('triage.json', 'the whole case in short, for programs', triageJson(clean, extra)),
    text('not-collected.txt', 'what is missing, and how to give it', missingText(missing)),
  ]
  const listed = [...files, ...attached.images.map(({ name, holds }) => ({ name, holds }))]
  const readme = readmeText(clean, listed, screenshots.length > 0)
  return { texts: [text('README.txt', 'this text', readme), ...files], missing }
}

function notCollected(clean: CleanInput, extra: Extra): NotCollected[] {
  const failure = clean.diagnosis.causes[0]?.failure ?? clean.complaint.seen[0] ?? null
  const further = failure === null ? [] : failureMode(failure).escalation.evidence
  const { timeZone, system, nodeVersion, resolvers } = clean.environment
  const unknown = (what: string) => ({ what, because: 'This machine does not tell it.' })
  return [
    ...missingFields(clean, extra, further),
    ...(timeZone === null ? [unknown('Time zone; times are in UTC')] : []),
    ...(system === null ? [unknown('Operating system')] : []),
    ...(nodeVersion === null ? [unknown('Version of Node')] : []),
    ...(resolvers.length === 0 ? [unknown('Resolvers of names')] : []),
    ...(clean.report === null
      ? [{ what: 'Examination of the connection', because: 'Nothing was examined.' }]
      : clean.report.leftOut.map(({ asks, because }) => ({ what: asks, because }))),
    ...(clean.report?.results ?? [])
      .filter(({ verdict }) => verdict === 'unknown')
      .map(({ asks, says }) => ({ what: asks, because: says })),
    ...(clean.exchangesLeftOut === 0
      ? []
      : [
          {
            what: `${clean.exchangesLeftOut} older exchanges`,
            because: 'There were too many; the newest are in exchanges.json.',
          },
        ]),
  ]
}

function missingText(missing: readonly NotCollected[]): string {
  if (missing.length === 0) return 'Everything that is usually asked for is in this packet.\n'
  const rows = missing.map(({ what, because }) => `- ${what}\n    ${because}`)
  return `What is not in this packet, and why.\n\n${rows.join('\n')}\n`
}

function jsonText(content: unknown): string {
  return JSON.stringify(content, null, 2).replace(STEERING, (all) => {
    return `\\u${all.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

function file(name: string, holds: string, content: string): PacketFile {
  return { name, holds, bytes: new TextEncoder().encode(content) }
}
