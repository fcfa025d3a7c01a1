import { createRandom, type RandomStream, VirtualClock } from '@bellwire/runtime'
import type { RunnerKind } from '@bellwire/statechart'
import { type Channel, MemoryNetwork } from '@bellwire/transport'
import { type DialogueFrame, ErrorCode, isDialogueFrame } from '@bellwire/wire'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ApplicationError } from '../errors.js'
import { DEFAULT_DIALOGUE_CONFIGURATION } from './configuration.js'
import type { Conversation } from './dialogue.js'
import { type Answerer, Dialogues, type DialoguesOptions } from './dialogues.js'

const DELAY = 1000
const CALM: Channel = { delay: DELAY, loss: 0, duplication: 0, jitter: 0, reordering: undefined }
const PURPOSE = 7
const configuration = {
  ...DEFAULT_DIALOGUE_CONFIGURATION,
  firstWait: 3 * DELAY,
  longestWait: 12 * DELAY,
  attempts: 40,
  lifetime: 10_000 * DELAY,
  perPeer: 3
}

/** Nodes with dialogues, and a network between them. */
class Nodes {
  readonly clock = new VirtualClock()
  readonly medium: MemoryNetwork
  readonly ignored: string[] = []
  readonly sent: DialogueFrame[] = []
  readonly draws: RandomStream
  readonly #dialogues = new Map<number, Dialogues>()

  constructor(
    seed: number,
    channel: Channel = CALM,
    readonly runner: RunnerKind = 'generated',
    wire = true
  ) {
    const random = createRandom(seed)
    this.draws = random.stream('test')
    this.medium = new MemoryNetwork({ clock: this.clock, random, wire })
    this.medium.connect(1, 2, channel)
    this.medium.connect(1, 3, channel)
  }

  /** A new process at a node: the earlier one is dead. */
  start(node: number): Dialogues {
    this.#dialogues.get(node)?.abandon()
    this.medium.detach(node)
    const transport = this.medium.attach(node, `node ${node}`)
    const dialogues = new Dialogues({
      configuration,
      clock: this.clock,
      runner: this.runner,
      random: () => this.draws.bits32(),
      transmit: (to, frame) => {
        this.sent.push(frame)
        transport.send(to, frame)
      },
      ignored: (reason) => this.ignored.push(reason)
    })
    transport.listen({
      frame: (from, frame) => {
        if (isDialogueFrame(frame)) dialogues.frame(from, frame)
      },
      malformed: (_from, reason) => {
        throw new Error(reason)
      }
    })
    this.#dialogues.set(node, dialogues)
    return dialogues
  }
}

const body = (...bytes: number[]): Uint8Array => Uint8Array.of(...bytes)

/** Answers every step by its own body, backwards. */
const mirror: Answerer = {
  asked: (conversation, _step, asked) => conversation.reply(asked.slice().reverse())
}

/** Asks `steps` steps, one after the other, and notes what comes. */
function askAll(dialogues: Dialogues, steps: number, notes: string[], peer = 2): void {
  const dialogue = dialogues.open(peer, PURPOSE, {
    answered: (step, answer) => {
      notes.push(`${step}: ${answer.join()}`)
      if (step + 1 < steps) dialogue.ask(body(step + 1, 99))
    },
    ended: (reason) => notes.push(`ended ${reason}`)
  })
  dialogue.ask(body(0, 99))
}

const expected = (steps: number): string[] => Array.from({ length: steps }, (_, step) => `${step}: 99,${step}`)

describe('dialogues', () => {
  it('put each step once and answer it once, whatever the network does (APP-001, APP-002, APP-003, APP-004)', () => {
    const faults = fc.record({
      loss: fc.double({ min: 0, max: 0.4, noNaN: true }),
      duplication: fc.double({ min: 0, max: 0.5, noNaN: true }),
      jitter: fc.integer({ min: 0, max: 5 * DELAY }),
      probability: fc.double({ min: 0, max: 0.5, noNaN: true }),
      seed: fc.nat(),
      late: fc.nat(20 * DELAY),
      runner: fc.constantFrom<RunnerKind>('actor', 'interpreted', 'generated'),
      wire: fc.boolean()
    })
    fc.assert(
      fc.property(faults, ({ loss, duplication, jitter, probability, seed, late, runner, wire }) => {
        const reordering = { probability, extraDelay: 9 * DELAY }
        const nodes = new Nodes(seed, { delay: DELAY, loss, duplication, jitter, reordering }, runner, wire)
        const asked: string[] = []
        nodes.start(2).accept(PURPOSE, {
          asked: (conversation, step, question) => {
            asked.push(`${step}: ${question.join()}`)
            // Applications think for a while.
            nodes.clock.at(nodes.clock.now() + nodes.draws.below(late + 1), {
              run: () => conversation.reply(question.slice().reverse())
            })
          }
        })
        const notes: string[] = []
        askAll(nodes.start(1), 12, notes)
        nodes.clock.run({ until: 5000 * DELAY })
        expect(notes).toEqual(expected(12))
        expect(asked).toEqual(expected(12).map((_, step) => `${step}: ${step},99`))
      }),
      { seed: 41, numRuns: 60 }
    )
  })

  it('answer nothing once their process is dead', () => {
    const nodes = new Nodes(1)
    const two = nodes.start(2)
    two.accept(PURPOSE, mirror)
    const notes: string[] = []
    const one = nodes.start(1)
    askAll(one, 2, notes)
    nodes.clock.run({ until: 2 * DELAY })
    expect(notes).toHaveLength(1)
    const sent = nodes.sent.length
    two.abandon()
    one.abandon()
    two.frame(1, { type: 'ASK', dialogue: 5, purpose: PURPOSE, step: 3, body: body(1) })
    nodes.clock.run({ until: 1000 * DELAY })
    expect(nodes.sent.length).toBe(sent)
    expect(notes).toHaveLength(1)
  })

  it('go on after a crash of either end, with what it had written down', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(fc.record({ node: fc.constantFrom(1, 2), after: fc.integer({ min: 1, max: 9 * DELAY }) }), {
          maxLength: 8
        }),
        (seed, crashes) => {
          const nodes = new Nodes(seed, { ...CALM, loss: 0.2, duplication: 0.2, jitter: DELAY })
          const journal = { number: 0, step: 0, lastStep: -1, lastAnswer: body() }
          const notes: string[] = []
          const asked = new Map<number, number>()
          const answerer: Answerer = {
            asked(conversation, step, question) {
              asked.set(step, (asked.get(step) ?? 0) + 1)
              journal.number = conversation.number
              journal.lastStep = step
              journal.lastAnswer = question.slice().reverse()
              conversation.reply(journal.lastAnswer)
            }
          }
          const startTwo = (): void => {
            const two = nodes.start(2)
            two.accept(PURPOSE, answerer)
            const { number, lastStep, lastAnswer } = journal
            if (lastStep >= 0) two.restore({ peer: 1, purpose: PURPOSE, number }, lastStep, lastAnswer)
          }
          const listener = {
            answered(step: number, answer: Uint8Array) {
              notes.push(`${step}: ${answer.join()}`)
              journal.step = step + 1
              if (step + 1 < 10) dialogue.ask(body(step + 1, 99))
            },
            ended: (reason: ErrorCode) => notes.push(`ended ${reason}`)
          }
          startTwo()
          let dialogue = nodes.start(1).open(2, PURPOSE, listener)
          const { number } = dialogue
          dialogue.ask(body(0, 99))
          for (const { node, after } of crashes) {
            nodes.clock.run({ until: nodes.clock.now() + after })
            if (node === 2) startTwo()
            else {
              dialogue = nodes.start(1).resume({ peer: 2, purpose: PURPOSE, number }, listener, journal.step)
              if (journal.step < 10) dialogue.ask(body(journal.step, 99))
            }
          }
          nodes.clock.run({ until: nodes.clock.now() + 5000 * DELAY })
          expect(notes).toEqual(expected(10))
          // What had been answered was never put to the program again.
          expect([...asked.values()]).toEqual(Array.from({ length: 10 }, () => 1))
        }
      ),
      { seed: 42, numRuns: 60 }
    )
  })

  it('end when nobody answers', () => {
    const nodes = new Nodes(1)
    const notes: string[] = []
    askAll(nodes.start(1), 1, notes)
    nodes.clock.run()
    expect(notes).toEqual([`ended ${ErrorCode.TIMEOUT}`])
    expect(nodes.sent).toHaveLength(configuration.attempts)
  })

  it('end where nobody answers to the purpose, and where the application says so (APP-006)', () => {
    const nodes = new Nodes(1)
    const two = nodes.start(2)
    const one = nodes.start(1)
    const notes: string[] = []
    askAll(one, 1, notes)
    nodes.clock.run({ until: 10 * DELAY })
    two.accept(PURPOSE, { asked: (conversation) => conversation.refuse(ErrorCode.OTHER) })
    askAll(one, 1, notes)
    nodes.clock.run({ until: 20 * DELAY })
    expect(notes).toEqual([`ended ${ErrorCode.REJECTED}`, `ended ${ErrorCode.OTHER}`])
    // Each of the two ASKs once, that of nobody's purpose too.
    expect(nodes.sent.filter((frame) => frame.type === 'ANSWER')).toHaveLength(2)
  })

  it('end with EXPIRE where the answering end knows nothing of them (APP-006)', () => {
    const nodes = new Nodes(1)
    nodes.start(2).accept(PURPOSE, mirror)
    const notes: string[] = []
    const one = nodes.start(1)
    const dialogue = one.open(2, PURPOSE, {
      answered: (step) => notes.push(`${step}`),
      ended: (reason) => notes.push(`ended ${reason}`)
    })
    dialogue.ask(body(1))
    nodes.clock.run({ until: 10 * DELAY })
    nodes.start(2).accept(PURPOSE, mirror)
    dialogue.ask(body(2))
    nodes.clock.run({ until: 20 * DELAY })
    expect(notes).toEqual(['0', `ended ${ErrorCode.EXPIRE}`])
    expect(() => dialogue.ask(body(3))).toThrow('the dialogue is over')
  })

  it('are forgotten some time after their last step (APP-005)', () => {
    const nodes = new Nodes(1)
    nodes.start(2).accept(PURPOSE, mirror)
    const notes: string[] = []
    const dialogue = nodes.start(1).open(2, PURPOSE, {
      answered: (step) => notes.push(`${step}`),
      ended: (reason) => notes.push(`ended ${reason}`)
    })
    dialogue.ask(body(1))
    nodes.clock.run({ until: configuration.lifetime - 10 * DELAY })
    dialogue.ask(body(2))
    nodes.clock.run({ until: nodes.clock.now() + configuration.lifetime + 10 * DELAY })
    dialogue.ask(body(3))
    nodes.clock.run({ until: nodes.clock.now() + 10 * DELAY })
    expect(notes).toEqual(['0', '1', `ended ${ErrorCode.EXPIRE}`])
  })

  it('of one peer are so many at most: the rest is refused, and other peers are not in its way (APP-007)', () => {
    const nodes = new Nodes(1)
    nodes.start(1).accept(PURPOSE, mirror)
    const notes: string[] = []
    const two = nodes.start(2)
    for (let number = 0; number < 5; number++) askAll(two, 1, notes, 1)
    nodes.clock.run({ until: 10 * DELAY })
    expect(notes.filter((note) => note === '0: 99,0')).toHaveLength(3)
    expect(notes.filter((note) => note === `ended ${ErrorCode.NORES}`)).toHaveLength(2)
    const others: string[] = []
    askAll(nodes.start(3), 1, others, 1)
    nodes.clock.run({ until: 20 * DELAY })
    expect(others).toEqual(['0: 99,0'])
  })

  it('are untouched by answers that nobody asked for, to other steps, and by others (APP-002)', () => {
    const nodes = new Nodes(1)
    const one = nodes.start(1)
    const notes: string[] = []
    const dialogue = one.open(2, PURPOSE, {
      answered: (step) => notes.push(`${step}`),
      ended: (reason) => notes.push(`ended ${reason}`)
    })
    const answer = {
      type: 'ANSWER',
      dialogue: dialogue.number,
      purpose: PURPOSE,
      step: 0,
      body: body(),
      error: 0
    } as const
    one.frame(2, answer)
    dialogue.ask(body(1))
    one.frame(3, answer)
    one.frame(2, { ...answer, step: 1 })
    one.frame(2, { ...answer, purpose: PURPOSE + 1, error: 4 })
    one.frame(2, { ...answer, dialogue: (dialogue.number + 1) % 2 ** 32, error: 4 })
    expect(notes).toEqual([])
    expect(nodes.ignored).toEqual(['another-step', 'no-dialogue', 'another-step', 'no-dialogue', 'no-dialogue'])
    one.frame(2, answer)
    expect(notes).toEqual(['0'])
  })

  it('are untouched by questions out of turn (APP-002)', () => {
    const nodes = new Nodes(1)
    const two = nodes.start(2)
    const conversations: [Conversation, number][] = []
    two.accept(PURPOSE, { asked: (conversation, step) => conversations.push([conversation, step]) })
    const ask = { type: 'ASK', dialogue: 5, purpose: PURPOSE, step: 0, body: body() } as const
    two.frame(1, ask)
    two.frame(1, { ...ask, step: 1 })
    two.frame(1, { ...ask, step: 2 })
    two.frame(1, { ...ask, purpose: PURPOSE + 1 })
    expect(conversations.map(([, step]) => step)).toEqual([0])
    expect(nodes.ignored).toEqual(['another-step', 'another-step', 'another-purpose'])
    conversations[0]?.[0].reply(body())
    two.frame(1, { ...ask, step: 1 })
    two.frame(1, ask)
    expect(conversations.map(([, step]) => step)).toEqual([0, 1])
    expect(nodes.ignored.at(-1)).toBe('another-step')
  })

  it('refuse what makes no sense', () => {
    const nodes = new Nodes(1)
    const one = nodes.start(1)
    const quiet = { answered: () => undefined, ended: () => undefined }
    one.accept(PURPOSE, mirror)
    expect(() => one.accept(PURPOSE, mirror)).toThrow('purpose 7 is answered already')
    expect(() => one.open(2, 65_536, quiet)).toThrow('purpose is 65536; accepted: an integer from 0 to 65535')
    const dialogue = one.open(2, PURPOSE, quiet)
    expect(() => dialogue.ask(new Uint8Array(61_441))).toThrow(
      'body.length is 61441; accepted: an integer from 0 to 61440'
    )
    dialogue.ask(body())
    expect(() => dialogue.ask(body())).toThrow('step 0 is not answered yet')
    expect(() => one.resume(dialogue, quiet, 3)).toThrow(ApplicationError)
    const restored = one.restore({ peer: 3, purpose: PURPOSE, number: 1 }, 4, body())
    expect(() => restored.reply(body())).toThrow('step 4 is answered already')
    expect(() => one.restore({ peer: 3, purpose: PURPOSE, number: 1 }, 4, body())).toThrow('is known already')
    expect(() => new Dialogues({ configuration: { ...configuration, attempts: 0 } } as DialoguesOptions)).toThrow(
      'attempts is 0; accepted: an integer from 1 to 1000'
    )
  })
})
