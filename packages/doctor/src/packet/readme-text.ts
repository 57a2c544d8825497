/** `README.txt` of a packet: what it is, what is in it, what is never in it. */
import type { CleanInput } from './clean-input.ts'
import { bothTimes } from './local-time.ts'

export function readmeText(
  { nowMs, version, environment, person, diagnosis }: CleanInput,
  files: readonly { readonly name: string; readonly holds: string }[],
  hasScreenshots: boolean,
): string {
  const width = Math.max(...files.map(({ name }) => name.length))
  const rows = files.map(({ name, holds }) => `  ${name.padEnd(width)}  ${holds}`)
  const { escalateAtMs, because } = diagnosis.clock
  const isEarly = escalateAtMs !== null && escalateAtMs > nowMs
  const people =
    person.sender === null
      ? 'Mail addresses are replaced too.'
      : 'Mail addresses are replaced too, except that of the person who sends this.'
  return `${[
    'A packet about trouble with Procore, for whoever helps.',
    `Made at ${bothTimes(nowMs, environment.timeZone)} by underpin ${version}.`,
    `Read message.txt first; it says what is the matter and what is asked for.${isEarly ? `\nIt is early to send it; the time for that is ${bothTimes(escalateAtMs, environment.timeZone)}.\n${because}` : ''}`,
    `In it:\n${rows.join('\n')}`,
    `Access tokens, refresh tokens, passwords, client secrets, authorization codes, cookies,
signed addresses and the headers of webhook receivers are replaced by names in brackets,
such as [access token 1]. The same name means the same value in every file.
${people}
Names of people in bodies of answers are not known as such, and stay.`,
    hasScreenshots
      ? 'Screenshots are as they were given, without the place, time and camera that files carry.\nWhat is to be seen in them cannot be searched for secrets by a program: look at each\nof them before you send this, the address bar included.'
      : 'There are no screenshots in it.',
    'The finished file was unpacked and searched for every secret that was known. docs/packet.md\nof Underpin says how to check it yourself.',
  ].join('\n\n')}\n`
}
