import { SECOND } from '../kme-scene.js'
import type { KmeCase } from '../kme-test.js'
import { fromWire } from '../names.js'

/** More than the retention time (section 8.9). */
const LONG_AGO = 32 * 24 * 3600 * SECOND

/** Blocks, units and their names, and what two KMEs tell each other of them (sections 8.2 and 8.3). */
export const blockCases: readonly KmeCase[] = [
  {
    name: 'kme/cuts-a-block',
    requirements: ['KEY-002', 'KEY-003', 'KEY-005', 'KEY-011'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      // What is left at the end fills no unit.
      const block = await scene.addBlock(7, { rest: scene.unitSize / 8 - 1 })
      const [said] = peer.of('KEY_BLOCK')
      test.must('KEY-011', said !== undefined, 'a block is announced')
      test.check('KEY-002', said?.units === 7 && said.unitSize === scene.unitSize, `${said?.units} units are announced`)
      // Each once, and none of them the KME's own.
      for (const [index, unit] of block.units.entries()) {
        if (block.isOwn(index)) continue
        test.check('KEY-003', await test.isInPool(unit), `unit ${index} of the peer is there under its name`)
      }
      const number = block.own.length
      const keys = await test.delivered({ number, size: scene.unitSize })
      const given = keys.map(({ key_ID: id }) => id)
      test.check(
        'KEY-005',
        given.toSorted().join() === block.own.toSorted().join(),
        'what its own applications are given are the units of its direction, all of them'
      )
      test.check(
        'KEY-003',
        given.every((id) => block.units.includes(id)),
        'they have the names of units'
      )
      const more = await test.wished({ size: scene.unitSize })
      test.check('KEY-005', more.status === 503, `of the others it gives none: ${more.status}`)
    }
  },
  {
    name: 'kme/announces-again',
    requirements: ['KEY-011', 'KEY-014'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      peer.unanswered.add('KEY_BLOCK')
      const block = scene.makeBlock(4)
      await scene.lay(block)
      const isThere = await scene.until(() => peer.of('KEY_BLOCK').length >= 4)
      test.check('KEY-011', isThere, 'a block that is not confirmed is announced again and again')
      // By the peer's own announcement, which answers nothing.
      peer.announce(block, false)
      await scene.settle()
      const before = peer.of('KEY_BLOCK').filter(({ answer }) => !answer).length
      await scene.pass(10 * SECOND)
      const after = peer.of('KEY_BLOCK').filter(({ answer }) => !answer).length
      test.check('KEY-014', before === after, `once it is confirmed, ${after - before} more announcements come`)
      const response = await test.wished({ size: scene.unitSize })
      test.check('KEY-014', response.status === 200, `and its units can be had: ${response.status}`)
    }
  },
  {
    name: 'kme/nothing-before-confirmed',
    requirements: ['KEY-010', 'KEY-054'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = scene.makeBlock(6, { isAtPeer: false })
      await scene.lay(block)
      await scene.settle()
      const early = await test.wished({ size: scene.unitSize })
      test.check('KEY-010', peer.reservations.length === 0, 'no unit is reserved of a block that the peer may not have')
      test.check('KEY-054', early.status === 503, `there are not enough keys: ${early.status}`)
      peer.announce(block, false)
      await scene.settle()
      const late = await test.wished({ size: scene.unitSize })
      test.need(late.status === 200, 'keys are delivered when the peer has the block')
    }
  },
  {
    name: 'kme/answers-announcement',
    requirements: ['KEY-012'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(5)
      for (let turn = 0; turn < 3; turn++) {
        const before = peer.heard.length
        peer.announce(block, false)
        await scene.settle()
        const answers = peer.heard.slice(before).flatMap((frame) => (frame.type === 'KEY_BLOCK' ? [frame] : []))
        const [answer] = answers
        test.check(
          'KEY-012',
          answers.length === 1 && answer?.answer === true && fromWire(answer.block) === block.session,
          `announcement ${turn} is answered by ${answers.length} KEY_BLOCK`
        )
        test.check('KEY-012', answer?.units === 5, `it has the block's ${answer?.units} units`)
      }
    }
  },
  ...(['units', 'unit-size', 'later'] as const).map(
    (what): KmeCase => ({
      name: `kme/disputed-${what}`,
      requirements: ['KEY-013', 'KEY-015'],
      async play(test) {
        const { scene, peer } = test
        await test.start()
        const kept = await scene.addBlock(4)
        const block = scene.makeBlock(6, { isAtPeer: what === 'later' })
        await scene.lay(block)
        await scene.settle()
        const [units, unitSize] = what === 'unit-size' ? [6, scene.unitSize + 8] : [7, scene.unitSize]
        // As an announcement, or as the answer to one.
        const isAnswer = what === 'units'
        peer.announce(block, isAnswer, units, unitSize)
        await scene.settle()
        const before = peer.heard.length
        // Whatever is said of it later.
        peer.announce(block, false)
        await scene.settle()
        const said = peer.heard.slice(before).flatMap((frame) => (frame.type === 'KEY_BLOCK' ? [frame] : []))
        test.check(
          'KEY-015',
          said.length > 0 && said.every((frame) => frame.units === 0),
          `it has ${said[0]?.units} units`
        )
        for (const unit of block.theirs)
          test.check('KEY-013', !(await test.isInPool(unit)), 'no unit of a disputed block is set aside for the peer')
        await test.checkLeft('KEY-013', kept.own.length, 'of a disputed block nothing is left, of another one all')
        for (const unit of kept.theirs)
          test.check('KEY-013', await test.isInPool(unit), 'units of another block are set aside for the peer')
      }
    })
  ),
  {
    name: 'kme/second-block-of-session',
    requirements: ['KEY-004'],
    async play(test) {
      const { scene } = test
      await test.start()
      const block = await scene.addBlock(4)
      await test.delivered({ size: scene.unitSize })
      const other = scene.octets(block.octets.length)
      // While some of the first one is there: what is left has the first one's bits, as the monitors see.
      await scene.lay(block, other)
      await scene.pass(2 * SECOND)
      await test.checkLeft('KEY-004', block.own.length - 1, 'what is left of the first block')
      const terms = await test.held(test.peer.terms(block.theirs))
      await test.collected(block.theirs)
      await scene.lay(block, other)
      await scene.pass(2 * SECOND)
      await test.checkLeft('KEY-004', 0, 'when all of it is gone')
      const again = await test.reserve(test.peer.terms(terms.units))
      test.check('KEY-004', again === 'KEY_REFUSED', `nor are the peer's units there again: ${again}`)
    }
  },
  {
    name: 'kme/session-of-long-ago',
    requirements: ['KEY-066'],
    capabilities: ['KME.TIME'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(4)
      await test.delivered({ number: block.own.length, size: scene.unitSize })
      await test.held(peer.terms(block.theirs))
      test.need((await test.collected(block.theirs)).status === 200, 'all of a block is gone')
      await scene.pass(LONG_AGO)
      const before = peer.of('KEY_BLOCK').length
      await scene.lay(block, scene.octets(block.octets.length))
      await scene.pass(5 * SECOND)
      test.check('KEY-066', peer.of('KEY_BLOCK').length === before, 'a second block of its session is not announced')
      await test.checkLeft('KEY-066', 0, 'nor to be had')
      for (const unit of block.theirs)
        test.check('KEY-066', !(await test.isInPool(unit)), 'nor are its units there for the peer')
    }
  }
]
