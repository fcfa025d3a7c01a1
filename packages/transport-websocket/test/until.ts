import { setTimeout as sleep } from 'node:timers/promises'

/** Lets time pass until something has come about: looked at after every few milliseconds, for 30 seconds at most. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  for (const end = performance.now() + 30_000; performance.now() < end; ) {
    if (condition()) return
    await sleep(2)
  }
  throw new Error(`${what}: not within 30 seconds`)
}
