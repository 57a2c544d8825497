/** What the `underpin` command does once the compile cache is on: run, and leave with what came of it. */
import { run } from './program.ts'

process.exitCode = await run(process.argv.slice(2))
