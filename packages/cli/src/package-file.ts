/**
 * A file of this package, by its path in it. The sources and the program that is made of them (all of it in one folder)
 * lie one folder below the package's, and so this module is where that is known.
 */
export function packageFile(path: string): URL {
  return new URL(`../${path}`, import.meta.url)
}
