import { openPage } from '../watch/open-page.js'
import { builtPage, HOW_TO_BUILD } from '../watch/page.js'
import type { Demonstration } from './demonstration.js'

/**
 * Shows a demonstration in a page, where that was built.
 *
 * @param opened whether a browser is to be opened, where there is a display
 * @returns what ends it
 */
export async function showPage(
  demonstration: Demonstration,
  opened: boolean,
  tell: (text: string) => void
): Promise<() => Promise<void>> {
  const folder = builtPage()
  if (folder === undefined) {
    tell(`none yet: ${HOW_TO_BUILD}`)
    return async () => undefined
  }
  const page = await demonstration.servePage(folder)
  tell(page.address)
  const forget = opened ? openPage(page.address) : () => undefined
  return async () => {
    forget()
    await page.close()
  }
}
