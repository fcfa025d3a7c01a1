import { existsSync } from 'node:fs'

/**
 * A file of this package, by its path in it. The sources and the program that is made of them (all of it in one folder)
 * lie one folder below the package's, single modules that were built two: so this module is where that is known.
 */
export function packageFile(path: string): URL {
  const [near, far] = [new URL('../', import.meta.url), new URL('../../', import.meta.url)]
  return new URL(path, existsSync(new URL('package.json', near)) ? near : far)
}
