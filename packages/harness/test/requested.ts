import { LINK_LAYER_MACHINES } from '@bellwire/link-layer'
import { ErrorCode } from '@bellwire/wire'
import { MachineProbe, type Said } from '../../statechart/test/machine-probe.js'

const { creation: creationMachine, request: requestMachine } = LINK_LAYER_MACHINES

/** Pairs of a request. */
const PAIRS = 2

/** What happens to a request, by the names of the abstract machines. */
export interface Happens {
  readonly type: string
}

/** A request at its originator: the machine that answers the application, and that of the item, which tell each other. */
export class Requested {
  #creation: MachineProbe<typeof creationMachine> | undefined
  #item: MachineProbe<typeof requestMachine> | undefined
  #pairs = 0
  /** Its ADD is taken back, and the peer has not said that it knows. */
  #isTakenBack = false

  constructor(private readonly isMaster: boolean) {}

  get state(): string {
    const item = this.#item?.state ?? 'gone'
    if (item === 'completing') return 'complete'
    if (item === 'filled') return 'full'
    if (item === 'ending') return 'ending'
    if (item !== 'gone') return this.#isWanted ? (this.#pairs === 0 ? 'queued' : 'begun') : 'closing'
    if (this.#isTakenBack) return this.isMaster ? 'ending' : 'taking-back'
    return this.#isAlive ? 'asked' : 'none'
  }

  /** Whether one of the machines is told what happens. */
  hears({ type }: Happens): boolean {
    const isItem = this.#item !== undefined && this.#item.state !== 'gone'
    switch (type) {
      case 'wanted':
        return this.state === 'none'
      case 'agrees':
      case 'refuses':
      case 'patience':
        return this.state === 'asked' || (type === 'refuses' && this.state === 'taking-back')
      case 'cancelled':
        return this.#isAlive
      case 'success':
        return isItem && this.#pairs < PAIRS && this.state !== 'ending'
      case 'agrees-to-end':
        return isItem || this.#isTakenBack
      default:
        return isItem
    }
  }

  tell({ type }: Happens): Said[] {
    switch (type) {
      case 'wanted':
        this.#creation = new MachineProbe(creationMachine, { createId: 1, number: PAIRS })
        this.#item = undefined
        this.#pairs = 0
        return []
      case 'agrees':
        this.#item = new MachineProbe(requestMachine, { queueId: 8, master: this.isMaster })
        return this.#create({ type: 'ACCEPTED', queueId: 8 })
      case 'refuses':
        this.#isTakenBack = false
        return this.#isAlive ? this.#create({ type: 'REJECTED', reason: ErrorCode.NORES }) : []
      case 'patience':
        return this.#create({ type: 'UNANSWERED' })
      case 'cancelled':
        return this.#create({ type: 'CANCEL', reason: ErrorCode.OTHER })
      case 'success':
        return this.#succeeds()
      case 'peer-expires':
        return this.#expires()
      case 'agrees-to-end':
        this.#isTakenBack = false
        return this.#end({ type: 'END_ACK' })
      case 'peer-asks-for-end':
        return this.#end({ type: 'END_REQUESTED', reason: ErrorCode.OTHER })
      case 'peer-asks-as-complete':
        return this.#end({ type: 'END_REQUESTED', reason: ErrorCode.UNSPECIFIED })
      default: {
        const reason = type === 'ends-complete' ? ErrorCode.UNSPECIFIED : ErrorCode.OTHER
        return this.#end({ type: 'END', reason, endSequence: 0 })
      }
    }
  }

  said(): Said[] {
    return []
  }

  /** What is repeated, and when, is others' business. */
  wait(): Said[] {
    return []
  }

  get #isAlive(): boolean {
    return this.#creation !== undefined && this.#creation.state !== 'gone'
  }

  get #isWanted(): boolean {
    return this.#creation?.state === 'queued'
  }

  #succeeds(): Said[] {
    this.#pairs += 1
    const said = this.#pairs === PAIRS ? this.#end({ type: 'FILLED' }) : []
    const isWanted = this.#isAlive
    said.push(...(isWanted ? this.#create({ type: 'READY', pair: this.#pairs }) : [{ type: 'refuse' }]))
    // What nobody wants is expired, and counts no more.
    return said.some((one) => one.type === 'refuse') ? [...said, ...this.#counts()] : said
  }

  #expires(): Said[] {
    const isWanted = this.#isAlive
    const said = isWanted ? this.#create({ type: 'UNDELIVERED' }) : []
    return [...said, ...this.#counts(), ...(isWanted ? [] : this.#ask(ErrorCode.EXPIRE))]
  }

  /** A pair counts no more. */
  #counts(): Said[] {
    this.#pairs -= 1
    return this.#end({ type: 'UNFILLED' })
  }

  #create(event: Parameters<MachineProbe<typeof creationMachine>['tell']>[0]): Said[] {
    return (this.#creation?.tell(event) ?? []).flatMap((said) => {
      if (said.type === 'retract') this.#isTakenBack = true
      return said.type === 'askEnd' ? this.#ask(Number(said['reason'])) : [said]
    })
  }

  #ask(reason: number): Said[] {
    return this.isMaster ? this.#end({ type: 'END_REQUESTED', reason }) : [{ type: 'askEnd', reason }]
  }

  #end(event: Parameters<MachineProbe<typeof requestMachine>['tell']>[0]): Said[] {
    if (this.#item === undefined || this.#item.state === 'gone') return []
    return this.#item.tell(event).flatMap((said) => {
      if (said.type !== 'ended' || !this.#isAlive) return [said]
      return [said, ...this.#create({ type: 'ENDED', reason: Number(said['reason']) })]
    })
  }
}
