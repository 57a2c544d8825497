/** The parts of the doctor that look at the network or write files: for Node. */
export type { Credentials, Probe, ProbeContext } from './probes/probe.ts'
