/** The parts of the doctor that look at the network or write files: for Node. */
export { ASK_MS_MAX, type AskOptions, ask } from './probes/ask.ts'
export {
  EXAMINE_MS_MAX,
  type ExamineEvent,
  type ExamineOptions,
  examine,
} from './probes/examine.ts'
export type { Credentials, Environment, Given, Probe, ProbeContext } from './probes/probe.ts'
