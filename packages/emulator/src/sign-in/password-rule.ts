/**
 * What a new password has to be. Fact sheet section 12: at least eight characters, an upper-case and a
 * lower-case letter, a digit, one of `!@#$%^&*`, and none of the last four passwords.
 */
const PASSWORD_CHARS_MIN = 8
/** A bound, and a guess: what is typed or kept in a password manager is shorter. */
const PASSWORD_CHARS_MAX = 200
/** Passwords that may not be used again, the one that is in force among them. */
export const PASSWORDS_REMEMBERED = 4

const DEMANDS: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(`^.{${PASSWORD_CHARS_MIN},${PASSWORD_CHARS_MAX}}$`, 'su'),
    `${PASSWORD_CHARS_MIN} to ${PASSWORD_CHARS_MAX} characters`,
  ],
  [/\p{Lu}/u, 'an upper-case letter'],
  [/\p{Ll}/u, 'a lower-case letter'],
  [/\d/, 'a digit'],
  [/[!@#$%^&*]/, 'one of ! @ # $ % ^ & *'],
]

/** The rule in words. */
export const PASSWORD_RULE = `A password has ${DEMANDS.map(([, words]) => words).join(', ')}, and is none of the last ${PASSWORDS_REMEMBERED}.`

/** What a password lacks, in the words of the rule; nothing when it may be tried against the last ones. */
export function lackingIn(password: string): readonly string[] {
  return DEMANDS.filter(([demand]) => !demand.test(password)).map(([, words]) => words)
}
