import type { Case } from '../../verdict/case.js'
import { basisCases } from './bases.js'
import { goodnessCases } from './goodness.js'
import { numberCases } from './numbers.js'
import { outcomeCases } from './outcomes.js'
import { testRoundCases } from './test-rounds.js'

/** What is judged of a node by the shares of what comes about many times. */
export const statisticsCases: readonly Case[] = [
  ...numberCases,
  ...basisCases,
  ...outcomeCases,
  ...testRoundCases,
  ...goodnessCases
]
