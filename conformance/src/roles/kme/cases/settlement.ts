import { MILLISECOND, SECOND } from '../kme-scene.js'
import type { KmeCase } from '../kme-test.js'
import { fromWire } from '../names.js'

/** Sessions, restarts, and what a master says until it is noted (section 8.4). */
export const settlementCases: readonly KmeCase[] = [
  {
    name: 'kme/answers-of-another-session',
    requirements: ['KEY-027'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      await scene.addBlock(10)
      for (const type of ['KEY_RESERVE', 'KEY_TAKEN'] as const) peer.unanswered.add(type)
      const call = await test.wish({ size: scene.unitSize })
      test.need(await scene.until(() => peer.reservations.length === 1), 'the peer is asked')
      const [reservation] = peer.reservations
      if (reservation === undefined) return
      const stranger = (reservation.session + 1 + scene.random.below(1000)) >>> 0
      for (const session of [stranger, 0])
        for (const type of ['KEY_RESERVED', 'KEY_REFUSED'] as const) {
          peer.reply(type, reservation, session)
          await scene.settle()
          test.check(
            'KEY-027',
            scene.responseTo(call) === undefined && peer.of('KEY_BURN').length === 0,
            `${type} for session ${session} changes nothing`
          )
        }
      peer.reply('KEY_RESERVED', reservation)
      const { status } = await test.answered(call)
      test.check('KEY-027', status === 200, `the answer for its session delivers: ${status}`)
      peer.reply('KEY_NOTED', reservation, stranger)
      await scene.settle()
      const before = peer.of('KEY_TAKEN').length
      const isAgain = await scene.until(() => peer.of('KEY_TAKEN').length > before)
      test.check('KEY-027', isAgain, 'KEY_TAKEN comes again after a KEY_NOTED for another session')
    }
  },
  ...(['KEY_TAKEN', 'KEY_BURN'] as const).map(
    (type): KmeCase => ({
      name: `kme/${type === 'KEY_TAKEN' ? 'taken' : 'burnt'}-until-noted`,
      requirements: ['KEY-032'],
      async play(test) {
        const { scene, peer } = test
        await test.start()
        await scene.addBlock(6)
        for (const one of ['KEY_RESERVE', type] as const) peer.unanswered.add(one)
        const call = await test.wish({ size: scene.unitSize })
        test.need(await scene.until(() => peer.reservations.length === 1), 'the peer is asked')
        const [reservation] = peer.reservations
        if (reservation === undefined) return
        peer.reply(type === 'KEY_TAKEN' ? 'KEY_RESERVED' : 'KEY_REFUSED', reservation)
        await test.answered(call)
        test.check('KEY-032', await scene.until(() => peer.of(type).length >= 5), `${type} is said again and again`)
        peer.reply('KEY_NOTED', reservation)
        await scene.settle()
        const before = peer.of(type).length
        await scene.pass(10 * SECOND)
        const more = peer.of(type).length - before
        test.check('KEY-032', more === 0, `when it is noted, ${more} more come`)
      }
    })
  ),
  ...(['KEY_TAKEN', 'KEY_BURN'] as const).map(
    (type): KmeCase => ({
      name: `kme/${type === 'KEY_TAKEN' ? 'taken' : 'burnt'}-across-restart`,
      requirements: ['KEY-032', 'KEY-039', ...(type === 'KEY_TAKEN' ? ['KEY-030'] : [])],
      capabilities: ['KME.RESTART'],
      async play(test) {
        const { scene, peer } = test
        await test.start()
        const block = await scene.addBlock(6)
        for (const one of ['KEY_RESERVE', type] as const) peer.unanswered.add(one)
        const call = await test.wish({ size: scene.unitSize })
        test.need(await scene.until(() => peer.reservations.length === 1), 'the peer is asked')
        const [reservation] = peer.reservations
        if (reservation === undefined) return
        peer.reply(type === 'KEY_TAKEN' ? 'KEY_RESERVED' : 'KEY_REFUSED', reservation)
        await test.answered(call)
        const before = peer.heard.length
        await scene.restart()
        const found = () => peer.heard.slice(before).find((frame) => frame.type === type)
        const isThere = await scene.until(() => found() !== undefined)
        const said = found()
        test.check('KEY-032', isThere, `${type} is said by the process that follows`)
        test.check('KEY-039', said?.session !== reservation.session, 'in a session of its own')
        const isOf = said !== undefined && 'origin' in said && said.origin === reservation.origin
        test.check('KEY-032', isOf, 'about the reservation of the session before')
        if (said !== undefined) peer.reply('KEY_NOTED', { ...reservation, session: said.session })
        await scene.settle()
        const noted = peer.of(type).length
        await scene.pass(5 * SECOND)
        test.check('KEY-032', peer.of(type).length === noted, 'until it is noted')
        peer.unanswered.clear()
        const clause = type === 'KEY_TAKEN' ? 'KEY-030' : 'KEY-032'
        await test.checkLeft(clause, block.own.length - 1, 'what was delivered or burnt is so after a crash')
      }
    })
  ),
  {
    name: 'kme/restart-burns-what-is-in-doubt',
    requirements: ['KEY-031'],
    capabilities: ['KME.RESTART'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(8)
      peer.unanswered.add('KEY_RESERVE')
      const call = await test.wish({ number: 2, size: scene.unitSize })
      test.need(await scene.until(() => peer.reservations.length === 1), 'the peer is asked')
      const [reservation] = peer.reservations
      if (reservation === undefined) return
      await scene.restart()
      peer.reply('KEY_RESERVED', reservation)
      await scene.until(() => peer.of('KEY_BURN').length > 0)
      await scene.settle()
      const burnt = peer.of('KEY_BURN').flatMap((frame) => frame.units.map(fromWire))
      const isAll = reservation.units.every((unit) => burnt.includes(fromWire(unit)))
      test.check('KEY-031', isAll, 'what was reserved and not delivered is burnt')
      test.check('KEY-031', peer.of('KEY_TAKEN').length === 0, 'and not delivered')
      test.need(scene.responseTo(call) === undefined, 'the process that was asked is gone')
      peer.unanswered.clear()
      await test.checkLeft('KEY-031', block.own.length - 2, 'it does not come back')
    }
  },
  {
    name: 'kme/blocks-survive',
    requirements: ['KEY-011', 'KEY-004', 'KEY-039'],
    capabilities: ['KME.RESTART'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const known = await scene.addBlock(4)
      peer.unanswered.add('KEY_BLOCK')
      const open = scene.makeBlock(4)
      await scene.lay(open)
      await scene.settle()
      for (let turn = 0; turn < 2; turn++) {
        const before = peer.of('KEY_BLOCK').length
        const former = peer.kmeSession
        await scene.restart()
        const since = () =>
          peer
            .of('KEY_BLOCK')
            .slice(before)
            .map(({ block }) => fromWire(block))
        test.check(
          'KEY-011',
          await scene.until(() => since().includes(open.session)),
          'it is announced across restarts'
        )
        test.check('KEY-039', peer.kmeSession !== former && peer.kmeSession !== 0, `session ${peer.kmeSession} is new`)
      }
      for (const block of [known, open]) await scene.lay(block, scene.octets(block.octets.length))
      await scene.settle()
      peer.unanswered.clear()
      peer.announce(open, false)
      await scene.settle()
      await test.checkLeft('KEY-004', known.own.length + open.own.length, 'both blocks are there, and once')
    }
  },
  {
    name: 'kme/peer-restarts',
    requirements: ['KEY-012', 'KEY-025', 'KEY-033'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(8)
      const terms = await test.held(peer.terms(block.theirs.slice(0, 2)), false)
      const origin = peer.session
      peer.restart()
      peer.announce(block, false)
      await scene.settle()
      test.check('KEY-012', peer.of('KEY_BLOCK').at(-1)?.answer === true, 'a peer of another session is answered')
      // What a former process has begun, the present one ends.
      const before = peer.heard.length
      peer.say({ ...peer.reserveOf(terms), origin })
      await scene.settle()
      test.check(
        'KEY-025',
        peer.heard.slice(before).some((frame) => frame.type === 'KEY_RESERVED' && frame.origin === origin),
        'a reservation of its former session is held'
      )
      peer.taken(terms, origin)
      await scene.pass(100 * MILLISECOND)
      const { status } = await test.collected(terms.units)
      test.check('KEY-033', status === 200, `and its keys can be collected when they are taken: ${status}`)
    }
  }
]
