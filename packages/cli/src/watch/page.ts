import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** What to do for there to be a page. */
export const HOW_TO_BUILD = 'npm run build:page makes the page, in some seconds'

/** The folder of the page, which comes with the dashboard's package; undefined where it was not built yet. */
export function builtPage(): string | undefined {
  try {
    const folder = join(dirname(createRequire(import.meta.url).resolve('@bellwire/dashboard')), 'page/')
    return existsSync(join(folder, 'index.html')) ? folder : undefined
  } catch {
    // The package itself was not built.
    return undefined
  }
}
