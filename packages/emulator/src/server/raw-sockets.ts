/**
 * The TCP sockets under TLS, by who is at the other end: a TLS socket cannot be reset, only the one below
 * it, and one whose greeting never comes is in no list of the server's. Without TLS it holds nothing.
 */
import type { Socket } from 'node:net'

export class RawSockets {
  /** Bounded by the connections that are open. */
  readonly #byPeer = new Map<string, Socket>()

  /** To be called for each connection of a TLS server, as it comes. */
  add(raw: Socket): void {
    const peer = peerOf(raw)
    this.#byPeer.set(peer, raw)
    raw.once('close', () => {
      if (this.#byPeer.get(peer) === raw) this.#byPeer.delete(peer)
    })
  }

  /** A real reset (RST), not an orderly end: that is what a failing network looks like from the other side. */
  reset(socket: Socket): void {
    const raw = this.#byPeer.get(peerOf(socket)) ?? socket
    raw.resetAndDestroy()
  }

  destroyAll(): void {
    for (const raw of this.#byPeer.values()) raw.destroy()
  }
}

function peerOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`
}
