/** Why a port could not be listened on, and what to do. */

export type ListenErrorCode =
  | 'E_PORT_IN_USE'
  | 'E_PORT_FORBIDDEN'
  | 'E_ADDRESS_UNKNOWN'
  | 'E_CONTROL_TOKEN_NEEDED'
  | 'E_TLS_NEEDED'
  | 'E_LISTEN'

export class ListenError extends Error {
  override readonly name = 'ListenError'
  readonly code: ListenErrorCode

  constructor(code: ListenErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

export function listenError(error: NodeJS.ErrnoException, host: string, port: number): ListenError {
  const options = { cause: error }
  const where = `${host}:${port}`
  switch (error.code) {
    case 'EADDRINUSE':
      return new ListenError(
        'E_PORT_IN_USE',
        `${where} is in use by another program: stop it, or choose another port (0 takes a free one).`,
        options,
      )
    case 'EACCES':
      return new ListenError(
        'E_PORT_FORBIDDEN',
        `${where} may not be used by this user: choose a port from 1024 on.`,
        options,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ListenError(
        'E_ADDRESS_UNKNOWN',
        `${host} is no address of this machine: choose 127.0.0.1, or one that it has.`,
        options,
      )
    default:
      return new ListenError('E_LISTEN', `cannot listen on ${where}: ${error.message}`, options)
  }
}
