#!/usr/bin/env node
/**
 * The `underpin` command, as the system starts it. Plain JavaScript, and no more than this: stripping the
 * types of even one file before the compile cache is on costs 40 ms at every start.
 */
import module from 'node:module'

module.enableCompileCache()
await import('../src/main.ts')
