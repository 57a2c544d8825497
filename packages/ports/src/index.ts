/** The few seams of the house: time, chance and log, with their real adapters. Doubles are in `./testing`. */
export { type Clock, sleep } from './clock.ts'
export { type Log, type LogFields, type LogLevel, silentLog } from './log.ts'
export { type Random, randomHex, randomInteger } from './random.ts'
export { systemClock } from './system-clock.ts'
export { systemRandom } from './system-random.ts'
