import type { PlayedCase } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { AttemptDriver } from './drivers/attempt.js'
import { ExpiryDriver } from './drivers/expiry.js'
import { KeepAliveDriver } from './drivers/keep-alive.js'
import { PairDriver } from './drivers/pair.js'
import { RequestDriver } from './drivers/request.js'
import { FAR } from './drivers/epochs.js'
import { SessionDriver, SOON } from './drivers/session.js'
import { MACHINES } from './generated/machines.js'
import type { Machine } from './machine.js'
import { askedIn, type Kind, tourOf } from './tour.js'
import { type Driver, walk } from './walk.js'

/** How walks through a machine are made. */
interface Means {
  readonly drive: (test: Test) => Driver
  /** The requirement that a node breaks which is of no use when the walk is over. Default: that pairs still come. */
  readonly serves?: string
  readonly capabilities?: readonly string[]
  readonly scene?: PlayedCase['scene']
}

const SESSION: Means = {
  drive: (test) => new SessionDriver(test),
  scene: { link: { syncInterval: SOON, holdover: SOON } }
}

const REQUEST: Means = {
  drive: (test) => new RequestDriver(test),
  serves: 'LNK-098',
  capabilities: ['LNK.KEEP', 'LNK.MEASURE'],
  scene: { link: { peerDelay: FAR } }
}

const MEANS: Readonly<Record<string, Means>> = {
  attempt: { drive: (test) => new AttemptDriver(test) },
  'session-of-master': SESSION,
  'session-of-other': SESSION,
  expiry: {
    drive: (test) => new ExpiryDriver(test),
    capabilities: ['LNK.KEEP'],
    scene: { link: { peerDelay: FAR } }
  },
  'keep-alive': {
    drive: (test) => new KeepAliveDriver(test),
    capabilities: ['LNK.KEEP'],
    scene: { link: { peerDelay: FAR } }
  },
  'request-of-master': REQUEST,
  'request-of-other': REQUEST,
  pair: { drive: (test) => new PairDriver(test), serves: 'LNK-098', capabilities: ['LNK.KEEP', 'LNK.MEASURE'] }
}

/** Walks through the machines of a node: all transitions that are listed, and all other events in every state. */
export const nodeMachineCases: readonly PlayedCase[] = MACHINES.flatMap((machine) => {
  const means = MEANS[machine.machine]
  return means === undefined ? [] : [caseOf(machine, means, 'tour'), caseOf(machine, means, 'illegal')]
})

function caseOf(machine: Machine, { drive, serves = 'LNK-040', capabilities, scene }: Means, kind: Kind): PlayedCase {
  const { isAsked, clauses } = askedIn(machine, kind)
  return {
    name: `machines/${machine.machine}/${kind}`,
    requirements: [...new Set([...clauses, serves])],
    ...(capabilities !== undefined && { capabilities }),
    ...(machine.end !== undefined && { role: machine.end }),
    ...(scene !== undefined && { scene }),
    play: async (test) =>
      walk(machine, tourOf(machine, isAsked, test.scene.random.below(1000)), drive(test), test, serves)
  }
}
