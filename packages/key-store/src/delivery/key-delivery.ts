import type { KeyManager } from '../entity/key-manager.js'
import type { DecryptionAnswer, EncryptionAnswer } from '../entity/requests.js'
import { isUuid, parseUuid, saeName } from '../identifiers.js'
import type { LeavingKey } from '../store/key-store.js'
import { type Answer, badRequest, Refusal, shown, UNAUTHORISED, unavailable } from './answers.js'
import { type KeyContainer, type KeyIds, type KeyRequest, LABEL_EXTENSION, MESSAGES, type Status } from './interface.js'

export interface KeyDeliveryLimits {
  readonly maximumKeysPerRequest: number
  /** Bits. */
  readonly minimumKeySize: number
  readonly maximumKeySize: number
  /** Additional slaves of one request, at most 15. */
  readonly maximumAdditionalSlaves: number
}

export const DEFAULT_LIMITS: KeyDeliveryLimits = Object.freeze({
  maximumKeysPerRequest: 128,
  minimumKeySize: 8,
  maximumKeySize: 4096,
  maximumAdditionalSlaves: 15
})

/** Units that one reservation may have on the wire. */
const RESERVED_UNITS = 512

export interface KeyDeliveryOptions {
  readonly kmeId: string
  /** The KME of every SAE that is known here, its own ones included. */
  readonly saes: ReadonlyMap<string, string>
  /** By the peer's KME ID. */
  readonly managers: ReadonlyMap<string, KeyManager>
  readonly limits?: KeyDeliveryLimits
}

/** The three methods of ETSI GS QKD 014, section 5, for callers whose SAE ID has been proven. Knows nothing of HTTP. */
export class KeyDelivery {
  readonly #options: KeyDeliveryOptions
  readonly #limits: KeyDeliveryLimits

  constructor(options: KeyDeliveryOptions) {
    this.#options = options
    this.#limits = options.limits ?? DEFAULT_LIMITS
  }

  /** Whether an SAE is one of this KME's. */
  serves(saeId: string): boolean {
    return this.#options.saes.get(saeId) === this.#options.kmeId
  }

  /** Get status. @throws Refusal */
  status(caller: string, slave: string): Answer {
    const { kmeId, manager } = this.#peerOf(slave, 'slave_SAE_ID')
    const { unitSize, capacity } = manager.store
    const { maximumKeysPerRequest, maximumAdditionalSlaves } = this.#limits
    const body: Status = {
      source_KME_ID: this.#options.kmeId,
      target_KME_ID: kmeId,
      master_SAE_ID: caller,
      slave_SAE_ID: slave,
      key_size: this.#defaultSize(manager),
      stored_key_count: Math.floor(manager.store.counts().ready / Math.ceil(this.#defaultSize(manager) / unitSize)),
      max_key_count: Math.floor(capacity / 2),
      max_key_per_request: maximumKeysPerRequest,
      max_key_size: this.#largest(manager),
      min_key_size: this.#limits.minimumKeySize,
      max_SAE_ID_count: maximumAdditionalSlaves
    }
    return { status: 200, body }
  }

  /** Get key. @throws Refusal */
  async encryptionKeys(caller: string, slave: string, request: KeyRequest): Promise<Answer> {
    const { kmeId, manager } = this.#peerOf(slave, 'slave_SAE_ID')
    const { number = 1, size = this.#defaultSize(manager), additional_slave_SAE_IDs: additional = [] } = request
    this.#checkAmount(number, size, manager)
    this.#checkSlaves(slave, additional, kmeId)
    const wish = wishOf(request)
    const attempt = async (label: string | undefined) =>
      new Promise<EncryptionAnswer>((resolve) => {
        const slaves = [slave, ...additional].map(saeName)
        manager.encrypt({ number, size, master: saeName(caller), slaves, label }, resolve)
      })
    let { unhandled } = wish
    let answer = await attempt(wish.mandatory ?? wish.optional)
    if (answer.outcome === 'exhausted' && wish.mandatory !== undefined) {
      return badRequest(MESSAGES.mandatoryUnmet, [{ [LABEL_EXTENSION]: 'there are not enough keys with this label' }])
    }
    if (answer.outcome === 'exhausted' && wish.optional !== undefined) {
      unhandled = true
      answer = await attempt(undefined)
    }
    if (answer.outcome !== 'delivered') return unavailable(REASONS[answer.outcome])
    return { status: 200, body: container(answer.keys, unhandled) }
  }

  /**
   * Get key with key IDs.
   *
   * @param isWanted whether the caller is still there
   * @throws Refusal
   */
  async decryptionKeys(
    caller: string,
    master: string,
    { key_IDs: asked }: KeyIds,
    isWanted?: () => boolean
  ): Promise<Answer> {
    const { manager } = this.#peerOf(master, 'master_SAE_ID')
    const { maximumKeysPerRequest } = this.#limits
    if (asked.length > maximumKeysPerRequest) {
      throw refused(`${asked.length} keys are asked for; accepted: at most ${maximumKeysPerRequest}`)
    }
    for (const [index, { key_ID: id }] of asked.entries()) {
      if (!isUuid(id)) throw refused(`key_IDs[${index}].key_ID is ${shown(id)}, not a UUID; accepted: 36 characters`)
    }
    const keyIds = asked.map(({ key_ID }) => parseUuid(key_ID))
    const twice = repeated(keyIds)
    if (twice !== undefined) throw refused(`key_ID ${shown(twice)} is given twice`)
    const answer = await new Promise<DecryptionAnswer>((resolve) => {
      const request = { master: saeName(master), slave: saeName(caller), keyIds, ...(isWanted && { isWanted }) }
      manager.decrypt(request, resolve)
    })
    switch (answer.outcome) {
      case 'delivered':
        return { status: 200, body: container(answer.keys, false) }
      case 'unauthorised':
        return UNAUTHORISED
      case 'unknown':
        return badRequest(MESSAGES.keysNotFound)
      default:
        return unavailable(REASONS[answer.outcome])
    }
  }

  #peerOf(saeId: string, field: string): { kmeId: string; manager: KeyManager } {
    const kmeId = this.#options.saes.get(saeId)
    const manager = kmeId === undefined ? undefined : this.#options.managers.get(kmeId)
    if (kmeId === undefined || manager === undefined) {
      throw refused(`${field} is ${shown(saeId)}, not an SAE with which this KME shares keys`)
    }
    return { kmeId, manager }
  }

  #defaultSize(manager: KeyManager): number {
    return Math.max(this.#limits.minimumKeySize, Math.min(manager.store.unitSize, this.#limits.maximumKeySize))
  }

  #largest({ store }: KeyManager): number {
    return Math.min(this.#limits.maximumKeySize, RESERVED_UNITS * store.unitSize, 65_536)
  }

  #checkAmount(number: number, size: number, manager: KeyManager): void {
    const { maximumKeysPerRequest, minimumKeySize } = this.#limits
    if (number < 1 || number > maximumKeysPerRequest) {
      throw refused(`number is ${number}; accepted: 1 to ${maximumKeysPerRequest}`)
    }
    if (size % 8 !== 0) throw refused(MESSAGES.sizeNotOctets)
    const largest = this.#largest(manager)
    if (size < minimumKeySize || size > largest) {
      throw refused(`size is ${size}; accepted: ${minimumKeySize} to ${largest}`)
    }
    const each = Math.ceil(size / manager.store.unitSize)
    if (number * each > RESERVED_UNITS) {
      throw refused(
        `${number} keys of ${size} bits are too much at once; accepted: ${Math.floor(RESERVED_UNITS / each)}`
      )
    }
  }

  #checkSlaves(slave: string, additional: readonly string[], kmeId: string): void {
    const { maximumAdditionalSlaves } = this.#limits
    if (additional.length > maximumAdditionalSlaves) {
      throw refused(`${additional.length} additional_slave_SAE_IDs are given; accepted: ${maximumAdditionalSlaves}`)
    }
    const twice = repeated([slave, ...additional])
    if (twice !== undefined) throw refused(`slave SAE ID ${shown(twice)} is given twice`)
    const stranger = additional.find((one) => this.#options.saes.get(one) !== kmeId)
    if (stranger !== undefined) {
      throw refused(`${shown(stranger)} of additional_slave_SAE_IDs is no SAE of the same KME as slave_SAE_ID`)
    }
  }
}

interface Wish {
  readonly mandatory: string | undefined
  readonly optional: string | undefined
  /** An optional extension is not known here. */
  readonly unhandled: boolean
}

/** @throws Refusal for a mandatory extension that is not known here */
function wishOf({ extension_mandatory: mandatory = [], extension_optional: optional = [] }: KeyRequest): Wish {
  const unknown = mandatory.flatMap((one) =>
    Object.entries(one).flatMap(([name, value]) =>
      name === LABEL_EXTENSION && typeof value === 'string' ? [] : [{ [name.slice(0, 64)]: 'not supported' }]
    )
  )
  if (unknown.length > 0) throw new Refusal(badRequest(MESSAGES.mandatoryUnsupported, unknown.slice(0, 8)))
  const labels = mandatory.flatMap((one) => Object.values(one) as string[])
  if (new Set(labels).size > 1) throw new Refusal(badRequest(MESSAGES.mandatoryUnmet))
  const wanted = optional.flatMap((one) => Object.entries(one))
  const [label] = wanted.flatMap(([name, value]) =>
    name === LABEL_EXTENSION && typeof value === 'string' ? [value] : []
  )
  const handled = labels[0] === undefined || label === undefined || label === labels[0]
  const known = wanted.every(([name, value]) => name === LABEL_EXTENSION && value === label)
  return { mandatory: labels[0], optional: labels[0] === undefined ? label : undefined, unhandled: !known || !handled }
}

const REASONS = {
  exhausted: 'there are not enough keys',
  busy: 'too many requests are open',
  silent: 'the peer KME does not answer',
  refused: 'the peer KME has not the same keys; those concerned are burnt',
  'in-doubt': 'the peer KME has not said yet whether the keys were delivered; try again',
  stopped: 'this KME is being stopped'
}

/** The bits are overwritten here: what is left of them is the text that is about to be sent. */
function container(keys: readonly LeavingKey[], unhandled: boolean): KeyContainer {
  const coded = keys.map(({ keyId, key }) => {
    const text = Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('base64')
    key.fill(0)
    return { key_ID: keyId, key: text }
  })
  return { keys: coded, ...(unhandled && { key_container_extension: { message: MESSAGES.optionalUnhandled } }) }
}

function refused(message: string): Refusal {
  return new Refusal(badRequest(message))
}

/** The first that was there before. */
function repeated(texts: readonly string[]): string | undefined {
  return texts.find((text, index) => texts.indexOf(text) < index)
}
