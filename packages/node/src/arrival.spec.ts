import { type ArrivalCapabilities, Basis } from '@bellwire/device'
import type { MeasurementChoice } from '@bellwire/link-layer'
import { ErrorCode, RandomBasis } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { PlayedNode, type PlayedOptions } from '../test/played-node.js'

const { Z, X, Y, ZPlus } = Basis
const settable: ArrivalCapabilities = { bases: [Z, X], choice: 'set' }
const split: ArrivalCapabilities = { bases: [Z, X], choice: 'hardware', shares: [0.5, 0.5] }
const measure = { kind: 'measure', number: 1, minimumFidelity: 0.5 } as const
const NONE = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }
const inX = { ...NONE, rotationY: 192 }
const evenly = { ...NONE, randomBasis: RandomBasis.XZ, probability1: 128 }

/** A master whose end measures photons as they arrive. */
const played = (options: PlayedOptions = {}): PlayedNode => new PlayedNode({ arrival: settable, ...options }).open()

const trains = (node: PlayedNode) => {
  node.wait(0)
  return node.commands.flatMap((command) => (command.type === 'generate' ? [command] : []))
}
const train = (node: PlayedNode) => trains(node).at(-1)!

describe('a request that an end which measures on arrival cannot meet', () => {
  it.each(['keep', 'prepare'] as const)('by its kind %s is refused at once (LNK-150)', (kind) => {
    const { error, detail } = played().link.createDirect({ ...measure, kind })
    expect(error).toBe(ErrorCode.UNSUPP)
    expect(detail).toBe('the hardware of this link cannot keep pairs: photons are measured here as they arrive')
  })

  it.each([0, 2])('by its kind, code %i, is refused to the peer (LNK-150)', (kind) => {
    const node = played()
    node.add({ kind })
    expect(node.last('ADD_REJ')).toMatchObject({ serial: 1, reason: ErrorCode.UNSUPP })
  })

  const beyond: readonly [string, MeasurementChoice, string][] = [
    ['a basis', { basis: 'Y' }, 'Y'],
    ['a turned basis', { basis: 'ZPlus' }, 'ZPlus'],
    ['a rotation', { rotation: [1, 2, 3] }, 'a rotated one'],
    ['a set with a basis too many', { random: 'XYZ' }, 'Y'],
    ['a set of others', { random: 'CHSH' }, 'ZPlus, ZMinus']
  ]
  it.each(beyond)('by %s is refused, at once here and to the peer there (LNK-151)', (_, originator, asked) => {
    const node = played()
    const { error, detail } = node.link.createDirect({ ...measure, originator })
    expect(error).toBe(ErrorCode.UNSUPP)
    expect(detail).toBe(`this end cannot measure so: it measures photons as they arrive, in Z, X; asked: ${asked}`)
    node.add({ responder: { ...NONE, rotationX1: 64 } })
    expect(node.last('ADD_REJ')).toMatchObject({ reason: ErrorCode.UNSUPP })
  })

  it('is none where a set never takes the basis that is missing, or angles name one that is there (LNK-151)', () => {
    const node = played()
    const set = { random: 'XYZ', probabilities: [0.5, 0] } as const
    expect(node.link.createDirect({ ...measure, originator: set }).error).toBe(ErrorCode.UNSPECIFIED)
    const angles = { rotation: [0, 192, 0] } as const
    expect(node.link.createDirect({ ...measure, originator: angles }).error).toBe(ErrorCode.UNSPECIFIED)
  })

  it('by shares that its optics do not have is refused (LNK-152)', () => {
    const node = played({ arrival: split })
    const error = (originator: MeasurementChoice) => node.link.createDirect({ ...measure, originator }).error
    expect(error({ basis: 'Z' })).toBe(ErrorCode.UNSUPP)
    expect(error({ random: 'XZ', probabilities: [0.49] })).toBe(ErrorCode.UNSUPP)
    expect(error({ random: 'XZ' })).toBe(ErrorCode.UNSPECIFIED)
    expect(error({ random: 'XZ', probabilities: [0.497] })).toBe(ErrorCode.UNSPECIFIED)
    expect(node.link.createDirect(measure).detail).toBe(
      'this end cannot measure so: its optics choose Z, X with the shares 0.5, 0.5, whatever is asked'
    )
  })

  it('is not one that only the peer’s end has to do', () => {
    expect(played().link.createDirect({ ...measure, responder: { basis: 'Y' } }).error).toBe(ErrorCode.UNSPECIFIED)
  })
})

describe('trains of an end that measures on arrival', () => {
  it('state how the request under way has this end measure (LNK-154)', () => {
    const node = played()
    node.add({ responder: inX, originator: evenly })
    expect(train(node).arrivalBases).toEqual({ bases: [X], shares: [1] })
    const random = played()
    random.add({ responder: { ...evenly, probability1: 51 } })
    expect(train(random).arrivalBases).toEqual({ bases: [X, Z], shares: [0.2, 0.8] })
    const own = played()
    own.link.createDirect({ ...measure, originator: { basis: 'X' } })
    own.fromPeer('ADD_ACK', { serial: 1, queueId: 1, scheduleSlot: 3, brightness: 65_535, virtualFinish: 0 })
    expect(train(own).arrivalBases).toEqual({ bases: [X], shares: [1] })
  })

  it('state nothing where the hardware has no choice, or emits (DEV-056)', () => {
    const node = played({ arrival: split })
    node.add({ responder: evenly })
    expect(train(node)).not.toHaveProperty('arrivalBases')
    const emitter = new PlayedNode().open()
    emitter.add()
    expect(train(emitter)).not.toHaveProperty('arrivalBases')
  })
})

describe('a pair measured on arrival', () => {
  it('has the basis and the outcome of the record (LNK-158)', () => {
    const node = played({ recorded: X })
    node.add({ responder: evenly })
    node.herald(0)
    expect(node.heard.delivered).toMatchObject([{ basis: X, qubit: -1, kind: 'measure', bellIndex: 1 }])
    expect(node.heard.delivered[0]!.outcome!.reveal()).toBe(0)
  })

  it('is expired where there is no record, or one in a basis that was not asked for (LNK-155)', () => {
    for (const recorded of [undefined, Z, Y, ZPlus] as const) {
      const node = played(recorded === undefined ? {} : { recorded })
      node.add({ responder: inX })
      node.herald(0)
      expect(node.heard.delivered).toEqual([])
      expect(node.last('EXPIRE')).toMatchObject({ low: 0, high: 1 })
      // Its qubit is free again, and the request is served anew.
      expect(node.commands.filter(({ type }) => type === 'release')).toHaveLength(1)
      expect(train(node).firstSlot).toBeGreaterThan(0)
    }
  })

  it('is expired where the station matched a batch for another request (LNK-157)', () => {
    const node = played({ recorded: Z })
    node.add()
    const first = node.last('GEN')!
    node.add({ serial: 2, createId: 2, responder: inX })
    node.fromPeer('CANCEL', { serial: 1, queueId: first.queueId, reason: ErrorCode.OTHER, expected: 0 })
    const second = node.last('GEN')!
    expect(second.queueId).not.toBe(first.queueId)
    expect(train(node).arrivalBases).toEqual({ bases: [X], shares: [1] })
    node.herald(0, { queueId: first.queueId })
    expect(node.heard.delivered).toEqual([])
    expect(node.last('EXPIRE')).toMatchObject({ low: 0, high: 1 })
    expect(node.commands.some(({ type }) => type === 'measure')).toBe(false)
  })

  it('is expired where it is a test round of the peer’s making (LNK-159)', () => {
    const node = new PlayedNode({ arrival: settable, recorded: Z, master: false, offeredTestFraction: 1 }).open()
    node.add({ queueId: 1 })
    node.herald(0)
    expect(node.heard.delivered).toEqual([])
    expect(node.last('EXPIRE')).toMatchObject({ low: 0, high: 1 })
    expect(node.sent('TEST_RESULTS')).toEqual([])
  })

  it('cannot be one where test rounds are wished for (LNK-156)', () => {
    expect(() => new PlayedNode({ arrival: settable, testFraction: 0.25 })).toThrow(
      'testFraction 0.25 of link 7: 0 is needed where the device of alice measures photons as they arrive'
    )
  })

  it('goes on over a restart without a basis of the life before', () => {
    const node = played({ recorded: X })
    node.add({ responder: inX })
    expect(train(node).arrivalBases?.bases).toEqual([X])
    node.node.restart()
    node.open()
    node.add({ responder: NONE })
    expect(train(node).arrivalBases?.bases).toEqual([Z])
  })
})
