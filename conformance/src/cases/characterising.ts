import type { Ask } from '@bellwire/wire'
import type { Answer, Delivered } from '../subject/service.js'
import type { Test } from '../verdict/test.js'
import { A_WHILE } from './steps.js'

// What the two ends of a characterisation say, and what the node measures (section 7.7).

export const SECOND = 1_000_000_000
export const PURPOSE = 6
export const NO_OUTCOME = 2
const NAME_BYTES = 24

type Name = Pick<Delivered, 'epoch' | 'sequence'>
type Characterised = Extract<Answer, { type: 'characterised' }>

export function settingOf(link: number, { epoch, sequence }: Name, seed: number): number {
  let mixed = seed
  for (const part of [0, link, epoch, sequence, epoch, sequence]) mixed = mix((mixed ^ part) >>> 0)
  return mixed % 9
}

function mix(bits: number): number {
  let mixed = bits ^ (bits >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

interface Measured {
  readonly at: number
  readonly basis: number
  readonly tag: number
}

export function measurements({ scene }: Test): readonly Measured[] {
  return scene.happenings.flatMap((one, at) =>
    one.kind === 'command' && one.message.type === 'MEASURE'
      ? [{ at, basis: one.message.basis, tag: one.message.tag }]
      : []
  )
}

/** What was ordered for a pair when it had come. */
export function measurementOf(test: Test, { epoch, sequence }: Name): Measured | undefined {
  const { happenings } = test.scene
  const came = happenings.findIndex(
    (one) =>
      one.kind === 'answer' &&
      one.answer.type === 'ok' &&
      one.answer.epoch === epoch &&
      one.answer.sequence === sequence
  )
  const pair = happenings[came]
  const qubit = pair?.kind === 'answer' && pair.answer.type === 'ok' ? pair.answer.qubit : -1
  return measurements(test).find(({ at }) => {
    const one = happenings[at]
    // The order may stand before what the tester hears of the same reaction.
    const isOf = one?.kind === 'command' && one.message.type === 'MEASURE' && one.message.qubit === qubit
    return isOf && one.time >= (pair?.time ?? 0)
  })
}

export function outcomeOf(test: Test, name: Name): number {
  const tag = measurementOf(test, name)?.tag
  for (const one of test.scene.happenings)
    if (one.kind === 'result' && one.message.type === 'MEASURED' && one.message.tag === tag) return one.message.outcome
  return NO_OUTCOME
}

export function questions({ scene }: Test): readonly Ask[] {
  const asked = scene.sent('ASK').filter(({ purpose }) => purpose === PURPOSE)
  // Each step once, however often it is said.
  return asked.filter(
    (one, at) => asked.findIndex((other) => other.dialogue === one.dialogue && other.step === one.step) === at
  )
}

export function lastOf(test: Test): Ask {
  return questions(test).at(-1) as Ask
}

/** Steps of the last dialogue that list names. */
export function listed(test: Test): readonly Ask[] {
  const { dialogue } = lastOf(test)
  return questions(test).filter((one) => one.dialogue === dialogue && one.step > 0)
}

export function namesOf({ body, step }: Ask): readonly Name[] {
  if (step === 0) return []
  const view = new DataView(body.buffer, body.byteOffset, body.length)
  return Array.from({ length: Math.floor(body.length / NAME_BYTES) }, (_, at) => ({
    epoch: view.getUint32(NAME_BYTES * at + 8),
    sequence: view.getUint32(NAME_BYTES * at + 12)
  }))
}

export function namesOctets({ scene }: Test, names: readonly Name[]): Uint8Array {
  const bytes = new Uint8Array(NAME_BYTES * names.length)
  const view = new DataView(bytes.buffer)
  for (const [at, { epoch, sequence }] of names.entries())
    for (const [place, part] of [0, scene.link.link, epoch, sequence, epoch, sequence].entries())
      view.setUint32(NAME_BYTES * at + 4 * place, part)
  return bytes
}

export function seedOctets(seed: number): Uint8Array {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, seed)
  return bytes
}

export async function reply(test: Test, { dialogue, purpose, step }: Ask, body: Uint8Array): Promise<void> {
  const frame = { type: 'ANSWER', dialogue, purpose, step, body, error: 0 } as const
  await test.scene.stage.deliver(test.scene.peer.node, frame)
}

export async function refuse(test: Test, { dialogue, purpose, step }: Ask, error: number): Promise<void> {
  const frame = { type: 'ANSWER', dialogue, purpose, step, body: new Uint8Array(0), error } as const
  await test.scene.stage.deliver(test.scene.peer.node, frame)
}

/** The peer asks. Returns what it is answered. */
export async function ask(test: Test, step: number, body: Uint8Array) {
  const { scene } = test
  const before = scene.sent('ANSWER').length
  await scene.stage.deliver(scene.peer.node, { type: 'ASK', dialogue: 90, purpose: PURPOSE, step, body })
  await scene.pass(A_WHILE)
  return scene.sent('ANSWER').slice(before)
}

export async function pairsForPeer(test: Test, count: number): Promise<readonly Name[]> {
  const { scene } = test
  const before = scene.delivered.length
  scene.peer.create(count, { purpose: PURPOSE })
  test.need(await scene.until(() => scene.delivered.length === before + count, SECOND), `${count} pairs come`)
  await scene.pass(A_WHILE)
  return scene.delivered.slice(before)
}

export function results({ scene }: Test): readonly Characterised[] {
  return scene.answers.filter((one): one is Characterised => one.type === 'characterised')
}
