/**
 * What a new password has to be. Fact sheet section 12: at least eight characters, an upper-case and a
 * lower-case letter, a digit, one of `!@#$%^&*`, and none of the last four passwords.
 */
export const PASSWORD_CHARS_MIN = 8
/** A bound, and a guess: what is typed or kept in a password manager is shorter. */
export const PASSWORD_CHARS_MAX = 200
/** Passwords that may not be used again, the one that is in force among them. */
export const PASSWORDS_REMEMBERED = 4

const DEMANDS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^.{${PASSWORD_CHARS_MIN},}$`, 'su'), `${PASSWORD_CHARS_MIN} characters or more`],
  [new RegExp(`^.{0,${PASSWORD_CHARS_MAX}}$`, 'su'), `${PASSWORD_CHARS_MAX} characters or fewer`],
  [/\p{Lu}/u, 'an upper-case letter'],
  [/\p{Ll}/u, 'a lower-case letter'],
  [/\d/, 'a digit'],
  [/[!@#$%^&*]/, 'one of ! @ # $ % ^ & *'],
]

/** The rule in words, a demand each. */
export const PASSWORD_RULE: readonly string[] = [
  ...DEMANDS.map(([, words]) => words),
  `none of the last ${PASSWORDS_REMEMBERED} passwords`,
]

/** What a password lacks, in the words of the rule; nothing when it may be tried against the last ones. */
export function lackingIn(password: string): readonly string[] {
  return DEMANDS.filter(([demand]) => !demand.test(password)).map(([, words]) => words)
}
