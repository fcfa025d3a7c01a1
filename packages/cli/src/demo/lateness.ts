import { setTimeout as wait } from 'node:timers/promises'

const SAMPLES = 40
/** Milliseconds. */
const [SHORTEST, LONGEST] = [1, 50]

/**
 * How long frames between processes should be allowed on this machine now, milliseconds: by how late its timers are, as a
 * process that gets its turn late answers late.
 */
export async function suitableFrameDelay(): Promise<number> {
  const late: number[] = []
  for (let sample = 0; sample < SAMPLES; sample++) {
    const before = performance.now()
    await wait(1)
    late.push(performance.now() - before - 1)
  }
  late.sort((a, b) => a - b)
  const usual = late[Math.floor(0.8 * SAMPLES)] ?? 0
  return Math.min(LONGEST, Math.max(SHORTEST, Math.ceil(2 * usual)))
}
