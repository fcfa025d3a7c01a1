import { Basis } from '@bellwire/device'
import { ErrorCode, HeraldingPlace, RandomBasis } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { PlayedNode, type PlayedOptions, STATION } from '../test/played-node.js'

const keep = { kind: 'keep', number: 1, minimumFidelity: 0.5 } as const
const prepare = { ...keep, kind: 'prepare' } as const
const measure = { ...keep, kind: 'measure' } as const
const NONE = { randomBasis: 0, probability1: 0, probability2: 0, rotationX1: 0, rotationY: 0, rotationX2: 0 }

/** A node whose peer has stated what its end can do. */
function told(stated: { readonly kinds?: number; readonly bases?: number }): PlayedNode {
  const played = new PlayedNode()
  played.peerStates = { kinds: 0, bases: 0, ...stated }
  return played.open()
}

describe('a node’s HELLO', () => {
  const stated = (options: PlayedOptions = {}) => {
    const { kinds, bases } = new PlayedNode(options).last('HELLO')!
    return [kinds, bases]
  }

  it('leaves unstated what there is no limit to (PHY-140)', () => {
    expect(stated()).toEqual([0, 0])
  })

  it('states what an end that measures on arrival can do (PHY-140)', () => {
    expect(stated({ arrival: { bases: [Basis.Z, Basis.X], choice: 'set' } })).toEqual([0b010, 0b00011])
    const bases = [Basis.Y, Basis.ZMinus] as const
    expect(stated({ arrival: { bases, choice: 'hardware', shares: [0.5, 0.5] } })).toEqual([0b010, 0b10100])
  })
})

describe('what the peer states', () => {
  // Whoever knows nothing of these fields leaves them at 0.
  it('is everything where it states nothing (PHY-142)', () => {
    const played = told({})
    for (const request of [keep, prepare, { ...measure, responder: { basis: 'Y' } } as const])
      expect(played.link.createDirect(request).error).toBe(ErrorCode.UNSPECIFIED)
    expect(played.sent('ADD')).toHaveLength(3)
  })

  it('ends at once what its end cannot do, and nothing of it is sent (LNK-153)', () => {
    const played = told({ kinds: 0b010, bases: 0b00011 })
    const answer = (request: Parameters<typeof played.link.createDirect>[0]) => {
      const { error, detail } = played.link.createDirect(request)
      return [error, detail]
    }
    const kinds = (kind: string) => `the peer's end of this link does not do requests of kind ${kind}`
    expect(answer(keep)).toEqual([ErrorCode.UNSUPP, kinds('keep')])
    expect(answer(prepare)).toEqual([ErrorCode.UNSUPP, kinds('prepare')])
    const bases = (names: string) => `the peer's end of this link cannot measure in ${names}`
    expect(answer({ ...measure, responder: { basis: 'Y' } })).toEqual([ErrorCode.UNSUPP, bases('Y')])
    expect(answer({ ...measure, responder: { random: 'CHSH' } })).toEqual([ErrorCode.UNSUPP, bases('ZPlus, ZMinus')])
    expect(answer({ ...measure, responder: { rotation: [1, 0, 0] } })).toEqual([
      ErrorCode.UNSUPP,
      bases('a rotated one')
    ])
    expect(played.sent('ADD')).toEqual([])
    expect(answer({ ...measure, originator: { basis: 'Y' }, responder: { random: 'XZ' } })[0]).toBe(
      ErrorCode.UNSPECIFIED
    )
  })

  it('is its hardware’s business where the peer asks', () => {
    const played = told({ kinds: 0b010, bases: 0b00001 })
    played.add({ originator: { ...NONE, randomBasis: RandomBasis.XYZ }, responder: NONE })
    expect(played.sent('ADD_ACK')).toHaveLength(1)
  })

  it('counts for its process alone: another is believed to do everything until it says so (PHY-143)', () => {
    const played = told({ kinds: 0b010 })
    expect(played.link.createDirect(keep).error).toBe(ErrorCode.UNSUPP)
    played.peerStates = { kinds: 0, bases: 0 }
    played.restartPeer()
    expect(played.link.createDirect(keep).error).toBe(ErrorCode.UNSPECIFIED)
    // What comes late of the process before changes nothing.
    played.peerIncarnation -= 1
    played.hello(played.peer, { kinds: 0b010 })
    played.peerIncarnation += 1
    expect(played.link.createDirect(keep).error).toBe(ErrorCode.UNSPECIFIED)
  })

  it('is believed only of whom it is about (PHY-143)', () => {
    // Nothing of the peer but OPEN: its HELLO was lost.
    const played = new PlayedNode({ master: false }).open()
    expect(played.link.createDirect(keep).error).toBe(ErrorCode.UNSPECIFIED)
  })
})

describe('what the station states', () => {
  it('is where it heralds; a mid-point where it states nothing (PHY-141)', () => {
    const played = new PlayedNode().open()
    expect(played.link.heraldingPlace).toBe(HeraldingPlace.MID_POINT)
    played.hello(STATION, { heraldingPlace: HeraldingPlace.RECEIVER })
    expect(played.link.heraldingPlace).toBe(HeraldingPlace.RECEIVER)
  })
})
