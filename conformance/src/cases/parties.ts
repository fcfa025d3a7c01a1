import { type Open, Role } from '@bellwire/wire'
import { tellsOfTests } from '../monitors/frames.js'
import type { Happening } from '../stage/happening.js'
import { openAnew } from '../statistics/processes.js'
import type { Case } from '../verdict/case.js'
import { A_WHILE, attempting, noLuck, sinceNow } from './steps.js'

const STARTS = 5

/** Which parties, epochs and versions a node goes by (sections 2.1 and 2.2). */
export const partyCases: readonly Case[] = [
  {
    name: 'physical/greets-less-and-less',
    requirements: ['PHY-010'],
    async play(test) {
      const { scene } = test
      scene.stage.way = () => []
      await scene.stage.start()
      await scene.pass(50 * A_WHILE)
      const times = scene.happenings.flatMap((one) => (isTo(scene.station.node, 'HELLO', one) ? [one.time] : []))
      const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0))
      const doubles = waits.slice(1).every((wait, index) => wait >= 2 * (waits[index] ?? 0) - 1000)
      test.check('PHY-010', waits.length > 2 && doubles, `HELLO comes again after ${waits.join()} ns`)
    }
  },
  {
    name: 'physical/hello-of-another',
    requirements: ['PHY-069'],
    async play(test) {
      const { scene } = test
      await test.up()
      await scene.pass(A_WHILE)
      for (const fields of [{ node: 99 }, { role: Role.STATION }]) {
        const isAnswered = sinceNow(scene, (one) => isTo(scene.peer.node, 'HELLO', one))
        scene.peer.greet(false, { ...fields, incarnation: 12_345 })
        await scene.pass(A_WHILE / 10)
        const isEnded = sinceNow(scene, (one) => one.kind === 'sent' && one.frame.type === 'OPEN')
        test.check(
          'PHY-069',
          !isAnswered() && !isEnded(),
          `a HELLO with ${Object.keys(fields).join()} of another is ignored`
        )
      }
      test.check(
        'PHY-069',
        scene.sent('OPEN').every(({ epoch }) => epoch === scene.peer.epoch),
        'and ends no epoch'
      )
    }
  },
  whoOpens('lower', 'master'),
  whoOpens('higher', 'other'),
  {
    name: 'link/test-seed-of-nothing-told',
    requirements: ['LNK-175'],
    role: 'master',
    scene: { link: { testFraction: 0.3 } },
    async play(test) {
      const { scene } = test
      const { peer, station, link } = scene
      await test.up()
      const apart = new Map<string, Set<number>>()
      for (let start = 0; start < STARTS; start++) {
        const { incarnation, epoch, testSeed } = await openAnew(test, { seed: scene.random.bits32() })
        const told = {
          incarnation,
          epoch,
          origin: link.slotOrigin,
          peer: peer.incarnation,
          station: station.incarnation
        }
        for (const [name, value] of Object.entries(told)) {
          add(apart, `is ${name} plus a constant`, (testSeed - value) >>> 0)
          add(apart, `is ${name} with some bits turned`, (testSeed ^ value) >>> 0)
        }
      }
      for (const [how, values] of apart)
        test.check(
          'LNK-175',
          values.size > 1,
          `of ${STARTS} epochs the seed of test rounds ${how}, which others are told`
        )
    }
  },
  {
    name: 'link/station-knows-no-tests',
    requirements: ['LNK-176'],
    role: 'master',
    scene: { link: { testFraction: 0.3 } },
    async play(test) {
      const { scene } = test
      await test.up()
      const opens = scene.happenings.filter((one) => one.kind === 'sent').filter(({ frame }) => frame.type === 'OPEN')
      const told = (node: number): readonly Open[] =>
        opens.flatMap(({ to, frame }) => (to === node && frame.type === 'OPEN' ? [frame] : []))
      test.need(told(scene.peer.node).some(tellsOfTests), 'the peer is told which pairs are test rounds')
      const [toStation] = told(scene.station.node)
      test.check(
        'LNK-176',
        toStation !== undefined && !tellsOfTests(toStation),
        `the station is told a seed of ${toStation?.testSeed} and a share of ${toStation?.testFraction}/65535`
      )
    }
  },
  {
    name: 'physical/former-incarnation',
    requirements: ['PHY-013'],
    async play(test) {
      const { scene } = test
      await test.up()
      const former = scene.peer.incarnation
      const { epoch } = scene.peer
      scene.peer.incarnation += 1
      scene.peer.epoch = 0
      scene.peer.greet(false)
      test.need(await scene.until(() => scene.peer.epoch > epoch), 'another epoch is opened')
      await scene.pass(A_WHILE)
      const present = scene.peer.epoch
      const isActed = sinceNow(
        scene,
        (one) => one.kind === 'sent' && (one.frame.type === 'HELLO' || one.frame.type === 'OPEN')
      )
      scene.peer.greet(false, { incarnation: former })
      await scene.pass(A_WHILE / 10)
      test.check(
        'PHY-013',
        !isActed() && scene.peer.epoch === present,
        'a late HELLO of the former incarnation changes nothing'
      )
    }
  },
  {
    name: 'physical/no-common-version',
    requirements: ['PHY-008'],
    async play(test) {
      const { scene } = test
      const other = { minimumVersion: 99, maximumVersion: 99 }
      // What the peer says by itself is lost; it says what follows.
      scene.stage.way = (_frame, from, _to, delay) => (from === scene.peer.node ? [] : [delay])
      await scene.stage.start()
      await scene.pass(A_WHILE / 10)
      const hello = { type: 'HELLO', ...scene.peer.header(), epoch: 0, node: scene.peer.node, role: Role.NODE } as const
      const rest = { answer: true, kinds: 0, bases: 0, heraldingPlace: 0, ...other }
      scene.stage.send(scene.peer.node, { ...hello, ...rest }, 'forged')
      await scene.pass(A_WHILE / 10)
      scene.stage.way = (frame, from, _to, delay) => (from === scene.peer.node && frame.type === 'HELLO' ? [] : [delay])
      if (scene.peer.isMaster) scene.peer.open(scene.peer.epoch + 1)
      await scene.pass(A_WHILE)
      const isOpen = scene.sent('OPEN').length + scene.sent('OPEN_ACK').length > 0
      test.check('PHY-008', !isOpen, 'no epoch is begun with a party that speaks no version of the node')
    }
  },
  {
    name: 'physical/open-until-acknowledged',
    requirements: ['PHY-014'],
    role: 'master',
    async play(test) {
      const { scene } = test
      // The station's answer is lost: the peer's alone opens no epoch.
      scene.stage.way = (frame, from, _to, delay) =>
        from === scene.station.node && frame.type === 'OPEN_ACK' ? [] : [delay]
      await scene.stage.start()
      await scene.pass(10 * A_WHILE)
      const opens = scene.happenings.filter((one) => isTo(scene.station.node, 'OPEN', one))
      test.check('PHY-014', opens.length > 1, 'OPEN is sent until it is acknowledged')
      test.check('PHY-014', scene.sent('LINK_STATE').length === 0, 'the epoch is not open before both have')
    }
  },
  {
    name: 'physical/epoch-above-all',
    requirements: ['PHY-014'],
    role: 'master',
    async play(test) {
      const { scene } = test
      scene.peer.voidEpoch = 41
      scene.station.voidEpoch = 17
      test.check('PHY-014', await scene.up(), 'the link comes up')
      test.check('PHY-014', scene.sent('OPEN')[0]?.epoch === 42, `after epoch 41 comes ${scene.sent('OPEN')[0]?.epoch}`)
    }
  },
  {
    name: 'physical/open-for-another',
    requirements: ['PHY-015', 'PHY-017'],
    role: 'other',
    async play(test) {
      const { scene } = test
      await test.up()
      const [open] = scene.came('OPEN')
      test.need(open !== undefined, 'OPEN has come')
      const { epoch } = scene.peer
      // The epoch ends, and what comes next is for another process of the node, or over.
      scene.stage.way = (frame, from, _to, delay) => (from === scene.peer.node && frame.type === 'OPEN' ? [] : [delay])
      scene.peer.voidEpoch = epoch
      scene.peer.epoch = 0
      scene.peer.greet(false)
      await scene.pass(A_WHILE / 10)
      if (open === undefined) return
      const peerIncarnation = (open.peerIncarnation + 1) >>> 0
      for (const wrong of [{ epoch: epoch + 1, peerIncarnation }, { epoch }]) {
        const isAcknowledged = sinceNow(scene, (one) => isTo(scene.peer.node, 'OPEN_ACK', one))
        const isGreeted = sinceNow(scene, (one) => isTo(scene.peer.node, 'HELLO', one))
        await scene.stage.deliver(scene.peer.node, { ...open, ...wrong }, 'forged')
        test.check('PHY-015', !isAcknowledged(), `an OPEN with ${Object.keys(wrong).join()} of another is not adopted`)
        test.check('PHY-017', isGreeted(), 'it is answered with HELLO')
      }
    }
  },
  {
    name: 'physical/first-number-of-epoch',
    requirements: ['PHY-015'],
    role: 'other',
    scene: { link: { firstSequence: 1000 } },
    async play(test) {
      const { scene } = test
      await test.up()
      scene.peer.alive(false)
      test.need(await scene.until(() => scene.sent('KEEPALIVE').length > 0), 'KEEPALIVE is answered')
      const { expected } = scene.sent('KEEPALIVE')[0] ?? { expected: -1 }
      test.check('PHY-015', expected === 1000, `an epoch that begins with 1000 is at ${expected}`)
    }
  },
  {
    name: 'physical/foreign-replies',
    requirements: ['PHY-004'],
    async play(test) {
      const { scene } = test
      await test.up()
      noLuck(scene)
      await scene.create()
      const { queueId, firstSlot } = await attempting(test)
      const sequence = (scene.station.sequence + 5) >>> 0
      const reply = scene.station.reply({ slot: firstSlot, queueId, peerQueueId: queueId, sequence })
      scene.stage.send(scene.station.node, { ...reply, epoch: reply.epoch + 1 }, 'forged')
      scene.stage.send(scene.station.node, { ...reply, incarnation: (reply.incarnation + 1) >>> 0 }, 'forged')
      const alive = {
        type: 'KEEPALIVE',
        ...scene.peer.header(),
        answer: false,
        expected: 0,
        freeQubits: 0,
        confirmed: 0
      } as const
      scene.stage.send(scene.peer.node, { ...alive, epoch: alive.epoch + 1 }, 'forged')
      await scene.pass(A_WHILE / 10)
      test.check('PHY-004', scene.sent('EXPIRE').length === 0, 'REPLYs of another epoch or station show no gap')
      test.check('PHY-004', scene.sent('KEEPALIVE').length === 0, 'KEEPALIVE of another epoch is not answered')
    }
  }
]

/** Of two nodes the one with the lower number opens epochs; the other one waits for that, in vain here. */
function whoOpens(which: string, role: 'master' | 'other'): Case {
  return {
    name: `physical/${which}-number-${role === 'master' ? 'opens' : 'waits'}`,
    requirements: ['PHY-001'],
    role,
    async play(test) {
      const { scene } = test
      const { peer } = scene
      scene.stage.way = (frame, from, _to, delay) => (from === peer.node && frame.type === 'OPEN' ? [] : [delay])
      await scene.stage.start()
      await scene.pass(10 * A_WHILE)
      test.need(scene.came('HELLO').length > 1, 'peer and station have greeted')
      const isOpened = scene.sent('OPEN').length > 0
      const { node } = scene.stage.setting
      test.check(
        'PHY-001',
        isOpened === node < peer.node,
        `node ${node} ${isOpened ? 'opens' : 'does not open'} an epoch`
      )
    }
  }
}

function isTo(to: number, type: string, one: Happening): boolean {
  return one.kind === 'sent' && one.to === to && one.frame.type === type
}

function add(all: Map<string, Set<number>>, key: string, value: number): void {
  all.set(key, (all.get(key) ?? new Set()).add(value))
}
