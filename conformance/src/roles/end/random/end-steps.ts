import { ErrorCode } from '@bellwire/wire'
import fc, { type Arbitrary } from 'fast-check'
import { INDEX } from '../../../random/applications.js'
import { pick } from '../../../random/play.js'
import { Step } from '../../../random/step.js'
import { MINIMUM } from '../end-scene.js'
import { ANGLES } from '../wire-terms.js'
import type { EndPlay } from './end-play.js'

const MICROSECOND = 1000
/** Circuits that stand at once, at most: what the qubits of the node are for. */
const MOST_CIRCUITS = 2

type Made = Arbitrary<Step<EndPlay>>

const rotation = fc.constantFrom(...ANGLES)
const inOne = rotation.map((angles) => ({ set: 'NONE', probabilities: [], rotation: angles }) as const)

/** Whatever applications, the other end and the nodes between do. */
export function endSteps(): readonly Made[] {
  const opens = fc.constant(
    new Step<EndPlay>(
      'a circuit is set up',
      async (play) => void play.circuits.push(await play.test.open()),
      ({ open }) => open.length < MOST_CIRCUITS
    )
  )
  const passes = fc
    .constantFrom(30, 200, 1000, 5000)
    .map((time) => new Step<EndPlay>(`${time} µs pass`, ({ test }) => test.scene.pass(time * MICROSECOND)))
  return [
    opens,
    asks(),
    asks(),
    asks(),
    comes(),
    comes(),
    comes(),
    comes(),
    passes,
    passes,
    tracks(),
    tracks(),
    tracks(),
    tracks(),
    tracksForAnother(),
    tracksAgain(),
    foretold(),
    expires(),
    linkExpires(),
    returns(),
    returns(),
    gaveUp(),
    ends(),
    loses(),
    settles(),
    sessionEnds()
  ]
}

/** The head-end's application asks for pairs. */
function asks(): Made {
  return fc
    .record({
      index: INDEX,
      kind: fc.constantFrom('keep', 'measure', 'prepare'),
      number: fc.integer({ min: 1, max: 3 }),
      early: fc.boolean(),
      raw: fc.boolean(),
      timeLimit: fc.constantFrom(0, 0, 0, 500 * MICROSECOND),
      originator: inOne,
      responder: inOne
    })
    .map(({ index, ...asked }) => {
      const wish = { ...asked, early: asked.early && asked.kind === 'keep' }
      const words = [wish.early && 'early', wish.raw && 'raw', wish.timeLimit > 0 && 'soon'].filter(Boolean)
      return new Step<EndPlay>(
        [`request ${wish.number} ${wish.kind}`, ...words, `of circuit −${index}`].join(' '),
        async (play) => {
          const name = pick(play.open, index)
          if (name !== undefined) play.asked.push(await play.test.request(name, wish))
        },
        ({ open }) => open.length > 0
      )
    })
}

/** A pair comes on the link: at the tail-end, whose neighbour has asked for it. At the head-end they come by themselves. */
function comes(): Made {
  return INDEX.map(
    (index) =>
      new Step<EndPlay>(
        `a pair comes for circuit −${index}`,
        async ({ test: { scene }, open }) => {
          const name = pick(open, index)
          const { length } = scene.halves.all
          if (name === undefined) return
          if (!scene.isHead) scene.peer.create(1, { purpose: name.label, minimumFidelity: MINIMUM })
          await scene.until(() => scene.halves.all.length > length, 2000 * MICROSECOND)
          await scene.pass(50 * MICROSECOND)
        },
        ({ open }) => open.length > 0
      )
  )
}

/** The other end has its half, and says so. */
function tracks(): Made {
  return INDEX.map(
    (index) =>
      new Step<EndPlay>(
        `TRACK comes for half −${index}`,
        async (play) => {
          const half = pick(play.waiting, index)
          const name = half && play.circuitOf(half)
          const request = half && play.requestOf(half)
          if (half === undefined || name === undefined || request === undefined) return
          play.test.scene.far.track(half, name, request)
          await play.test.scene.pass(50 * MICROSECOND)
        },
        ({ waiting }) => waiting.length > 0
      )
  )
}

/** The two ends have given a pair to different requests. */
function tracksForAnother(): Made {
  return INDEX.map(
    (index) =>
      new Step<EndPlay>(
        `TRACK comes for half −${index}, of another request`,
        async (play) => {
          const { scene } = play.test
          const half = pick(play.waiting, index)
          const name = half && play.circuitOf(half)
          if (half === undefined || name === undefined) return
          scene.far.join(half)
          scene.neighbour.say(scene.far.trackOf(half, name, 1_000_000 + index))
          await scene.pass(50 * MICROSECOND)
        },
        ({ waiting }) => waiting.length > 0
      )
  )
}

/** What was said of a pair is said once more. */
function tracksAgain(): Made {
  return INDEX.map(
    (index) =>
      new Step<EndPlay>(
        `TRACK comes again for half −${index}`,
        (play) => {
          const { far, neighbour } = play.test.scene
          const half = pick(
            play.halves.filter(({ came }) => came !== undefined),
            index
          )
          const name = half && play.circuitOf(half)
          if (half?.came !== undefined && name !== undefined) neighbour.say(far.trackOf(half, name, half.came.request))
        },
        ({ halves }) => halves.some(({ came }) => came !== undefined)
      )
  )
}

/** That a pair is void is said before it has come. */
function foretold(): Made {
  return INDEX.map(
    (index) =>
      new Step<EndPlay>(
        `the next pair of circuit −${index} is void`,
        ({ test: { scene }, open }) => {
          const name = pick(open, index)
          const { epoch, sequence } = scene.station
          if (name !== undefined) scene.far.expire(name, { epoch, sequence })
        },
        ({ open }) => open.length > 0
      )
  )
}

function expires(): Made {
  return INDEX.map(
    (index) =>
      new Step<EndPlay>(
        `PAIR_EXPIRE comes for half −${index}`,
        (play) => {
          const half = pick(play.halves, index)
          const name = half && play.circuitOf(half)
          if (half !== undefined && name !== undefined) play.test.scene.far.expire(name, half)
        },
        ({ halves }) => halves.length > 0
      )
  )
}

function linkExpires(): Made {
  return INDEX.map(
    (index) =>
      new Step<EndPlay>(
        `the link expires half −${index}`,
        ({ test: { scene }, waiting }) => {
          const half = pick(waiting, index)
          if (half !== undefined) scene.peer.expire(half.sequence, (half.sequence + 1) >>> 0)
        },
        ({ waiting }) => waiting.length > 0
      )
  )
}

function returns(): Made {
  return INDEX.map(
    (index) =>
      new Step<EndPlay>(
        `give pair −${index} back`,
        async ({ test: { scene }, held }) => {
          const pair = pick(held, index)
          if (pair !== undefined) await scene.stage.ask({ type: 'return', pair: pair.pair })
        },
        ({ held }) => held.length > 0
      )
  )
}

/** A request is given up, or its head-end has what it wanted. */
function gaveUp(): Made {
  return INDEX.map(
    (index) =>
      new Step<EndPlay>(
        `request −${index} is given up`,
        async ({ test: { scene }, asked, completed }) => {
          const one = pick(asked.toReversed(), index)
          if (one === undefined) return
          const { name, request } = one
          if (scene.isHead) return scene.stage.ask({ type: 'withdraw', request })
          completed.add(request)
          const { initiator, circuit } = name
          scene.neighbour.say({ type: 'COMPLETE', initiator, circuit, request, reason: ErrorCode.UNSPECIFIED })
        },
        ({ asked }) => asked.length > 0
      )
  )
}

function ends(): Made {
  return fc.record({ index: INDEX, isHere: fc.boolean() }).map(
    ({ index, isHere }) =>
      new Step<EndPlay>(
        `circuit −${index} is ${isHere ? 'closed' : 'torn down'}`,
        async ({ test: { scene }, open }) => {
          const name = pick(open, index)
          if (name === undefined) return
          const { initiator, circuit } = name
          if (isHere) await scene.stage.ask({ type: 'close', initiator, circuit })
          else scene.neighbour.say({ type: 'TEAR', initiator, circuit, reason: ErrorCode.OTHER })
          await scene.pass(50 * MICROSECOND)
        },
        ({ open }) => open.length > 0
      )
  )
}

/** The other end has had a pair, and has it no more; or it was never there. */
function loses(): Made {
  return INDEX.map(
    (index) =>
      new Step<EndPlay>(
        `the other end loses half −${index}`,
        ({ test: { scene }, halves }) => {
          const half = pick(
            halves.filter(({ far }) => far !== undefined),
            index
          )
          if (half !== undefined) scene.far.lose(half)
        },
        ({ halves }) => halves.some(({ far }) => far !== undefined)
      )
  )
}

/** The other end asks about its pairs. */
function settles(): Made {
  return INDEX.map(
    (index) =>
      new Step<EndPlay>(
        `SETTLE comes for circuit −${index}`,
        (play) => {
          const { far } = play.test.scene
          const name = pick(play.circuits.toReversed(), index)
          const own = play.test.scene.halves.all.filter((half) => play.circuitOf(half) === name && far.has(half))
          if (name !== undefined) far.settle(name, own)
        },
        ({ circuits }) => circuits.length > 0
      )
  )
}

function sessionEnds(): Made {
  return fc.constant(
    new Step<EndPlay>('the neighbour begins anew', async ({ test: { scene } }) => {
      scene.neighbour.anew(1 + scene.random.below(2 ** 31))
      await scene.until(() => scene.neighbour.peerSession > 0)
      await scene.pass(50 * MICROSECOND)
    })
  )
}
