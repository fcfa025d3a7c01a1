import { isKeyFrame, decodeFrame, encodeFrame } from '@bellwire/wire'
import type { Door, Entrance, Knock } from '../../../subject/doors.js'
import { pathOf } from '../answers.js'
import { SECOND } from '../kme-scene.js'
import type { KmeCase, KmeTest } from '../kme-test.js'
import { toWire } from '../names.js'

/** Milliseconds: in which a KME answers, ends what is wrong, and ends what is too slow. */
const [ANSWER, END, SLOW] = [1500, 2000, 60_000]

const ENTRANCES: readonly Entrance[] = ['applications', 'link']

/** Connections of which nothing is known, at a time: many. */
const CROWD = 600

/** Keys that are asked for while another process begins. */
const TURNS = 12

/** Who the tester can be beside the parties of the setting, by the names of its file. */
const OTHERS = {
  /** Of an authority that the KME does not know. */
  stranger: 'stranger',
  /** An application by its common name alone: that of the first one of this KME. */
  commonName: 'common name',
  /** The same with the URI of another application. */
  twoNames: 'two names',
  /** A KME that is no peer. */
  otherKme: 'another kme'
} as const

async function knock({ scene }: KmeTest, wish: Knock): Promise<Door> {
  if (scene.doors === undefined) throw new TypeError('only a KME with sockets has doors')
  return scene.doors.knock(wish)
}

/** What an application is answered that asks for the status. */
async function statusAs(test: KmeTest, wish: Omit<Knock, 'at'>): Promise<number> {
  const door = await knock(test, { at: 'applications', ...wish })
  const path = pathOf(test.scene.theirSae(0), 'status')
  door.write(ascii(`GET ${path} HTTP/1.1\r\nHost: kme\r\nConnection: close\r\n\r\n`))
  await door.ended(ANSWER)
  door.end()
  const [, status] = /^HTTP\/1\.1 (\d+) /.exec(textOf(door.heard)) ?? []
  return Number(status ?? 0)
}

/** Whether somebody on the link is answered as the peer is, about a block that both have. */
async function isHeardAs(test: KmeTest, session: string, wish: Omit<Knock, 'at'>): Promise<boolean> {
  const door = await knock(test, { at: 'link', ...wish })
  const { unitSize } = test.scene
  const frame = { type: 'KEY_BLOCK', session: 77, peerSession: 0, block: toWire(session), units: 4, unitSize } as const
  door.write(framed(encodeFrame({ ...frame, answer: false })))
  await door.ended(ANSWER)
  door.end()
  return framesIn(door.heard).some((one) => one.type === 'KEY_BLOCK')
}

/** What a KME does at its sockets (sections 8.6 and 8.7). */
export const doorCases: readonly KmeCase[] = [
  {
    name: 'kme/doors/tls-alone',
    requirements: ['KEY-040', 'KEY-050'],
    capabilities: ['KME.DOORS'],
    async play(test) {
      const { scene } = test
      await test.start()
      const block = await scene.addBlock(4)
      const [alice, peer] = [scene.sae(0), test.peer.place.id]
      test.need((await statusAs(test, { as: alice })) === 200, 'an application is served')
      const ways: readonly (readonly [string, Omit<Knock, 'at'>])[] = [
        ['without TLS', { by: 'tcp' }],
        ['without a certificate', {}],
        ['with one of another authority', { as: OTHERS.stranger }]
      ]
      for (const [what, way] of ways) {
        if (way.as !== undefined && scene.doors?.has(way.as) !== true) continue
        const status = await statusAs(test, way)
        test.check('KEY-050', status !== 200, `${what} an application is answered ${status}`)
        test.check('KEY-040', !(await isHeardAs(test, block.session, way)), `${what} nobody is heard on the link`)
      }
      const old = await statusAs(test, { as: alice, newest: 'TLSv1.1' })
      test.check('KEY-050', old === 0, `over TLS 1.1 an application is answered ${old}`)
      const isHeard = await isHeardAs(test, block.session, { as: peer, newest: 'TLSv1.1' })
      test.check('KEY-040', !isHeard, 'over TLS 1.1 nobody is heard on the link')
    }
  },
  {
    name: 'kme/doors/suites',
    requirements: ['KEY-085'],
    capabilities: ['KME.DOORS'],
    async play(test) {
      const { scene } = test
      await test.start()
      const as = { applications: scene.sae(0), link: test.peer.place.id }
      for (const at of ENTRANCES)
        for (const suite of [
          'ECDHE-ECDSA-AES128-SHA',
          'ECDHE-ECDSA-AES256-SHA384',
          'ECDHE-RSA-AES256-SHA',
          'AES128-GCM-SHA256',
          'AES256-SHA'
        ]) {
          const door = await knock(test, { at, as: as[at], newest: 'TLSv1.2', suite })
          test.check('KEY-085', !door.isOpen, `${suite} is not spoken towards ${at}`)
          door.end()
        }
    }
  },
  {
    name: 'kme/doors/lengths',
    requirements: ['KEY-041', 'KEY-042'],
    capabilities: ['KME.DOORS'],
    async play(test) {
      const { scene } = test
      await test.start()
      const block = await scene.addBlock(4)
      const as = test.peer.place.id
      test.check(
        'KEY-041',
        await isHeardAs(test, block.session, { as }),
        'frames with their lengths are read and written'
      )
      for (const length of [0, 65_537, 2 ** 31, 2 ** 32 - 1]) {
        const door = await knock(test, { at: 'link', as })
        door.write(headOf(length))
        test.check('KEY-042', await door.ended(END), `a connection with a length of ${length} is ended`)
        door.end()
      }
    }
  },
  {
    name: 'kme/doors/who-calls',
    requirements: ['KEY-043'],
    capabilities: ['KME.DOORS'],
    async play(test) {
      const { scene } = test
      await test.start()
      const block = await scene.addBlock(4)
      const { session } = block
      test.need(await isHeardAs(test, session, { as: test.peer.place.id }), 'the peer is heard about its block')
      const isOther = await isHeardAs(test, session, { as: scene.other.place.id })
      test.check('KEY-043', !isOther, 'another peer is not heard about it')
      for (const as of [scene.sae(0), OTHERS.otherKme])
        if (scene.doors?.has(as) === true)
          test.check('KEY-043', !(await isHeardAs(test, session, { as })), `nor is ${as}, who is no peer`)
    }
  },
  {
    name: 'kme/doors/names',
    requirements: ['KEY-051', 'KEY-052'],
    capabilities: ['KME.DOORS'],
    async play(test) {
      const { scene } = test
      await test.start()
      await scene.addBlock(4)
      for (const index of [0, 1] as const) {
        const status = await statusAs(test, { as: scene.sae(index) })
        test.check('KEY-051', status === 200, `${scene.sae(index)} is known by its URI: ${status}`)
      }
      const status = await statusAs(test, { as: test.peer.place.id })
      test.check('KEY-052', status === 401, `a KME is no application: ${status}`)
      if (scene.doors?.has(OTHERS.commonName) === true) {
        const byName = await statusAs(test, { as: OTHERS.commonName })
        test.check('KEY-051', byName === 200, `an application without a URI is known by its common name: ${byName}`)
      }
      if (scene.doors?.has(OTHERS.twoNames) === true) {
        const byTwo = await statusAs(test, { as: OTHERS.twoNames })
        test.check('KEY-051', byTwo === 401, `one with two URIs is nobody: ${byTwo}`)
      }
    }
  },
  {
    name: 'kme/doors/too-slow',
    requirements: ['KEY-057', 'KEY-081'],
    capabilities: ['KME.DOORS'],
    async play(test) {
      const { scene } = test
      await test.start()
      const half = await knock(test, { at: 'applications', as: scene.sae(0) })
      half.write(ascii('GET /api/v1/keys/x/status HTTP/1.1\r\nHost'))
      const silent = await Promise.all(ENTRANCES.map(async (at) => knock(test, { at, by: 'tcp' })))
      const [isHalf, ...areSilent] = await Promise.all([half, ...silent].map(async (door) => door.ended(SLOW)))
      test.check('KEY-057', isHalf === true, 'a request that does not come to its end is ended')
      for (const [index, isEnded] of areSilent.entries())
        test.check('KEY-081', isEnded, `a connection to ${ENTRANCES[index]} that proves nothing is ended`)
    }
  },
  {
    name: 'kme/doors/too-long',
    requirements: ['KEY-057', 'KEY-055'],
    capabilities: ['KME.DOORS'],
    async play(test) {
      const { scene } = test
      await test.start()
      const block = await scene.addBlock(4)
      const door = await knock(test, { at: 'applications', as: scene.sae(0) })
      const path = pathOf(scene.theirSae(0), 'enc_keys')
      door.write(
        ascii(
          `POST ${path} HTTP/1.1\r\nHost: kme\r\nContent-Type: application/json\r\nContent-Length: 80000000\r\n\r\n`
        )
      )
      for (let piece = 0; piece < 20; piece++) door.write(new Uint8Array(64_000).fill(32))
      test.check('KEY-057', await door.ended(END), 'the connection of a body of 80 MB is ended')
      door.end()
      await scene.settle()
      test.check('KEY-055', test.peer.reservations.length === 0, 'it sets nothing aside')
      await test.checkLeft('KEY-055', block.own.length, 'and takes nothing')
    }
  },
  {
    name: 'kme/doors/second-process',
    requirements: ['KEY-080'],
    capabilities: ['KME.DOORS'],
    async play(test) {
      const { scene, peer } = test
      await test.start()
      const block = await scene.addBlock(40)
      peer.unanswered.add('KEY_RESERVE')
      const end = scene.doors?.beside()
      // While it starts, in doubt: what it would burn.
      for (let turn = 0; turn < TURNS; turn++) {
        const call = await test.wish({ size: scene.unitSize })
        test.need(await scene.until(() => peer.reservations.length > turn), 'the peer is asked')
        await scene.pass(SECOND / 4)
        const reservation = peer.reservations[turn]
        if (reservation !== undefined) peer.reply('KEY_RESERVED', reservation)
        const { status } = await test.answered(call)
        test.check(
          'KEY-080',
          status === 200,
          `a key is delivered beside another process with the same store: ${status}`
        )
      }
      await end?.()
      peer.unanswered.clear()
      await test.checkLeft('KEY-080', block.own.length - TURNS, 'that one has taken nothing')
    }
  },
  {
    name: 'kme/doors/crowd',
    requirements: ['KEY-082'],
    capabilities: ['KME.DOORS'],
    async play(test) {
      const { scene } = test
      await test.start()
      const block = await scene.addBlock(4)
      for (const at of ENTRANCES) {
        const crowd: Door[] = []
        for (let index = 0; index < CROWD; index++) crowd.push(await knock(test, { at, by: 'tcp' }))
        const isServed =
          at === 'applications'
            ? (await statusAs(test, { as: scene.sae(0) })) === 200
            : await isHeardAs(test, block.session, { as: test.peer.place.id })
        test.check('KEY-082', isServed, `with ${CROWD} connections to ${at} that prove nothing, others are heard`)
        const areEnded = await Promise.all(crowd.map(async (door) => door.ended(1)))
        const first = areEnded.indexOf(false)
        const isOldest = first < 0 || areEnded.slice(first).every((isEnded) => !isEnded)
        test.check('KEY-082', isOldest, 'those that were ended are the oldest of them')
        for (const door of crowd) door.end()
      }
    }
  }
]

function framed(frame: Uint8Array): Uint8Array {
  return Uint8Array.of(...headOf(frame.length), ...frame)
}

function headOf(length: number): Uint8Array {
  const head = new Uint8Array(4)
  new DataView(head.buffer).setUint32(0, length)
  return head
}

function framesIn(octets: Uint8Array): ReturnType<typeof decodeFrame>[] {
  const found: ReturnType<typeof decodeFrame>[] = []
  const view = new DataView(octets.buffer, octets.byteOffset, octets.length)
  for (let at = 0; at + 4 <= octets.length; ) {
    const end = at + 4 + view.getUint32(at)
    if (end > octets.length) return found
    found.push(decodeFrame(octets.subarray(at + 4, end)))
    at = end
  }
  return found.filter(isKeyFrame)
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function textOf(octets: Uint8Array): string {
  return new TextDecoder().decode(octets)
}
