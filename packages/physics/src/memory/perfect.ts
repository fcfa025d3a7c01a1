import type { MemoryLaw } from './law.js'

/** A memory that keeps everything. */
export const perfectMemory: MemoryLaw = {
  factors(_ageBefore, _ageAfter, out) {
    out[0] = 1
    out[1] = 1
    out[2] = 1
    out[3] = 0
  }
}
