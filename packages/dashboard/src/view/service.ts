import type { TraceRecord } from '@bellwire/runtime'
import { NANOSECONDS_PER_SECOND, type Nanoseconds } from '@bellwire/runtime'
import type { Parties } from './parties.js'

/** What users of a link, or of a circuit, get. */
export interface ServiceView {
  /** 'alice-bob'. */
  readonly name: string
  readonly kind: 'link' | 'circuit'
  delivered: number
  expired: number
  /** As the node that was given it estimates it; the latest pair's. */
  estimate: number | undefined
  /** Pairs that were asked for and are not there yet. */
  waiting: number
  /** When the first pair came. */
  first: Nanoseconds | undefined
  /** When the latest pairs came, at most {@link RECENT} of them. */
  readonly recent: Nanoseconds[]
}

const RECENT = 64
const FEWEST = 4
/** As many pairs as one request can ask for: more are wanted than anyone counts. */
const CONTINUOUS = 0xffff_ffff

interface OpenRequest {
  readonly service: ServiceView
  left: number
}

/** Deliveries and queues of links and circuits, by what their users are told. */
export class Services {
  readonly all = new Map<string, ServiceView>()
  readonly #requests = new Map<string, OpenRequest>()

  constructor(
    private readonly parties: Parties,
    private readonly linkNames: ReadonlyMap<number, string>
  ) {}

  /** Requests without an end, as node, link, originator and number. */
  get open(): Iterable<string> {
    return this.#requests.keys()
  }

  apply(record: TraceRecord): void {
    switch (record.kind) {
      case 'create': {
        const service = this.#link(record.link)
        this.#requests.set(requestKey(record), { service, left: record.number })
        this.#count(service)
        break
      }
      case 'ok':
        this.#ok(record)
        break
      case 'err':
        this.#ended(requestKey(record))
        break
      case 'expired':
        if (this.parties.nameOf(record.origin) === record.at) this.#link(record.link).expired += 1
        break
      case 'event':
        this.#event(record)
        break
      default:
    }
  }

  #ok(record: Extract<TraceRecord, { kind: 'ok' }>): void {
    if (this.parties.nameOf(record.origin) !== record.at) return
    const service = this.#link(record.link)
    this.#delivered(service, record.time, record.goodness)
    const key = requestKey(record)
    const request = this.#requests.get(key)
    if (request === undefined) return
    request.left -= 1
    if (record.final) this.#ended(key)
    else this.#count(service)
  }

  #event({ at, name, fields, time }: Extract<TraceRecord, { kind: 'event' }>): void {
    if (name === 'crashed') {
      for (const key of this.#requests.keys()) if (key.startsWith(`${at} `)) this.#ended(key)
      return
    }
    if (name === 'networkPair' && fields['head'] === true && fields['tracked'] === true) {
      const peer = fields['peer']
      const service = this.#service(`${at}-${typeof peer === 'number' ? this.parties.nameOf(peer) : '?'}`, 'circuit')
      const { fidelity: goodness } = fields
      this.#delivered(service, time, typeof goodness === 'number' ? goodness : undefined)
    }
  }

  #delivered(service: ServiceView, time: Nanoseconds, estimate: number | undefined): void {
    service.delivered += 1
    service.estimate = estimate ?? service.estimate
    service.first ??= time
    service.recent.push(time)
    if (service.recent.length > RECENT) service.recent.shift()
  }

  #ended(key: string): void {
    const request = this.#requests.get(key)
    this.#requests.delete(key)
    if (request !== undefined) this.#count(request.service)
  }

  #count(service: ServiceView): void {
    let waiting = 0
    for (const { service: own, left } of this.#requests.values())
      if (own === service && left < CONTINUOUS / 2) waiting += left
    service.waiting = waiting
  }

  #link(number: number): ServiceView {
    return this.#service(this.linkNames.get(number) ?? `link ${number}`, 'link')
  }

  #service(name: string, kind: ServiceView['kind']): ServiceView {
    const key = `${kind} ${name}`
    let service = this.all.get(key)
    if (service === undefined) {
      service = { name, kind, delivered: 0, expired: 0, estimate: undefined, waiting: 0, first: undefined, recent: [] }
      this.all.set(key, service)
    }
    return service
  }
}

/**
 * Pairs per second over the latest deliveries, up to now: of Poisson arrivals, of which the time since the last one tells
 * as much as those between them. Undefined while there are too few to tell.
 */
export function rateOf({ recent }: ServiceView, now: Nanoseconds): number | undefined {
  const [first] = recent
  if (first === undefined || recent.length < FEWEST) return undefined
  return ((recent.length - 1) * NANOSECONDS_PER_SECOND) / (now - first)
}

function requestKey({
  at,
  link,
  origin,
  createId
}: {
  at: string
  link: number
  origin: number
  createId: number
}): string {
  return `${at} ${link} ${origin} ${createId}`
}
