/** A page that another part brings to the platform's port: the command line mounts the doctor's so. */

export interface Mount {
  /** `/_underpin/doctor`: it owns this path and everything below. */
  readonly path: string
  /** What the link to it says, on the start page and where the emulator greets: a verb and an object. */
  readonly title: string
  /**
   * It holds nothing of this emulator: whoever reaches the port may read it, as they may read the
   * catalogue. Default: false, and it is guarded as the control door is.
   */
  readonly isOpen?: boolean
  /** Sets every header itself. What it throws is logged, and answered 500. */
  serve(request: Request): Promise<Response>
}

const MOUNT_PATH = /^\/_underpin\/[a-z][a-z0-9-]*$/

/** @throws {RangeError} for a path that is none of the door's. */
export function checkMounts(mounts: readonly Mount[]): readonly Mount[] {
  for (const { path } of mounts) {
    if (MOUNT_PATH.test(path)) continue
    throw new RangeError(`A page is mounted at /_underpin/NAME, and not at ${path}.`)
  }
  return mounts
}

export function mountAt(mounts: readonly Mount[], path: string): Mount | null {
  return mounts.find((mount) => path === mount.path || path.startsWith(`${mount.path}/`)) ?? null
}
