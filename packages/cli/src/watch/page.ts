import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { packageFile } from '../package-file.js'

/** Folder of the page, where it was built. */
export const PAGE_FOLDER = fileURLToPath(packageFile('../dashboard/dist/page/'))

/** What to do for there to be a page. */
export const HOW_TO_BUILD = 'npm run build:page makes the page, in some seconds'

export function isPageBuilt(): boolean {
  return existsSync(`${PAGE_FOLDER}index.html`)
}
