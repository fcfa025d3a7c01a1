import type { FilePlace } from '../topology-error.js'

/** Knows the line and column of every place in a text. */
export class TextPlaces {
  readonly #starts: number[] = [0]

  constructor(
    readonly file: string,
    text: string
  ) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1)
  }

  /** @param offset in UTF-16 code units from the start of the text */
  at(offset: number): FilePlace {
    let [low, high] = [0, this.#starts.length - 1]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.#starts[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return { file: this.file, line: low + 1, column: offset - (this.#starts[low] as number) + 1 }
  }
}
