/** Why no certificate could be kept, and what to do. */

export class CertificateError extends Error {
  override readonly name = 'CertificateError'
  readonly folder: string

  constructor(folder: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    super(
      `The certificate for TLS could not be kept in ${folder}: ${reason}. Let this user write there, or go without TLS.`,
      { cause },
    )
    this.folder = folder
  }
}
