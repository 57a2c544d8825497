/** A rig: a small real thing on loopback that fails before, or instead of, any server of the emulator. */

export interface Rig {
  /** What to point a client at. */
  readonly url: string
  close(): Promise<void>
}
