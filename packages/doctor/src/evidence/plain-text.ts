/**
 * Text as it looks, without what only steers: colours and commands of terminals, marks that turn the
 * direction of writing, signs without width. Pasted along they hide the words; printed again they would
 * run in the reader's terminal.
 */

/** Commands of terminals: with parameters (`ESC [ 31 m`), with a text (`ESC ] title BEL`), or short. */
const TERMINAL_COMMANDS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one.
  /\u001b(?:\[[0-?]{0,64}[ -/]{0,8}[@-~]|[\]PX^_][^\u0007\u001b\n]{0,4096}(?:\u0007|\u001b\\)?|[ -/]{0,4}[0-~])?/g

/** Control characters but tab and line ends; marks of direction and of no width; the soft hyphen. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001a\u001c-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** Full-width forms, as keyboards for East Asian scripts write Latin letters and digits: ５０３. */
const FULL_WIDTH = /[\uff01-\uff5e]/g
const FULL_WIDTH_OFFSET = 0xfee0

export function plainText(text: string): string {
  return text
    .replace(TERMINAL_COMMANDS, '')
    .replace(UNSEEN, '')
    .replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH_OFFSET))
}
