/** The doubles of the ports: a clock that is told the time, chance that repeats, a log that remembers. */
export { type LogLine, memoryLog } from './memory-log.ts'
export { seededRandom } from './seeded-random.ts'
export { VirtualClock } from './virtual-clock.ts'
