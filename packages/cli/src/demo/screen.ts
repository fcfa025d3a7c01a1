import type { Part } from './demonstration.js'

const PARTS: readonly Part[] = ['page', 'network', 'pairs', 'teleports', 'BBM92', 'DI-QKD', 'kill']
const WIDTH = Math.max(...PARTS.map((part) => part.length))

/** What happens in a demonstration, as people read it: a line of each part that stays in its place on a terminal. */
export class Screen {
  readonly #write: (text: string) => void
  readonly #columns: number | undefined
  readonly #lines = new Map<Part, string>()
  #shown = 0

  /** @param columns of a terminal; undefined: whatever it is goes on from line to line */
  constructor(write: (text: string) => void, columns: number | undefined) {
    this.#write = write
    this.#columns = columns
  }

  tell(part: Part, text: string): void {
    if (this.#lines.get(part) === text) return
    this.#lines.set(part, text)
    if (this.#columns === undefined) {
      // Of what only goes on, a file has no use.
      if (!/^\d+ (of \d+|rounds|more from end to end)$/.test(text)) this.#write(`${lineOf(part, text)}\n`)
      return
    }
    const lines = PARTS.flatMap((one) => {
      const told = this.#lines.get(one)
      return told === undefined ? [] : [lineOf(one, told).slice(0, this.#columns)]
    })
    const up = this.#shown === 0 ? '' : `\u001b[${this.#shown}A`
    this.#write(`${up}${lines.map((line) => `\u001b[2K${line}\n`).join('')}`)
    this.#shown = lines.length
  }
}

function lineOf(part: Part, text: string): string {
  return `${part.padEnd(WIDTH)}  ${text}`
}
