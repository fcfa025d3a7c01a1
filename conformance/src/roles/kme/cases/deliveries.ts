import { keysIn, objectIn } from '../answers.js'
import { MILLISECOND, SECOND } from '../kme-scene.js'
import type { KmeCase } from '../kme-test.js'
import { fromWire, saeDigest, sameDigest } from '../names.js'

const NOTHING = { word1: 0, word2: 0, word3: 0, word4: 0 }

/** What applications are given that ask first (section 8.4). */
export const deliveryCases: readonly KmeCase[] = [
  {
    name: 'kme/delivers',
    requirements: ['KEY-006', 'KEY-021', 'KEY-023', 'KEY-056'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      await scene.addBlock(12)
      const response = await test.wished({ number: 3, size: scene.unitSize }, scene.sae(1))
      test.need(response.status === 200, 'keys that are there are delivered')
      test.check('KEY-056', Array.isArray(objectIn(response.body)['keys']), 'a container has its keys in `keys`')
      const [reservation] = peer.reservations
      test.must('KEY-023', reservation !== undefined, 'the peer was asked before')
      if (reservation === undefined) return
      test.check('KEY-006', test.areKeysOf(keysIn(response), reservation), 'keys are the first bits of their units')
      const { master, slaves } = reservation
      const [slave] = slaves
      test.check(
        'KEY-021',
        sameDigest(master, saeDigest(scene.sae(1))),
        'the master is named by the hash of its SAE ID'
      )
      const isSlave = slave !== undefined && sameDigest(slave, saeDigest(scene.theirSae(0)))
      test.check('KEY-021', slaves.length === 1 && isSlave, 'and so is the slave')
      await scene.settle()
      test.check('KEY-023', peer.of('KEY_TAKEN').length > 0, 'the peer is told that they are delivered')
    }
  },
  {
    name: 'kme/sizes',
    requirements: ['KEY-006', 'KEY-007'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      await scene.addBlock(40)
      const { unitSize } = scene
      const { smallest, largest } = await test.limits()
      const wishes = [
        [2, unitSize - 8],
        [1, unitSize],
        [2, unitSize + 8],
        [1, 3 * unitSize],
        [1, smallest]
      ] as const
      let needed = 0
      for (const [number, size] of wishes) {
        if (size < smallest || size > largest) continue
        needed += number * Math.ceil(size / unitSize)
        const keys = await test.delivered({ number, size })
        const reservation = peer.reservations.at(-1)
        const isRight = keys.length === number && reservation !== undefined && test.areKeysOf(keys, reservation)
        test.check('KEY-006', isRight, `${number} keys of ${size} bits are those of their units`)
      }
      const units = peer.reservations.flatMap((one) => one.units.map(fromWire))
      test.check('KEY-007', new Set(units).size === needed, `${needed} units are for one key each`)
    }
  },
  {
    name: 'kme/not-before-reserved',
    requirements: ['KEY-023'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      await scene.addBlock(6)
      peer.unanswered.add('KEY_RESERVE')
      const call = await test.wish({ size: scene.unitSize })
      test.need(await scene.until(() => peer.reservations.length === 1), 'the peer is asked')
      await scene.settle()
      test.check('KEY-023', scene.responseTo(call) === undefined, 'nothing is delivered before the peer has answered')
      test.check('KEY-023', peer.of('KEY_TAKEN').length === 0, 'nor is the peer told so')
      const [reservation] = peer.reservations
      if (reservation === undefined) return
      const { origin, reservation: number } = reservation
      for (const name of [{ reservation: number + 1 }, { origin: (origin ^ 1) >>> 0 }])
        peer.reply('KEY_RESERVED', { ...reservation, ...name })
      await scene.settle()
      test.check('KEY-023', scene.responseTo(call) === undefined, 'nor for an answer about another reservation')
      peer.reply('KEY_RESERVED', reservation)
      const { status } = await test.answered(call)
      test.check('KEY-023', status === 200, `then it is: ${status}`)
    }
  },
  {
    name: 'kme/several-at-once',
    requirements: ['KEY-020', 'KEY-006'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      await scene.addBlock(40)
      peer.unanswered.add('KEY_RESERVE')
      const calls: number[] = []
      for (let index = 0; index < 6; index++)
        calls.push(await test.wish({ number: 1 + (index % 3), size: scene.unitSize }))
      test.need(await scene.until(() => peer.reservations.length === calls.length), 'the peer is asked for each')
      // The last first.
      for (const reservation of peer.reservations.toReversed()) {
        peer.reply('KEY_RESERVED', reservation)
        await scene.pass(MILLISECOND)
      }
      for (const [index, call] of calls.entries()) {
        const keys = keysIn(await test.answered(call))
        const reservation = peer.reservations.find(({ units }) => fromWire(units[0] ?? NOTHING) === keys[0]?.key_ID)
        const isRight = reservation !== undefined && test.areKeysOf(keys, reservation)
        const isAll = keys.length === 1 + (index % 3)
        test.check('KEY-006', isRight && isAll, `call ${index} is given the keys of one reservation, all of them`)
      }
      const units = peer.reservations.flatMap((one) => one.units.map(fromWire))
      test.check('KEY-020', new Set(units).size === units.length, 'no unit is set aside for two of them')
    }
  },
  {
    name: 'kme/several-slaves-named',
    requirements: ['KEY-021'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      await scene.addBlock(6)
      await test.delivered({ size: scene.unitSize, additional_slave_SAE_IDs: [scene.theirSae(1)] })
      const slaves = peer.reservations[0]?.slaves ?? []
      const isThere = (sae: string): boolean => slaves.some((slave) => sameDigest(slave, saeDigest(sae)))
      test.check(
        'KEY-021',
        slaves.length === 2 && isThere(scene.theirSae(0)) && isThere(scene.theirSae(1)),
        'both slaves are named by the hashes of their SAE IDs'
      )
    }
  },
  {
    name: 'kme/not-enough',
    requirements: ['KEY-054', 'KEY-020'],
    async play(test) {
      const { scene } = test
      await test.start()
      const block = await scene.addBlock(6)
      const before = test.peer.reservations.length
      const { status } = await test.wished({ number: block.own.length + 1, size: scene.unitSize })
      test.check('KEY-054', status === 503, `more keys than there are: ${status}`)
      test.check('KEY-020', test.peer.reservations.length === before, 'for them nothing is set aside')
      await test.checkLeft('KEY-020', block.own.length, 'and nothing is lost')
    }
  },
  {
    name: 'kme/other-peers-keys',
    requirements: ['KEY-020', 'KEY-024', 'KEY-029'],
    async play(test) {
      const { scene, peer } = test
      const { other } = scene
      await test.start()
      const block = await scene.addBlock(6)
      const others = await scene.addBlock(4, { of: other })
      const { status } = await test.wished({ size: scene.unitSize }, scene.sae(0), scene.theirSae(0, other))
      test.need(status === 200, 'keys are delivered that are shared with the other KME')
      test.check(
        'KEY-020',
        peer.reservations.length === 0 && other.reservations.length === 1,
        'the KME is asked whose application the slave is'
      )
      // Of this KME's keys with the peer the other one has none.
      const stolen = await test.reserve(other.terms(block.theirs), other)
      test.check('KEY-024', stolen === 'KEY_REFUSED', `units of another peer's block are not set aside: ${stolen}`)
      other.burn(other.terms([...block.theirs, ...block.own]))
      await scene.settle()
      const [unit = ''] = block.theirs
      test.check('KEY-029', await test.isInPool(unit), 'another KME cannot have the peer’s units burnt')
      await test.checkLeft('KEY-029', block.own.length, 'nor those of this KME')
      test.need(others.own.length > 0, 'the other KME has its own block')
    }
  },
  {
    name: 'kme/no-answer',
    requirements: ['KEY-026', 'KEY-028', 'KEY-054'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(10)
      peer.unanswered.add('KEY_RESERVE')
      const call = await test.wish({ number: 2, size: scene.unitSize })
      const isOver = await scene.until(() => scene.responseTo(call) !== undefined, 60 * SECOND)
      test.check('KEY-026', isOver, 'it gives up')
      await scene.settle()
      test.check('KEY-026', peer.of('KEY_RESERVE').length > 1, 'it has asked more than once before')
      test.check('KEY-054', scene.responseTo(call)?.status === 503, `answered ${scene.responseTo(call)?.status}`)
      const asked = peer.of('KEY_RESERVE').length
      const burnt = peer.of('KEY_BURN')
      test.check('KEY-028', burnt.length > 0, 'it burns the units, and says so')
      // What comes too late delivers nothing: the monitors see it.
      const [reservation] = peer.reservations
      if (reservation !== undefined) peer.reply('KEY_RESERVED', reservation)
      await scene.pass(10 * SECOND)
      test.check('KEY-026', peer.of('KEY_RESERVE').length === asked, 'and asks no more')
      test.check('KEY-028', peer.of('KEY_TAKEN').length === 0, 'a late answer does not bring them back')
      peer.unanswered.clear()
      await test.checkLeft('KEY-028', block.own.length - 2, 'units that were burnt are gone')
    }
  },
  {
    name: 'kme/refused-by-peer',
    requirements: ['KEY-028', 'KEY-020'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(10)
      peer.unanswered.add('KEY_RESERVE')
      const call = await test.wish({ number: 2, size: scene.unitSize })
      test.need(await scene.until(() => peer.reservations.length === 1), 'the peer is asked')
      const [reservation] = peer.reservations
      if (reservation !== undefined) peer.reply('KEY_REFUSED', reservation)
      const { status } = await test.answered(call)
      test.check('KEY-028', status === 503, `no key is delivered: ${status}`)
      const burnt = peer.of('KEY_BURN').flatMap((frame) => frame.units.map(fromWire))
      const units = reservation?.units.map(fromWire) ?? []
      test.check(
        'KEY-028',
        units.every((unit) => burnt.includes(unit)),
        'the units are burnt, and the peer is told so'
      )
      peer.unanswered.clear()
      await test.checkLeft('KEY-020', block.own.length - units.length, 'they are not reserved again')
    }
  },
  {
    name: 'kme/answered-twice',
    requirements: ['KEY-035', 'KEY-028'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      await scene.addBlock(10)
      peer.unanswered.add('KEY_RESERVE')
      for (const [first, second] of [
        ['KEY_RESERVED', 'KEY_RESERVED'],
        ['KEY_RESERVED', 'KEY_REFUSED'],
        ['KEY_REFUSED', 'KEY_RESERVED']
      ] as const) {
        const number = peer.reservations.length
        const call = await test.wish({ size: scene.unitSize })
        test.need(await scene.until(() => peer.reservations.length > number), 'the peer is asked')
        const reservation = peer.reservations.at(-1)
        const before = scene.happenings.length
        if (reservation !== undefined) for (const type of [first, second]) peer.reply(type, reservation)
        const { status } = await test.answered(call)
        const clause = first === 'KEY_RESERVED' ? 'KEY-035' : 'KEY-028'
        const answers = scene.happenings.slice(before).filter((one) => one.kind === 'response')
        test.check(clause, status === (first === 'KEY_RESERVED' ? 200 : 503), `${first} and ${second}: ${status}`)
        test.check(clause, answers.length === 1, `the application is answered ${answers.length} times`)
      }
    }
  }
]
