/** The parts of the doctor that look at the network or write files: for Node. */
export { buildPacket } from './packet/build-packet.ts'
export {
  type Attachment,
  type KnownSecret,
  NOBODY_SAID,
  type NotCollected,
  type PacketDraft,
  type PacketEnvironment,
  type PacketFile,
  type PacketInput,
  type Person,
} from './packet/packet-input.ts'
export { type Leak, previewText, type SealedPacket, sealPacket } from './packet/seal-packet.ts'
export { ASK_MS_MAX, type AskOptions, ask } from './probes/ask.ts'
export {
  EXAMINE_MS_MAX,
  type ExamineEvent,
  type ExamineOptions,
  examine,
} from './probes/examine.ts'
export { CONTROL_URL } from './probes/network/control-probe.ts'
export { OBSERVE_MS_MAX } from './probes/observe.ts'
export type { Credentials, Environment, Given, Probe, ProbeContext } from './probes/probe.ts'
export { type StatusGetOptions, statusGet } from './status/status-get.ts'
