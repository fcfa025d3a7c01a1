/**
 * A value that must not leave the node: an outcome, a setting before its announcement, a key bit. It prints, logs
 * and serialises as '[secret]'; only code that asks for it by name gets it.
 */
export class Secret<T> {
  readonly #value: T

  constructor(value: T) {
    this.#value = value
  }

  reveal(): T {
    return this.#value
  }

  toJSON(): string {
    return '[secret]'
  }

  toString(): string {
    return '[secret]'
  }

  /** What Node's console and inspectors show: the symbol is registered, so that no import is needed. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]'
  }
}
