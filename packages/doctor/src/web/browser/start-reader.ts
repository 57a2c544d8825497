/** Starts the reader beside the page. */
import type { Told } from './shown-reading.ts'

/** What the page needs of trusted types: the one policy that its headers allow, for the one address. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): string
  }
}

const READER = new URL('./reader.ts', import.meta.url)

/** @param failed is called when it cannot be started, or ends by itself. */
export function startReader(hear: (told: Told) => void, failed: () => void): Worker {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes }
  const policy = trustedTypes?.createPolicy('underpin-doctor', {
    createScriptURL: (url) => (url === READER.href ? url : ''),
  })
  const address = policy === undefined ? READER.href : policy.createScriptURL(READER.href)
  const reader = new Worker(address, { type: 'module' })
  reader.addEventListener('message', ({ data }: MessageEvent<Told>) => hear(data))
  reader.addEventListener('error', failed)
  return reader
}
