import { findPackageJSON } from 'node:module'
import { dirname, join } from 'node:path'

/** A path in the server's folder, wherever this program was read from: its sources, or what was built of them. */
export const inServer = (...path: string[]) => join(dirname(findPackageJSON('..', import.meta.url) ?? ''), ...path)
