/** Why mails or texts cannot be sent where the options say. The message never holds a password. */

export class MailDestinationError extends Error {
  override readonly name = 'MailDestinationError'
}
