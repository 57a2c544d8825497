/**
 * The door to `read-world.ts`. The YAML parser and the schema checker behind it take some 50 ms to load,
 * which every start would pay and only a start with `--world` needs.
 */
import type { World } from './world.ts'

/**
 * @param resourceNames the resources that the emulator serves: other keys under `records` are refused
 * @throws {WorldFileError} with the line, the place and the reason, for the first thing that is wrong
 */
export async function readWorldFile(
  path: string,
  resourceNames: readonly string[],
): Promise<World> {
  const reader = await import('./read-world.ts')
  return reader.readWorldFile(path, resourceNames)
}
