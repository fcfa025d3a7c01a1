import type { ReservationName } from '../store/key-store.js'
import type { EncryptionAnswer } from './requests.js'

/** Reservations of this end whose machines run: their names, by the key of the machine, and who waits for them. */
export class OpenReservations {
  readonly #names = new Map<number, ReservationName>()
  readonly #keys = new Map<string, number>()
  readonly #askers = new Map<number, (answer: EncryptionAnswer) => void>()

  add(key: number, { origin, number }: ReservationName): void {
    this.#names.set(key, { origin, number })
    this.#keys.set(textOf({ origin, number }), key)
  }

  nameOf(key: number): ReservationName {
    return this.#names.get(key) as ReservationName
  }

  keyOf(name: ReservationName): number | undefined {
    return this.#keys.get(textOf(name))
  }

  /** Somebody waits for its keys. */
  expect(key: number, answer: (answer: EncryptionAnswer) => void): void {
    this.#askers.set(key, answer)
  }

  /** Once; nobody waits for what an earlier process has left. */
  answer(key: number, answer: EncryptionAnswer): void {
    const asker = this.#askers.get(key)
    this.#askers.delete(key)
    asker?.(answer)
  }

  remove(key: number): void {
    this.#keys.delete(textOf(this.nameOf(key)))
    this.#names.delete(key)
  }

  endAll(answer: EncryptionAnswer): void {
    this.#names.clear()
    this.#keys.clear()
    for (const key of this.#askers.keys()) this.answer(key, answer)
  }
}

function textOf({ origin, number }: ReservationName): string {
  return `${origin}/${number}`
}
