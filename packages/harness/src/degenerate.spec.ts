import {
  CASES,
  type Input,
  type Output,
  type Reaction,
  runSuite,
  type Setting,
  type Subject
} from '@bellwire/conformance'
import { ErrorCode } from '@bellwire/wire'
import { describe, expect, it } from 'vitest'
import { NodeSubject } from './node-subject.js'

const NOTHING: Reaction = { outputs: [], wake: Infinity }

/** A node that keeps no rule: what it does is its answer to each thing that happens, and to its start. */
abstract class Degenerate implements Subject {
  readonly identity = {
    implementation: this.constructor.name,
    version: '0',
    capabilities: ['LNK.KEEP', 'LNK.MEASURE', 'LNK.PREPARE']
  }
  protected setting: Setting | undefined

  async start(setting: Setting): Promise<Reaction> {
    this.setting = setting
    return { outputs: this.begins(setting), wake: Infinity }
  }

  async input(_at: number, input: Input): Promise<Reaction> {
    return { outputs: this.reacts(input), wake: Infinity }
  }

  async advance(_to: number): Promise<Reaction> {
    return NOTHING
  }

  async close(): Promise<void> {}

  protected begins(_setting: Setting): readonly Output[] {
    return []
  }

  protected abstract reacts(input: Input): readonly Output[]
}

class Silent extends Degenerate {
  protected reacts(): readonly Output[] {
    return []
  }
}

/** Sends back whatever comes. */
class Echo extends Degenerate {
  protected reacts(input: Input): readonly Output[] {
    if (input.type === 'frame') return [{ type: 'frame', to: input.from, bytes: input.bytes }]
    return input.type === 'device' ? [{ type: 'device', bytes: input.bytes }] : []
  }
}

/** Never has room. */
class Refusing extends Degenerate {
  #createId = 0

  protected reacts(input: Input): readonly Output[] {
    if (input.type !== 'wish' || input.wish.type !== 'create') return []
    const { link } = input.wish
    return [{ type: 'answer', answer: { type: 'created', link, createId: ++this.#createId, code: ErrorCode.NORES } }]
  }
}

/** Says at once that every pair is there, and makes none. */
class Lying extends Degenerate {
  #createId = 0
  #sequence = 0

  protected reacts(input: Input): readonly Output[] {
    if (input.type !== 'wish' || input.wish.type !== 'create') return []
    const { link, create } = input.wish
    const createId = ++this.#createId
    const pairs = Array.from({ length: Math.min(create.number, 1000) }, (_, index): Output => {
      const sequence = this.#sequence++
      const qubit = create.kind === 'keep' ? index % 4 : -1
      const common = {
        link,
        createId,
        originator: true,
        kind: create.kind,
        purpose: create.purpose,
        epoch: 1,
        sequence,
        qubit
      }
      const final = index + 1 === create.number
      const measured = { outcome: create.kind === 'keep' ? -1 : 0, basis: create.kind === 'keep' ? -1 : 0 }
      const answer = { type: 'ok', ...common, bellIndex: 0, corrected: true, goodness: 1, ...measured, final } as const
      return { type: 'answer', answer }
    })
    const created: Output = { type: 'answer', answer: { type: 'created', link, createId, code: 0 } }
    return [created, { type: 'answer', answer: { type: 'ack', link, createId } }, ...pairs]
  }
}

/** Answers with bytes that are no frame and no message to hardware. */
class Nonsense extends Degenerate {
  protected override begins(setting: Setting): readonly Output[] {
    return setting.links.flatMap(({ peer, station }) => [peer, station].map((to) => bytesTo(to)))
  }

  protected reacts(input: Input): readonly Output[] {
    return [input.type === 'frame' ? bytesTo(input.from) : { type: 'device', bytes: NO_MESSAGE }]
  }
}

const NO_MESSAGE = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x07)

function bytesTo(to: number): Output {
  return { type: 'frame', to, bytes: NO_MESSAGE }
}

/** A node of which every output comes twice. */
class Twice implements Subject {
  readonly identity

  constructor(private readonly subject: Subject) {
    // Which of its outputs it has made twice when it is killed, it could not say.
    const capabilities = subject.identity.capabilities.filter((code) => !code.startsWith('NOD.'))
    this.identity = { ...subject.identity, implementation: 'Twice', capabilities }
  }

  async start(setting: Setting): Promise<Reaction> {
    return twice(await this.subject.start(setting))
  }

  async input(at: number, input: Input): Promise<Reaction> {
    return twice(await this.subject.input(at, input))
  }

  async advance(to: number): Promise<Reaction> {
    return twice(await this.subject.advance(to))
  }

  close(): Promise<void> {
    return this.subject.close()
  }
}

function twice({ outputs, wake }: Reaction): Reaction {
  return { outputs: outputs.flatMap((output) => [output, output]), wake }
}

/** Far longer than any test waits. Nanoseconds. */
const LATENCY = 1_000_000_000_000

/** A node of which all comes too late. */
class Slow extends NodeSubject {
  readonly #late: { readonly due: number; readonly output: Output }[] = []
  #wake = Infinity

  override async start(setting: Setting): Promise<Reaction> {
    this.#late.length = 0
    return this.#later(setting.time, await super.start(setting))
  }

  override async input(at: number, input: Input): Promise<Reaction> {
    return this.#later(at, await super.input(at, input))
  }

  override async advance(to: number): Promise<Reaction> {
    return this.#wake > to ? this.#reaction(to) : this.#later(to, await super.advance(to))
  }

  #later(now: number, { outputs, wake }: Reaction): Reaction {
    for (const output of outputs) this.#late.push({ due: now + LATENCY, output })
    this.#wake = wake
    return this.#reaction(now)
  }

  #reaction(now: number): Reaction {
    const due = this.#late.findIndex((one) => one.due > now)
    const outputs = this.#late.splice(0, due < 0 ? this.#late.length : due).map(({ output }) => output)
    return { outputs, wake: Math.min(this.#wake, this.#late[0]?.due ?? Infinity) }
  }
}

describe('a node that keeps no rule is never said to conform', () => {
  it.each([
    ['is silent', () => new Silent()],
    ['sends back whatever comes', () => new Echo()],
    ['refuses everything', () => new Refusing()],
    ['says that all is done', () => new Lying()],
    ['talks nonsense', () => new Nonsense()],
    ['does everything twice', () => new Twice(new NodeSubject())],
    ['is slower than anyone waits', () => new Slow()]
  ])('where it %s', async (_what, make) => {
    const { verdict, cases } = await runSuite(make(), { seeds: 1, runs: 15 })
    expect(cases.map(({ name }) => name)).toEqual(CASES.map(({ name }) => name))
    expect(verdict).toBe('fail')
  })
})
