import { saeDigest } from '../names.js'
import type { KmeCase } from '../kme-test.js'
import type { Terms } from '../peer-kme.js'

const UNKNOWN = '01234567-89ab-8def-8123-456789abcdef'

/** What a KME sets aside for its peer (section 8.4). */
export const holdingCases: readonly KmeCase[] = [
  {
    name: 'kme/holds',
    requirements: ['KEY-025', 'KEY-024'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const terms = peer.terms(block.theirs.slice(0, 4), { size: 2 * scene.unitSize })
      for (let turn = 0; turn < 3; turn++) {
        const answer = await test.reserve(terms)
        if (turn === 0) test.need(answer === 'KEY_RESERVED', 'units in the pool are set aside')
        test.check('KEY-025', answer === 'KEY_RESERVED', `KEY_RESERVE ${turn} of one reservation is answered ${answer}`)
      }
      for (const unit of terms.units) {
        const answer = await test.reserve(peer.terms([unit]))
        test.check('KEY-024', answer === 'KEY_REFUSED', `its units are set aside for no other: ${answer}`)
      }
      peer.taken(terms)
      await scene.settle()
      test.check('KEY-025', (await test.reserve(terms)) === 'KEY_RESERVED', 'and while its keys wait to be collected')
    }
  },
  {
    name: 'kme/holds-across-restart',
    requirements: ['KEY-022'],
    capabilities: ['KME.RESTART'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const terms = await test.held(peer.terms(block.theirs.slice(0, 2)), false)
      await scene.restart()
      for (const unit of terms.units) {
        const answer = await test.reserve(peer.terms([unit]))
        test.check(
          'KEY-022',
          answer === 'KEY_REFUSED',
          `a unit that is set aside is not to be had after a crash: ${answer}`
        )
      }
      peer.taken(terms)
      await scene.settle()
      const { status } = await test.collected(terms.units)
      test.check('KEY-022', status === 200, `and its key can be collected: ${status}`)
    }
  },
  {
    name: 'kme/refuses',
    requirements: ['KEY-024'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(24)
      const [first = '', held = '', gone = '', burnt = '', good = '', ...rest] = block.theirs
      await test.held(peer.terms([held]), false)
      await test.held(peer.terms([gone]))
      test.need((await test.collected([gone])).status === 200, 'a key is collected')
      peer.burn(peer.terms([burnt]))
      await scene.settle()
      const own = block.own[scene.random.below(block.own.length)] ?? ''
      const { unitSize } = scene
      const wrong: readonly (readonly [string, Terms])[] = [
        ['a unit that there is not', peer.terms([good, UNKNOWN])],
        ['a unit of the KME itself', peer.terms([good, own])],
        ['a unit that is reserved', peer.terms([good, held])],
        ['a unit that is delivered', peer.terms([good, gone])],
        ['a unit that is burnt', peer.terms([burnt, good])],
        ['a unit twice', peer.terms([good, first, good])],
        ['too few units for a key', peer.terms([good], { size: unitSize + 8, unitsPerKey: 1 })],
        ['too many units for a key', peer.terms([good, first], { size: unitSize, unitsPerKey: 2 })]
      ]
      for (const [what, terms] of wrong) {
        const answer = await test.reserve(terms)
        test.check('KEY-024', answer === 'KEY_REFUSED', `${what} is answered ${answer}`)
      }
      for (const unit of [good, first, ...rest])
        test.check('KEY-024', await test.isInPool(unit), 'nothing was set aside by what was refused')
    }
  },
  {
    name: 'kme/same-name-other-terms',
    requirements: ['KEY-083'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(24)
      const [one = '', two = '', three = '', four = ''] = block.theirs
      const terms = await test.held(peer.terms([one, two]), false)
      const others: readonly (readonly [string, Partial<Terms>])[] = [
        ['size', { size: scene.unitSize - 8 }],
        ['units of each key', { size: 2 * scene.unitSize, unitsPerKey: 2 }],
        ['units', { units: [three, four] }],
        ['order of units', { units: [two, one] }],
        ['number of units', { units: [one] }],
        ['master', { master: scene.theirSae(1) }],
        ['slaves', { slaves: [scene.sae(1)] }],
        ['number of slaves', { slaves: [scene.sae(0), scene.sae(1)] }]
      ]
      for (const [what, fields] of others) {
        const answer = await test.reserve({ ...terms, ...fields })
        test.check('KEY-083', answer === 'KEY_REFUSED', `another ${what} under the same name is answered ${answer}`)
      }
      for (const unit of [three, four])
        test.check('KEY-083', await test.isInPool(unit), 'nothing is set aside by what is refused')
      peer.taken(terms)
      await scene.settle()
      const keys = await test.collected(terms.units)
      test.check('KEY-083', keys.status === 200, `what is held stays as it is: ${keys.status}`)
    }
  },
  {
    name: 'kme/burns-for-peer',
    requirements: ['KEY-029', 'KEY-038'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(24)
      const [one = '', two = '', three = '', four = '', five = '', six = ''] = block.theirs
      const terms = await test.held(peer.terms([one, two]), false)
      const before = peer.of('KEY_NOTED').length
      peer.burn(terms)
      await scene.settle()
      test.check('KEY-038', peer.of('KEY_NOTED').length === before + 1, 'KEY_BURN is answered by KEY_NOTED')
      for (const unit of terms.units)
        test.check(
          'KEY-029',
          !(await test.isInPool(unit)),
          'units that were held for a reservation that is burnt are gone'
        )
      peer.taken(terms)
      await scene.settle()
      const late = await test.collected(terms.units)
      test.check('KEY-029', late.status !== 200, `and their keys: ${late.status}`)
      // Its KEY_RESERVE may have been lost, and come yet.
      const lost = peer.terms([three, four])
      peer.burn(lost)
      await scene.settle()
      const answer = await test.reserve(lost)
      test.check('KEY-029', answer === 'KEY_REFUSED', `units in the pool are burnt, too: ${answer}`)
      // Of another reservation.
      const other = await test.held(peer.terms([five, six]), false)
      peer.burn({ reservation: lost.reservation, units: [five, six, ...block.own] })
      await scene.settle()
      peer.taken(other)
      await scene.settle()
      const kept = await test.collected(other.units)
      test.check('KEY-029', kept.status === 200, `units held for another reservation are not burnt: ${kept.status}`)
      await test.checkLeft('KEY-029', block.own.length, 'nor are those of the KME itself')
    }
  },
  {
    name: 'kme/burn-of-taken',
    requirements: ['KEY-029', 'KEY-038'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const terms = await test.held(peer.terms(block.theirs.slice(0, 2)))
      const before = peer.of('KEY_NOTED').length
      peer.burn(terms)
      await scene.settle()
      test.check('KEY-038', peer.of('KEY_NOTED').length > before, 'it is noted')
      const { status } = await test.collected(terms.units)
      test.check('KEY-029', status === 200, `what is taken is not burnt: ${status}`)
    }
  },
  {
    name: 'kme/notes-everything',
    requirements: ['KEY-038'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const [one = '', two = '', three = ''] = block.theirs
      const [taken, burnt] = [await test.held(peer.terms([one])), await test.held(peer.terms([two]), false)]
      peer.burn(burnt)
      await scene.settle()
      const former = (peer.session + 1) >>> 0
      const says: readonly (readonly [string, () => void])[] = [
        ['KEY_TAKEN once more', () => peer.taken(taken)],
        ['KEY_BURN once more', () => peer.burn(burnt)],
        ['KEY_TAKEN of what is burnt', () => peer.taken(burnt)],
        ['KEY_TAKEN of what it never had', () => peer.taken({ reservation: 4_000_000 }, former)],
        ['KEY_BURN of what it never had', () => peer.burn({ reservation: 4_000_001, units: [three] }, former)],
        ['KEY_BURN of nothing', () => peer.burn({ reservation: 4_000_002, units: [] })]
      ]
      for (const [what, say] of says) {
        const before = peer.of('KEY_NOTED').length
        say()
        await scene.settle()
        const noted = peer.of('KEY_NOTED').slice(before)
        test.check('KEY-038', noted.length === 1, `${what} is noted ${noted.length} times`)
        test.check(
          'KEY-038',
          noted.every(({ peerSession }) => peerSession === peer.session),
          'for the session that said it'
        )
      }
    }
  },
  {
    name: 'kme/noted-is-stored',
    requirements: ['KEY-038', 'KEY-033'],
    capabilities: ['KME.RESTART'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const [one = '', two = ''] = block.theirs
      const taken = await test.held(peer.terms([one]))
      const burnt = await test.held(peer.terms([two]), false)
      peer.burn(burnt)
      await scene.settle()
      await scene.restart()
      const { status } = await test.collected(taken.units)
      test.check('KEY-033', status === 200, `what is taken can be collected after a crash: ${status}`)
      test.check('KEY-038', status === 200 && !(await test.isInPool(two)), 'and what is burnt is gone')
    }
  },
  {
    name: 'kme/digests-of-applications',
    requirements: ['KEY-021'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const [one = '', two = ''] = block.theirs
      // One whose name is not in ASCII.
      const terms = peer.terms([one], { master: scene.theirSae(1), slaves: [scene.sae(1)] })
      await test.held(terms)
      const { status } = await test.collected([one], scene.sae(1), scene.theirSae(1))
      test.check('KEY-021', status === 200, `applications are known by the hashes of their SAE IDs: ${status}`)
      const { word1, ...rest } = saeDigest(scene.sae(1))
      const other = peer.terms([two])
      peer.say({ ...peer.reserveOf(other), slaves: [{ word1: (word1 ^ 1) >>> 0, ...rest }] })
      await scene.settle()
      peer.taken(other)
      await scene.settle()
      const stranger = await test.collected([two], scene.sae(1))
      test.check('KEY-021', stranger.status !== 200, `by all bits of them: ${stranger.status}`)
    }
  }
]
