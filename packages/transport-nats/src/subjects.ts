import type { NodeId } from '@bellwire/transport'
import { NatsError } from './errors.js'

const ROOT = 'bellwire'
const LARGEST_NODE = 0xffff_ffff

/** Of a message about a party: it is there, or it goes. */
export type PresenceState = 'here' | 'gone'

/** A party, or every one. */
type Party = NodeId | '*'
/** A run of a party's process, or every one. */
type Run = number | '*'

/** The subjects of one network: spec/100-transports.md, section 10.6. */
export class Subjects {
  readonly #prefix: string

  /**
   * @param network one token, so that networks on one server have nothing to do with each other
   * @throws NatsError NATS_OPTION_INVALID
   */
  constructor(readonly network: string) {
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(network)) {
      throw new NatsError('NATS_OPTION_INVALID', 'network', network, '1 to 64 letters, digits, - and _')
    }
    this.#prefix = `${ROOT}.${network}`
  }

  /** Where a run of a party sends frames to a run of another. */
  frames(to: Party, toRun: Run, from: Party, fromRun: Run): string {
    return `${this.#prefix}.frames.${to}.${toRun}.${from}.${fromRun}`
  }

  /** Where a run of a party asks another one to say that it is there. */
  call(to: Party, from: Party, fromRun: Run): string {
    return `${this.#prefix}.call.${to}.${from}.${fromRun}`
  }

  /** Where a run of a party says that it is there, and that it goes. */
  presence(node: Party, run: Run, state: PresenceState | '*'): string {
    return `${this.#prefix}.presence.${node}.${run}.${state}`
  }
}

/** What a user may publish, and to what it may subscribe, in the terms of the server. */
export interface NatsPermissions {
  readonly publish: readonly string[]
  readonly subscribe: readonly string[]
}

/**
 * What the user of a party needs, and no more: with these, frames count as from a party only where its user has sent
 * them (WIR-050), and nobody reads the frames of others.
 *
 * @throws NatsError NATS_OPTION_INVALID
 */
export function natsPermissions(network: string, node: NodeId): NatsPermissions {
  const subjects = new Subjects(network)
  checkNode(node)
  return {
    publish: [subjects.frames('*', '*', node, '*'), subjects.call('*', node, '*'), subjects.presence(node, '*', '*')],
    subscribe: [subjects.frames(node, '*', '*', '*'), subjects.call(node, '*', '*'), subjects.presence('*', '*', '*')]
  }
}

/** @throws NatsError NATS_OPTION_INVALID */
export function checkNode(node: NodeId, field = 'node'): void {
  if (!isNode(node)) {
    throw new NatsError('NATS_OPTION_INVALID', field, node, `an integer from 0 to ${LARGEST_NODE}`)
  }
}

export function isNode(node: number): boolean {
  return Number.isInteger(node) && node >= 0 && node <= LARGEST_NODE
}

/** A run of a party. */
export interface Sender {
  readonly node: NodeId
  readonly incarnation: number
}

/** Which run of which party has sent a frame or called, by the subject; undefined for a subject of another form. */
export function senderOf(subject: string): Sender | undefined {
  const [node = '', incarnation = ''] = subject.split('.').slice(-2)
  return runOf(node, incarnation)
}

/** Of which run a message of presence is, and what it says; undefined for a subject of another form. */
export function presenceOf(subject: string): (Sender & { readonly state: PresenceState }) | undefined {
  const [node = '', incarnation = '', state] = subject.split('.').slice(-3)
  const run = runOf(node, incarnation)
  return run !== undefined && (state === 'here' || state === 'gone') ? { ...run, state } : undefined
}

function runOf(nodeText: string, incarnationText: string): Sender | undefined {
  const [node, incarnation] = [Number(nodeText), Number(incarnationText)]
  // One spelling of each number, and none of Number's others.
  const canonical = String(node) === nodeText && String(incarnation) === incarnationText
  const valid = isNode(node) && Number.isSafeInteger(incarnation) && incarnation >= 0
  return canonical && valid ? { node, incarnation } : undefined
}
