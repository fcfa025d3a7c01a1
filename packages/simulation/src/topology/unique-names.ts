/** Gives out names, each once. */
export class UniqueNames {
  readonly #taken: Set<string>

  /** @param reserved names that are never given out */
  constructor(reserved: Iterable<string> = []) {
    this.#taken = new Set(reserved)
  }

  /** The wanted name; or, where it is taken, the first free one of 'name (2)', 'name (3)', … */
  take(wanted: string): string {
    let name = wanted
    for (let count = 2; this.#taken.has(name); count++) name = `${wanted} (${count})`
    this.#taken.add(name)
    return name
  }
}

/** White space in single blanks, none at the ends, and no '/', which separates the parts of a random stream's name. */
export function tidyName(label: string): string {
  return label.replace(/\s+/g, ' ').trim().replaceAll('/', '-')
}

/**
 * A unique name for every label, in their order: the first of several equal labels keeps it, and no label that stands
 * alone is changed for the sake of another.
 */
export function uniqueNames(labels: readonly string[]): string[] {
  const tidy = labels.map(tidyName)
  const firsts = new Set<string>()
  const names = new UniqueNames(tidy)
  return tidy.map((name) => {
    if (firsts.has(name)) return names.take(name)
    firsts.add(name)
    return name
  })
}
