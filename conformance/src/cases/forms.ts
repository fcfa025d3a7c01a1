import { WIRE_VERSIONS } from '@bellwire/wire'
import { changed, type Field, joined, valueOf, varint } from '../stage/protobuf.js'
import type { Case } from '../verdict/case.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE } from './steps.js'

/** Of fields that no message of this version has, and that may be left aside: a varint, 64 bits, bytes, and 32 bits. */
const UNKNOWN: readonly Field[] = [
  [8 * 901, [1]],
  [8 * 2000 + 1, [1, 2, 3, 4, 5, 6, 7, 8]],
  [8 * 999 + 2, [3, 1, 2, 3]],
  [8 * 70_000 + 5, [1, 2, 3, 4]]
].map(([tag, value]) => ({
  tag: Number(tag),
  bytes: joined([varint(Number(tag)), Uint8Array.from(value as number[])])
}))

/** Octets of the longest varint. */
const LONGEST = 10

/** The same frames, written otherwise, and parties of later versions (chapter 4). */
export const formCases: readonly Case[] = [
  {
    name: 'wire/other-forms',
    requirements: ['WIR-013', 'WIR-012'],
    async play(test) {
      test.scene.stage.form = (bytes) => changed(bytes, (fields) => fields.toReversed().map(lengthened))
      await served(test, 'WIR-013', 'in other orders, and with varints that are longer than needed')
    }
  },
  {
    name: 'wire/unknown-fields',
    requirements: ['WIR-020'],
    async play(test) {
      test.scene.stage.form = (bytes) => changed(bytes, (fields) => [...fields, ...UNKNOWN])
      await served(test, 'WIR-020', 'with fields that it does not know')
    }
  },
  {
    name: 'wire/later-versions',
    requirements: ['WIR-030', 'WIR-031'],
    role: 'master',
    async play(test) {
      const { scene } = test
      const versions = { minimumVersion: WIRE_VERSIONS.maximum, maximumVersion: WIRE_VERSIONS.maximum + 3 }
      for (const party of [scene.peer, scene.station]) party.versions = versions
      scene.stage.form = (bytes) => changed(bytes, (fields) => [...fields, ...UNKNOWN])
      await served(test, 'WIR-031', 'of parties that speak later versions, too')
      const [hello] = scene.sent('HELLO')
      const { minimumVersion = 0, maximumVersion = 0 } = hello ?? {}
      test.check(
        'WIR-030',
        minimumVersion <= maximumVersion && maximumVersion >= WIRE_VERSIONS.minimum,
        `HELLO states the versions ${minimumVersion} to ${maximumVersion}`
      )
      test.check(
        'WIR-031',
        scene.sent('OPEN').every(({ version }) => version === Math.min(maximumVersion, versions.maximumVersion)),
        'the highest version that both speak is used'
      )
    }
  }
]

/** Pairs for both ends, one of which is given back, and one void. */
async function served(test: Test, clause: string, how: string): Promise<void> {
  const { scene } = test
  test.must(clause, await scene.up(), `the link comes up by frames ${how}`)
  const [first, second] = await test.pairs(2)
  const others = await test.pairsForPeer(1)
  test.check(clause, first !== undefined && second !== undefined && others.length === 1, `pairs come by frames ${how}`)
  const low = second?.sequence ?? 0
  scene.peer.expire(low, (low + 1) >>> 0)
  await scene.pass(A_WHILE)
  const isVoid = scene.answers.some((answer) => answer.type === 'expired' && answer.sequence === low)
  test.check(clause, isVoid, `a pair is void by a frame ${how}`)
  test.check(
    'WIR-012',
    scene.happenings.some(({ kind }) => kind === 'sent'),
    'the node has spoken'
  )
}

/** A field of a varint, with as many octets as it may have. */
function lengthened(field: Field): Field {
  const { tag } = field
  if ((tag & 7) !== 0) return field
  const value = valueOf(field)
  const long = Uint8Array.from({ length: LONGEST }, (_, at) => ((value[at] ?? 0) & 127) | (at < LONGEST - 1 ? 128 : 0))
  return { tag, bytes: joined([varint(tag), long]) }
}
