/**
 * The last gate before a terminal: of all control characters only colours, tabs and line ends pass. What is
 * printed holds words of others (error texts, file names, addresses), and those must not steer the window.
 */

const STEERING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /\u001b(?!\[[0-9;]{0,20}m)|[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

export function withoutControls(text: string): string {
  return text.replace(STEERING, '')
}
