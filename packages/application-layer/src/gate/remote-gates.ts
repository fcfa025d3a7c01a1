import { Basis, type QubitId } from '@bellwire/device'
import { ErrorCode } from '@bellwire/wire'
import type { Conversation } from '../dialogue/dialogue.js'
import type { Answerer } from '../dialogue/dialogues.js'
import type { DialoguePort } from '../dialogue/port.js'
import { ByName, type Named } from '../entanglement/by-name.js'
import type { LocalQubits } from '../entanglement/local-qubits.js'
import { PAIR_NAME_BYTES, readPairName, writePairName } from '../entanglement/pair-name-bytes.js'
import type { EntangledPair, EntanglementListener, EntanglementSource, PairName } from '../entanglement/source.js'
import { ApplicationError } from '../errors.js'

/**
 * How a gate between two nodes ended where its control is. `void`: the target's node has not done its part, and will not.
 * `unknown`: nobody has answered. In both the control has lost its phase.
 */
export type RemoteGateEnd = 'done' | 'void' | 'unknown'

/** The qubit that a gate is to act on, held by the program; undefined: none. */
export type TargetOf = (pair: EntangledPair) => QubitId | undefined

const X = 1
const Z = 2

/**
 * CNOTs between qubits of two nodes, each over one pair and one step of a dialogue ("Optimal local implementation of
 * nonlocal quantum gates", Eisert et al., Physical Review A 62, 2000). At the control's node: a CNOT from the control to the
 * half of the pair, which is then measured in Z. At the target's: X where that found 1, a CNOT from the half to the
 * target, and the half measured in X. At the control's again: Z where that found 1.
 */
export class RemoteGates {
  readonly #qubits: LocalQubits
  readonly #dialogues: DialoguePort
  /** Begun here and not over; true: the peer has been asked. */
  readonly #open = new Map<(end: RemoteGateEnd) => void, boolean>()
  #lost: (() => void)[] = []

  constructor(qubits: LocalQubits, dialogues: DialoguePort) {
    this.#qubits = qubits
    this.#dialogues = dialogues
  }

  /**
   * A CNOT from a qubit of this node to the one that the peer's program says. The pair is used up.
   *
   * @throws ApplicationError INPUT where the control is the pair's own qubit
   */
  cnot(source: EntanglementSource, pair: EntangledPair, control: QubitId, ended: (end: RemoteGateEnd) => void): void {
    if (control === pair.qubit)
      throw new ApplicationError('INPUT', `control is ${control}; accepted: another qubit than that of the pair`)
    const end = (how: RemoteGateEnd): void => {
      if (this.#open.delete(end)) ended(how)
    }
    this.#open.set(end, false)
    this.#qubits.cnot(control, pair.qubit, (done) => {
      if (!done) return
      source.measure(pair.qubit, Basis.Z, null, (outcome) => {
        if (outcome === null || !this.#open.has(end)) return
        if (!source.release(pair.pair)) return end('void')
        this.#open.set(end, true)
        this.#ask(source, pair, control, outcome.reveal(), end)
      })
    })
  }

  #ask(
    { peer, purpose }: EntanglementSource,
    pair: EntangledPair,
    control: QubitId,
    outcome: 0 | 1,
    end: (how: RemoteGateEnd) => void
  ): void {
    const dialogue = this.#dialogues.open(peer, purpose, {
      answered: (_step, body) => {
        dialogue.close()
        if (body[0] !== 1) return end('done')
        this.#qubits.correct(control, Z, (done) => {
          if (done) end('done')
        })
      },
      ended: (reason) => end(reason === ErrorCode.TIMEOUT ? 'unknown' : 'void')
    })
    const body = new Uint8Array(PAIR_NAME_BYTES + 1)
    writePairName(pair, body)
    body[PAIR_NAME_BYTES] = outcome
    dialogue.ask(body)
  }

  /** Does the target's part of the gates that the peer of a source asks for. Returns what ends it. */
  accept(source: EntanglementSource, targetOf: TargetOf): () => void {
    const target = new GateTarget(source, this.#qubits, targetOf)
    const unlisten = source.listen(target)
    const refuse = this.#dialogues.answer(source.purpose, target)
    return () => {
      unlisten()
      refuse()
    }
  }

  /** The process dies. What became of gates under way is told by `tellLost`. */
  abandon(): void {
    const open = [...this.#open]
    this.#open.clear()
    this.#lost.push(
      ...open.map(([end, asked]) => () => {
        this.#open.set(end, asked)
        end(asked ? 'unknown' : 'void')
      })
    )
  }

  tellLost(): void {
    for (const tell of this.#lost.splice(0)) tell()
  }
}

/** A pair that is here, or a gate that waits for one. */
class Meeting implements Named {
  next: this | undefined = undefined
  pair: EntangledPair | undefined
  conversation: Conversation | undefined
  bit = 0

  constructor(readonly name: PairName) {}
}

/** The node of the target: pairs and questions come in either order. */
class GateTarget implements EntanglementListener, Answerer {
  readonly #source: EntanglementSource
  readonly #qubits: LocalQubits
  readonly #targetOf: TargetOf
  readonly #meetings = new ByName<Meeting>()

  constructor(source: EntanglementSource, qubits: LocalQubits, targetOf: TargetOf) {
    this.#source = source
    this.#qubits = qubits
    this.#targetOf = targetOf
  }

  delivered(pair: EntangledPair): void {
    const meeting = this.#meetingOf(pair)
    meeting.pair = pair
    this.#act(meeting)
  }

  expired(pair: number): void {
    for (const meeting of this.#meetings.all()) {
      if (meeting.pair?.pair !== pair) continue
      this.#meetings.remove(meeting)
      return
    }
  }

  ended(): void {
    // The control's node asks for pairs, or this one: nothing hangs on it.
  }

  asked(conversation: Conversation, step: number, body: Uint8Array): void {
    const bit = body[PAIR_NAME_BYTES]
    if (conversation.peer !== this.#source.peer) return conversation.refuse(ErrorCode.REJECTED)
    if (step !== 0 || body.length !== PAIR_NAME_BYTES + 1 || bit === undefined || bit > 1)
      return conversation.refuse(ErrorCode.OTHER)
    const meeting = this.#meetingOf(readPairName(body))
    if (meeting.conversation !== undefined) return conversation.refuse(ErrorCode.REJECTED)
    meeting.conversation = conversation
    meeting.bit = bit
    this.#act(meeting)
  }

  #meetingOf(name: PairName): Meeting {
    const known = this.#meetings.find(name)
    if (known !== undefined) return known
    const meeting = new Meeting(name)
    this.#meetings.add(meeting)
    return meeting
  }

  #act(meeting: Meeting): void {
    const { pair, conversation, bit } = meeting
    if (pair === undefined || conversation === undefined) return
    this.#meetings.remove(meeting)
    const target = this.#targetOf(pair)
    if (target === undefined) {
      this.#source.release(pair.pair)
      return conversation.refuse(ErrorCode.REJECTED)
    }
    const frame = pair.corrected ? 0 : pair.bellIndex
    const { qubit } = pair
    const finish = (found: 0 | 1): void => {
      if (!this.#source.release(pair.pair)) return conversation.refuse(ErrorCode.EXPIRE)
      conversation.reply(Uint8Array.of(found ^ (frame >> 1)))
    }
    // Where the hardware is reset meanwhile, the conversation is gone with the process.
    this.#qubits.correct(qubit, (bit ^ (frame & 1)) * X, (corrected) => {
      if (!corrected) return
      this.#qubits.cnot(qubit, target, (turned) => {
        if (!turned) return
        this.#source.measure(qubit, Basis.X, null, (outcome) => {
          if (outcome !== null) finish(outcome.reveal())
        })
      })
    })
  }
}
