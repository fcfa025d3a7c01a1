import { keysIn } from '../answers.js'
import { MILLISECOND, SECOND } from '../kme-scene.js'
import type { KmeCase } from '../kme-test.js'

/** What applications are given that collect by the name of a key (section 8.5). */
export const collectionCases: readonly KmeCase[] = [
  {
    name: 'kme/collected',
    requirements: ['KEY-006', 'KEY-033'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(24)
      const terms = await test.held(peer.terms(block.theirs.slice(0, 8), { size: 2 * scene.unitSize - 8 }))
      const heads = terms.units.filter((_, index) => index % 2 === 0)
      const first = await test.collected([heads[2] ?? '', heads[0] ?? ''])
      test.check('KEY-033', first.status === 200, `keys that are taken are given: ${first.status}`)
      test.check('KEY-006', test.areKeysFor(keysIn(first), terms, [2, 0]), 'they are the first bits of their units')
      const rest = await test.collected([heads[1] ?? '', heads[3] ?? ''])
      test.check('KEY-006', test.areKeysFor(keysIn(rest), terms, [1, 3]), 'and so are those that come later')
    }
  },
  {
    name: 'kme/not-before-taken',
    requirements: ['KEY-033', 'KEY-034'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const [one = '', two = ''] = block.theirs
      const [first, second] = [peer.terms([one]), peer.terms([two])]
      await test.held(first, false)
      await test.held(second, false)
      const call = await test.collect([one])
      await scene.settle()
      const early = scene.responseTo(call)
      test.check('KEY-033', early?.status !== 200, 'no key is given before it is taken')
      test.check('KEY-034', early === undefined, `the request waits for a while, and is not answered ${early?.status}`)
      // Of another reservation.
      peer.taken(second)
      await scene.pass(100 * MILLISECOND)
      test.check('KEY-033', scene.responseTo(call)?.status !== 200, 'nor when another one is')
      peer.taken(first)
      const { status } = await test.answered(call)
      test.check('KEY-034', status === 200, `when it is taken, it is given to whoever waits: ${status}`)
    }
  },
  {
    name: 'kme/waits-in-vain',
    requirements: ['KEY-033', 'KEY-034'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const [one = ''] = block.theirs
      const terms = await test.held(peer.terms([one]), false)
      const call = await test.collect([one])
      const isOver = await scene.until(() => scene.responseTo(call) !== undefined, 60 * SECOND)
      test.check('KEY-034', isOver, 'it does not wait for ever')
      const { status } = await test.answered(call)
      test.check('KEY-034', status === 503, `what cannot be had now is answered ${status}`)
      test.check('KEY-033', status !== 200, 'and no key is given')
      peer.taken(terms)
      await scene.settle()
      const late = await test.collected([one])
      test.check('KEY-034', late.status === 200, `later it can be had: ${late.status}`)
    }
  },
  {
    name: 'kme/burnt-while-waiting',
    requirements: ['KEY-029', 'KEY-033'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const [one = ''] = block.theirs
      const terms = await test.held(peer.terms([one]), false)
      const call = await test.collect([one])
      await scene.settle()
      peer.burn(terms)
      const { status } = await test.answered(call)
      test.check('KEY-033', status !== 200, `a key that is not taken is not given: ${status}`)
      test.check('KEY-029', !(await test.isInPool(one)), 'nor is its unit there')
    }
  },
  {
    name: 'kme/collected-once',
    requirements: ['KEY-035'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const [one = '', two = ''] = block.theirs
      await test.held(peer.terms([one, two]))
      test.need((await test.collected([one])).status === 200, 'a key is collected')
      const again = await test.collected([one])
      test.check('KEY-035', again.status !== 200, `the same one again: ${again.status}`)
      const both = await test.collected([one, two])
      test.check('KEY-035', both.status !== 200, `and with another one: ${both.status}`)
      const other = await test.collected([two])
      test.check('KEY-035', other.status === 200, `which is there: ${other.status}`)
      test.check('KEY-035', !(await test.isInPool(one)), 'nor does its unit come back')
    }
  },
  {
    name: 'kme/wrong-application',
    requirements: ['KEY-036', 'KEY-053', 'KEY-055'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const [one = ''] = block.theirs
      await test.held(peer.terms([one]))
      const stranger = await test.collected([one], scene.sae(1))
      test.check('KEY-036', keysIn(stranger).length === 0, 'one that is no slave of it is not given a key')
      test.check('KEY-053', stranger.status === 401, `it is answered ${stranger.status}`)
      const named = await test.collected([one], scene.sae(0), scene.theirSae(1))
      test.check('KEY-036', keysIn(named).length === 0, `that names another master: ${named.status}`)
      const other = await test.collected([one], scene.sae(0), scene.theirSae(0, scene.other))
      test.check('KEY-036', keysIn(other).length === 0, `or one of another KME: ${other.status}`)
      const right = await test.collected([one])
      test.check('KEY-055', right.status === 200, `the right one has it then: ${right.status}`)
    }
  },
  {
    name: 'kme/several-slaves',
    requirements: ['KEY-037', 'KEY-035'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const [one = '', two = ''] = block.theirs
      const slaves = [scene.sae(0), scene.sae(1)]
      const terms = await test.held(peer.terms([one, two], { slaves }))
      for (const slave of slaves) {
        const keys = await test.collected([one], slave)
        test.check('KEY-037', test.areKeysFor(keysIn(keys), terms, [0]), `${slave} collects a key: ${keys.status}`)
        const again = await test.collected([one], slave)
        test.check('KEY-035', again.status !== 200, `once: ${again.status}`)
      }
      for (const slave of slaves.toReversed()) {
        const keys = await test.collected([two], slave)
        test.check('KEY-037', test.areKeysFor(keysIn(keys), terms, [1]), `${slave} collects another: ${keys.status}`)
      }
      peer.burn(terms)
      await scene.settle()
      test.check('KEY-037', !(await test.isInPool(one)), 'with the last one they are delivered')
    }
  },
  {
    name: 'kme/all-or-none',
    requirements: ['KEY-055'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const [one = '', two = '', three = ''] = block.theirs
      await test.held(peer.terms([one, two]))
      for (const bad of [
        [one, three],
        [three, two],
        [one, two, '01234567-89ab-8def-8123-456789abcdef']
      ]) {
        const { status } = await test.collected(bad)
        test.check('KEY-055', status !== 200, `keys of which one is not to be had: ${status}`)
      }
      const { status } = await test.collected([one, two])
      test.check('KEY-055', status === 200, `those that are are not lost by it: ${status}`)
    }
  },
  {
    name: 'kme/gone-while-waiting',
    requirements: ['KEY-084'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(12)
      const [one = ''] = block.theirs
      const terms = await test.held(peer.terms([one]), false)
      const call = await test.collect([one])
      await scene.settle()
      // One that lets no request wait has nobody to lose a key to.
      await scene.leave(call)
      await scene.settle()
      peer.taken(terms)
      await scene.settle()
      const { status } = await test.collected([one])
      test.check('KEY-084', status === 200, `a key that nobody was there to take can be collected: ${status}`)
    }
  }
]
