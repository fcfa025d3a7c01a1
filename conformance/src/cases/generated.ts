import { calmDown, judgeAnswers, judgeLost, judgeMemory } from './afterwards.js'
import { applicationSteps } from '../random/applications.js'
import { faultSteps } from '../random/faults.js'
import { frameSteps } from '../random/frames.js'
import { heraldSteps } from '../random/heralds.js'
import { hostileSteps } from '../random/hostile.js'
import { cutSteps, killSteps } from '../random/kills.js'
import { partySteps } from '../random/parties.js'
import type { GeneratedCase } from '../verdict/case.js'
import type { Play } from '../random/play.js'
import type { Property } from '../random/property.js'

/** What monitors judge in any run, and what must have come about for that. */
const ALWAYS = {
  'LNK-010': 'answer-created',
  'LNK-011': 'answer-ok',
  'LNK-012': 'answer-ok',
  'LNK-024': 'frame-replayed',
  'LNK-040': 'answer-ok',
  'LNK-043': 'stale-success-in-attempt',
  'LNK-062': 'answer-ok',
  'LNK-091': 'answer-expired',
  'LNK-098': 'answer-ok'
}

/** What must not change anything. */
const HOSTILE = {
  'WIR-014': 'WIR-014',
  'WIR-015': 'WIR-014',
  'WIR-021': 'WIR-021',
  'WIR-022': 'WIR-022',
  'PHY-004': 'PHY-004',
  'PHY-005': 'PHY-005',
  'PHY-037': 'PHY-037',
  'PHY-057': 'PHY-057',
  'PHY-069': 'PHY-069'
}

/** What monitors judge in runs in which the node is killed, and what comes of it. */
const KILLED = {
  'LNK-010': 'answer-created',
  'LNK-062': 'answer-ok',
  'LNK-097': 'killed',
  'LNK-098': 'answer-ok',
  'PHY-002': 'killed',
  'RES-005': 'killed',
  'RES-006': 'killed in attempting',
  'RES-007': 'killed in held',
  'RES-010': 'answer-expired'
}

/** Most steps of one run. */
const LENGTH = 60

/** Runs of whatever can happen, as it comes. */
export const generatedCases: readonly GeneratedCase[] = [
  generated('random/keep', ['LNK.KEEP'], {
    witnesses: { ...ALWAYS, 'LNK-008': 'herald-with-other-index', 'LNK-066': 'herald-for-no-item' },
    steps: [...applicationSteps(['keep']), ...frameSteps(), ...heraldSteps(), ...partySteps()],
    length: LENGTH,
    end
  }),
  generated('random/measure', ['LNK.KEEP', 'LNK.MEASURE'], {
    witnesses: ALWAYS,
    steps: [...applicationSteps(['measure', 'measure', 'keep']), ...frameSteps(), ...heraldSteps(), ...partySteps()],
    length: LENGTH,
    end
  }),
  generated('random/hostile', ['LNK.KEEP', 'LNK.MEASURE'], {
    witnesses: HOSTILE,
    steps: [...applicationSteps(['keep', 'measure']), ...frameSteps(), ...hostileSteps(), ...hostileSteps()],
    length: LENGTH,
    isCompared: true,
    end
  }),
  generated('random/faults', ['LNK.KEEP', 'LNK.MEASURE'], {
    witnesses: { 'LNK-010': 'answer-created', 'LNK-012': 'answer-ok', 'LNK-062': 'answer-ok', 'LNK-098': 'answer-ok' },
    steps: [...faultSteps(), ...applicationSteps(['keep', 'measure'])],
    length: 20,
    end
  }),
  generated('random/killed', ['LNK.KEEP', 'LNK.MEASURE', 'NOD.RESTART'], killed(killSteps())),
  generated('random/killed-within', ['LNK.KEEP', 'LNK.MEASURE', 'NOD.CUT'], killed(cutSteps()))
]

/** @param kills how the node is killed */
function killed(kills: Property['steps']): Property {
  return {
    witnesses: KILLED,
    scene: { isLasting: true },
    steps: [...applicationSteps(['keep', 'measure']), ...frameSteps(), ...kills, ...kills],
    length: 30,
    end: async (play) => {
      play.test.scene.stage.killNow = undefined
      await end(play)
      judgeLost(play.test)
    }
  }
}

function generated(name: string, capabilities: readonly string[], property: Property): GeneratedCase {
  return { name, requirements: Object.keys(property.witnesses), capabilities, property }
}

/** When nothing is wrong any more, every request ends, and every qubit is free again. */
async function end(play: Play): Promise<void> {
  const { test } = play
  play.heal()
  await calmDown(test)
  play.judgeSoFar()
  await judgeMemory(test)
  judgeAnswers(test, play.taken)
}
