import { ErrorCode, Outcome } from '@bellwire/wire'
import fc, { type Arbitrary } from 'fast-check'
import { alter, miss, tellAgain } from './heralds.js'
import type { Play } from './play.js'
import { PHASES, type Phase } from './phases.js'
import { reach } from './reach.js'
import { Step } from './step.js'

const MICROSECOND = 1000
const A_WHILE = 300 * MICROSECOND

/** A fault: what is set up before the phase comes, and what is done when it is there. */
interface Fault {
  /** Frames are to fare so in that phase: times by which copies are late, nanoseconds. */
  readonly late?: readonly number[]
  /** Instead of `strike` where the phase is `heralded`: the success is told otherwise. */
  readonly herald?: (play: Play, cell: string) => void
  /** Returns false where there was nothing to do it to. */
  readonly strike?: (play: Play) => unknown
}

/** Classes of faults at the edges of one node. */
const FAULTS = {
  loss: { late: [] },
  duplication: { late: [0, 30 * MICROSECOND] },
  reordering: { late: [25 * MICROSECOND] },
  delay: { late: [7 * MICROSECOND] },
  'delay beyond memory': { late: [100 * MICROSECOND] },
  'outcomes that differ': {
    herald: (play, cell) => alter(play, cell, ({ bellIndex }) => ({ bellIndex: bellIndex ^ 1 })),
    strike: (play) => tellAgain(play, 0, ({ bellIndex }) => ({ bellIndex: bellIndex ^ 1 }))
  },
  'wrong numbers': { strike: (play) => miss(play, 2, true) },
  'success to one end': { strike: equivocate },
  'herald for no attempt': {
    herald: (play, cell) => alter(play, cell, () => ({ queueId: 99 })),
    strike: ({ test: { scene } }) =>
      scene.stage.deliver(scene.station.node, scene.station.reply({ queueId: 99, slot: scene.station.slot }), 'forged')
  },
  'former incarnation': {
    strike: ({ test: { scene } }) => {
      const { peer, stage } = scene
      const low = peer.settled
      const header = { ...peer.header(), incarnation: peer.incarnation - 1 }
      return stage.deliver(peer.node, { type: 'RELEASED', ...header, low, high: (low + 1) >>> 0 }, 'forged')
    }
  },
  refusal: { strike: refuse },
  'cancel races': {
    strike: async ({ test: { scene }, taken }) => {
      const createId = taken.at(-1)
      if (createId === undefined) return false
      return scene.stage.ask({ type: 'cancel', link: scene.link.link, createId })
    }
  },
  'deadline races': {
    strike: ({ test: { scene } }) => {
      const queueId = [...scene.peer.items.keys()].at(-1)
      if (queueId === undefined) return false
      return scene.peer.end(queueId, ErrorCode.TIMEOUT)
    }
  },
  'silent peer': {
    strike: (play) => play.fates.silence(play.test.scene.peer.node, play.test.scene.stage.now + A_WHILE)
  },
  'wrong claims': {
    strike: async ({ test: { scene } }) => {
      const { peer, stage } = scene
      await stage.deliver(peer.node, { type: 'END_ACK', ...peer.header(), queueId: 999 }, 'forged')
      await stage.deliver(
        peer.node,
        { type: 'ADD_REJ', ...peer.header(), serial: 999, reason: ErrorCode.NORES },
        'forged'
      )
    }
  },
  replay: {
    strike: async ({ test: { scene } }) => {
      const came = scene.happenings.flatMap((one) => (one.kind === 'came' ? [one] : []))
      for (const { from, frame } of came.slice(-3)) await scene.stage.deliver(from, frame, 'replayed')
    }
  },
  glare: {
    strike: async (play) => {
      const { scene } = play.test
      scene.peer.create(1)
      const { createId, code } = await scene.create()
      if (code === 0) play.taken.push(createId)
    }
  }
} as const satisfies Readonly<Record<string, Fault>>

type FaultName = keyof typeof FAULTS
const NAMES = Object.keys(FAULTS) as FaultName[]

/** What is counted of a fault that came about in a phase. */
function cellOf(fault: FaultName, phase: Phase): string {
  return `${fault} while ${phase}`
}

/** Every cell of the grid of faults and phases. */
export const GRID: readonly string[] = NAMES.flatMap((fault) => PHASES.map((phase) => cellOf(fault, phase)))

/** One fault in one phase. */
export function faultSteps(): readonly Arbitrary<Step>[] {
  const cell = fc
    .record({ fault: fc.constantFrom(...NAMES), phase: fc.constantFrom(...PHASES) })
    .map(({ fault, phase }) => new Step(cellOf(fault, phase), (play) => strikeIn(play, fault, phase)))
  return [cell, cell, cell]
}

async function strikeIn(play: Play, name: FaultName, phase: Phase): Promise<void> {
  const { scene } = play.test
  const { late, herald, strike }: Fault = FAULTS[name]
  const cell = cellOf(name, phase)
  const isPresent = (): boolean => play.phases.present.includes(phase)
  const met = (): void => play.witness(cell)
  if (late !== undefined) play.fates.add({ type: undefined, spared: 0, late, isTime: isPresent, met })
  const isTold = herald !== undefined && phase === 'heralded'
  if (isTold) herald(play, cell)
  await reach(play, phase)
  if (isPresent() && !isTold) {
    if (strike !== undefined && (await strike(play)) !== false) met()
    // There is a frame at least that fares so.
    if (late !== undefined || name === 'silent peer') scene.peer.alive(false)
  }
  await scene.pass(A_WHILE)
  play.relax()
}

/** The peer hears of a success, and the node that there was none. */
async function equivocate(play: Play): Promise<void> {
  const { station, peer, stage } = play.test.scene
  const { sequence } = station
  const ids = play.batch ?? { queueId: 0, peerQueueId: 0, slot: station.slot }
  station.sequence = (sequence + 1) >>> 0
  peer.heralded(station.reply({ outcome: Outcome.SUCCESS, ...ids, sequence }))
  await stage.deliver(station.node, station.reply({ ...ids, sequence }), 'forged')
}

/** The peer takes no request for a while. */
async function refuse(play: Play): Promise<void> {
  const { scene } = play.test
  scene.peer.purposes.clear()
  await scene.create()
  await scene.pass(2 * scene.link.peerDelay)
  scene.peer.purposes.add(0)
}
