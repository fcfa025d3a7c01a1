import { nodeMachineCases } from '../machines/node-cases.js'
import type { Case } from '../verdict/case.js'
import { anythingCases } from './anything.js'
import { attemptCases } from './attempts.js'
import { batchCases } from './batches.js'
import { clockCases } from './clocks.js'
import { endCases } from './ends.js'
import { epochCases } from './epochs.js'
import { formCases } from './forms.js'
import { generatedCases } from './generated.js'
import { lifeCases } from './life.js'
import { movedClockCases } from './moved-clocks.js'
import { pairCases } from './pairs.js'
import { parameterCases } from './parameters.js'
import { partyCases } from './parties.js'
import { qubitCases } from './qubits.js'
import { queueCases } from './queue.js'
import { requestCases } from './requests.js'
import { sequenceCases } from './sequence.js'
import { servedCases } from './served.js'
import { sessionCases } from './session.js'

/** Every case, in the order of the specification. */
export const CASES: readonly Case[] = [
  ...formCases,
  ...sessionCases,
  ...partyCases,
  ...clockCases,
  ...movedClockCases,
  ...attemptCases,
  ...batchCases,
  ...lifeCases,
  ...queueCases,
  ...requestCases,
  ...endCases,
  ...servedCases,
  ...sequenceCases,
  ...pairCases,
  ...qubitCases,
  ...epochCases,
  ...parameterCases,
  ...nodeMachineCases,
  ...anythingCases,
  ...generatedCases
]
