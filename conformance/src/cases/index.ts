import type { Case } from '../verdict/case.js'
import { attemptCases } from './attempts.js'
import { clockCases } from './clocks.js'
import { pairCases } from './pairs.js'
import { queueCases } from './queue.js'
import { sequenceCases } from './sequence.js'
import { sessionCases } from './session.js'

/** Every case, in the order of the specification. */
export const CASES: readonly Case[] = [
  ...sessionCases,
  ...clockCases,
  ...attemptCases,
  ...queueCases,
  ...sequenceCases,
  ...pairCases
]
