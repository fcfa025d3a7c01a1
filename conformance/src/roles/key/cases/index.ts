import type { KeyCase } from '../key-test.js'
import { alteredCases } from './altered.js'
import { carriedCases } from './carried.js'
import { cascadeCases } from './cascade.js'
import { codeCases } from './codes.js'
import { deviceIndependentCases } from './device-independent.js'
import { drawnCases } from './drawn.js'
import { endingCases } from './endings.js'
import { honestCases } from './honest.js'
import { judgedCases } from './judged.js'
import { noiseCases } from './noise.js'
import { numberCases } from './numbers.js'
import { poolCases } from './pool.js'
import { proposalCases } from './proposals.js'
import { restartCases } from './restarts.js'
import { testCases } from './tests.js'

/** What is played at two nodes that distribute keys. */
export const KEY_CASES: readonly KeyCase[] = [
  ...honestCases,
  ...testCases,
  ...cascadeCases,
  ...codeCases,
  ...proposalCases,
  ...numberCases,
  ...poolCases,
  ...alteredCases,
  ...carriedCases,
  ...endingCases,
  ...restartCases,
  ...deviceIndependentCases,
  ...drawnCases,
  ...judgedCases,
  ...noiseCases
]
