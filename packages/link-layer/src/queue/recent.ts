import { ADD_WINDOW } from '../configuration.js'

/** More than the window of ADDs can call for. */
const REMEMBERED = 4 * ADD_WINDOW

/**
 * What was put in lately: the last {@link REMEMBERED} keys at least, twice as many at most. Two maps in turn, since
 * taking the oldest key out of one for each that comes leaves holes that every search for the oldest must pass.
 */
export class Recent<Value> {
  #newer = new Map<number, Value>()
  #older: Map<number, Value> | undefined

  get size(): number {
    return this.#newer.size + (this.#older?.size ?? 0)
  }

  has(key: number): boolean {
    return this.#newer.has(key) || this.#older?.has(key) === true
  }

  get(key: number): Value | undefined {
    return this.#newer.get(key) ?? this.#older?.get(key)
  }

  put(key: number, value: Value): void {
    if (this.#newer.size === REMEMBERED && !this.#newer.has(key)) {
      this.#older = this.#newer
      this.#newer = new Map()
    }
    this.#newer.set(key, value)
  }

  clear(): void {
    this.#newer.clear()
    this.#older = undefined
  }
}
