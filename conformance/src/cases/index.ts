import { nodeMachineCases } from '../machines/node-cases.js'
import type { Case } from '../verdict/case.js'
import { againCases } from './again.js'
import { anythingCases } from './anything.js'
import { appliedCases } from './applied.js'
import { arrivalCases } from './arrivals.js'
import { attemptCases } from './attempts.js'
import { batchCases } from './batches.js'
import { bounceCases } from './bounces.js'
import { characterisationCases } from './characterisation.js'
import { clockCases } from './clocks.js'
import { dialogueCases } from './dialogues.js'
import { endCases } from './ends.js'
import { epochCases } from './epochs.js'
import { formCases } from './forms.js'
import { expiryCases } from './expiries.js'
import { gateCases } from './gates.js'
import { generatedCases } from './generated.js'
import { holdingCases } from './holding.js'
import { keptClockCases } from './kept-clocks.js'
import { killedAgainCases } from './killed/again.js'
import { beginsAsNewCases } from './killed/as-new.js'
import { killedInPhaseCases } from './killed/phases.js'
import { killedWithinCases } from './killed/within.js'
import { lifeCases } from './life.js'
import { meansCases } from './means.js'
import { measuredCases } from './measured.js'
import { movedClockCases } from './moved-clocks.js'
import { noticeCases } from './notices.js'
import { orderCases } from './order.js'
import { pacedCases } from './paced.js'
import { pairCases } from './pairs.js'
import { parameterCases } from './parameters.js'
import { partyCases } from './parties.js'
import { pointCases } from './points.js'
import { qubitCases } from './qubits.js'
import { queueCases } from './queue.js'
import { rangeCases } from './ranges.js'
import { requestCases } from './requests.js'
import { schedulerCases } from './schedulers.js'
import { sentFrameCases } from './sent-frames.js'
import { sequenceCases } from './sequence.js'
import { servedCases } from './served.js'
import { sessionCases } from './session.js'
import { shortfallCases } from './shortfalls.js'
import { socketCases } from './sockets.js'
import { statisticsCases } from './statistics/index.js'
import { storedCases } from './stored.js'
import { switchCases } from './switches.js'
import { teleportedCases } from './teleported.js'
import { teleportingCases } from './teleporting.js'
import { teleportsCutOffCases } from './teleports-cut-off.js'
import { unansweredCases } from './unanswered.js'
import { voidCases } from './voids.js'
import { windowCases } from './windows.js'

/** Every case, in the order of the specification. */
export const CASES: readonly Case[] = [
  ...formCases,
  ...sentFrameCases,
  ...sessionCases,
  ...partyCases,
  ...againCases,
  ...meansCases,
  ...clockCases,
  ...movedClockCases,
  ...attemptCases,
  ...batchCases,
  ...lifeCases,
  ...windowCases,
  ...switchCases,
  ...holdingCases,
  ...keptClockCases,
  ...queueCases,
  ...requestCases,
  ...pointCases,
  ...endCases,
  ...shortfallCases,
  ...unansweredCases,
  ...servedCases,
  ...orderCases,
  ...schedulerCases,
  ...pacedCases,
  ...sequenceCases,
  ...pairCases,
  ...qubitCases,
  ...storedCases,
  ...measuredCases,
  ...arrivalCases,
  ...statisticsCases,
  ...dialogueCases,
  ...appliedCases,
  ...teleportedCases,
  ...teleportingCases,
  ...teleportsCutOffCases,
  ...gateCases,
  ...characterisationCases,
  ...bounceCases,
  ...socketCases,
  ...voidCases,
  ...epochCases,
  ...parameterCases,
  ...nodeMachineCases,
  ...expiryCases,
  ...rangeCases,
  ...beginsAsNewCases,
  ...noticeCases,
  ...killedInPhaseCases,
  ...killedAgainCases,
  ...killedWithinCases,
  ...anythingCases,
  ...generatedCases
]
