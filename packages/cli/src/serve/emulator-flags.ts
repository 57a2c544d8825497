/** The flags that `up` and `emulate` share. */
import { type Command, Option } from 'commander'
import { readCount, readDurationMs, readPort, readPositive, readSeed } from '../option-values.ts'

export const DEFAULT_PORT = 4010
export const DEFAULT_STATUS_PORT = 4011
export const DEFAULT_HOST = '127.0.0.1'

/** As commander gives them. */
export interface EmulatorFlags {
  readonly port: number
  readonly statusPort: number
  readonly host: string
  readonly data?: string
  readonly world?: string
  readonly openapi?: string
  readonly hourlyLimit?: number
  readonly spikeLimit?: number
  readonly shedAbove?: number
  readonly webhooksAnywhere?: boolean
  readonly smtp?: string
  readonly smsHook?: string
  readonly mailAnywhere?: boolean
  readonly seed?: number
  readonly statusDelay?: number
  readonly assume: readonly string[]
  readonly assumptions?: boolean
  readonly routes?: boolean
  readonly controlToken?: string
  readonly tls?: boolean
  readonly log?: boolean
  readonly json?: boolean
  readonly color: boolean
}

export function addEmulatorFlags(command: Command): Command {
  return command
    .option(
      '--port <n>',
      'the platform: web application, sign-in, API, storage',
      readPort,
      DEFAULT_PORT,
    )
    .option('--status-port <n>', 'the status page', readPort, DEFAULT_STATUS_PORT)
    .option(
      '--host <address>',
      'where to listen; beyond this machine it needs --control-token and --tls',
      DEFAULT_HOST,
    )
    .option('--control-token <token>', 'what the control door asks for')
    .option('--tls', 'HTTPS, with a certificate that is made when there is none')
    .option('--data <file>', 'keep everything in this SQLite file, and go on with what is in it')
    .option('--world <file>', 'companies, people, projects and apps from this YAML file')
    .option('--openapi <file>', 'serve what is not built in from this OpenAPI file, JSON or YAML')
    .option('--hourly-limit <n>', 'requests in an hour, 0 for no limit', readCount)
    .option('--spike-limit <n>', 'requests in 10 seconds, 0 for no limit', readCount)
    .option(
      '--shed-above <n>',
      'turn requests away while so many are in flight; default: never',
      readPositive,
    )
    .option(
      '--status-delay <time>',
      'how late the status page tells of a fault, such as 2m (default: 5m)',
      readDurationMs,
    )
    .option('--seed <n>', 'the same ids, tokens and chance at every start', readSeed)
    .addOption(
      new Option('--assume <name=value>', 'decide what nobody has documented; may be given again')
        .argParser(collect)
        .default([], 'none; --assumptions lists them'),
    )
    .option('--assumptions', 'print what is assumed, and end')
    .option('--webhooks-anywhere', 'deliver webhooks to any address, and not to loopback alone')
    .option('--smtp <url>', 'send mails on, to smtp://user:password@127.0.0.1:1025 or the like')
    .option('--sms-hook <url>', 'send texts on, each as a POST of JSON')
    .option('--mail-anywhere', 'let these two be on other machines')
    .option('--routes', 'print every operation that is built in, and end')
    .option('--log', 'a line for each exchange, also when no terminal looks on')
    .option('--json', 'print one line of JSON when it is ready, or what is printed as JSON')
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value]
}
