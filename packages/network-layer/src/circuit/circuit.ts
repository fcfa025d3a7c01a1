import type { Hop } from '@bellwire/wire'
import type { HeadRequest } from '../request/head-request.js'
import type { TailRequest } from '../request/tail-request.js'
import type { CircuitFacts } from '../service.js'
import type { CircuitRole } from './machine.js'
import type { Side } from './side.js'

/** A circuit, as one of its nodes knows it. */
export class Circuit {
  /** This node's name for it. */
  readonly id: number
  readonly initiator: number
  readonly number: number
  readonly responder: number
  readonly purpose: number
  /** n/65535. */
  readonly minimumFidelity: number
  /** Milliseconds. */
  readonly lifetime: number
  readonly hops: readonly Hop[]
  /** Index of this node in the route: 0 the initiator, the number of hops the responder. */
  readonly position: number
  readonly role: CircuitRole
  upstream: Side | undefined
  downstream: Side | undefined
  /** Stands from end to end. */
  open = false
  /** Requests under way: at the head-end, and at the other nodes. In the order in which they were made. */
  readonly head = new Map<number, HeadRequest>()
  readonly tail = new Map<number, TailRequest>()

  constructor(
    facts: Omit<Circuit, 'role' | 'upstream' | 'downstream' | 'open' | 'head' | 'tail' | 'facts' | 'peer' | 'name'>
  ) {
    this.id = facts.id
    this.initiator = facts.initiator
    this.number = facts.number
    this.responder = facts.responder
    this.purpose = facts.purpose
    this.minimumFidelity = facts.minimumFidelity
    this.lifetime = facts.lifetime
    this.hops = facts.hops
    this.position = facts.position
    this.role = facts.position === 0 ? 'initiator' : facts.position === facts.hops.length ? 'responder' : 'inner'
  }

  /** The other end, at an end. */
  get peer(): number {
    return this.role === 'initiator' ? this.responder : this.initiator
  }

  get name(): { readonly initiator: number; readonly circuit: number } {
    return { initiator: this.initiator, circuit: this.number }
  }

  facts(): CircuitFacts {
    return {
      ...this.name,
      peer: this.peer,
      purpose: this.purpose,
      minimumFidelity: this.minimumFidelity / 0xffff,
      head: this.role === 'initiator',
      hops: this.hops
    }
  }
}
