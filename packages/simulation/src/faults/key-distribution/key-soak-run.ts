import { NODES, TwoEnds } from '@bellwire/application-layer'
import { Basis } from '@bellwire/device'
import type { Violation } from '@bellwire/invariants'
import type { Nanoseconds } from '@bellwire/runtime'
import { QKD_REASON_NAMES, QkdReason } from '@bellwire/wire'
import { audit, type Audit } from './audit.js'
import { devicesOf } from './devices.js'
import { drawKeyPlan } from './draw.js'
import { ledgerBreaches } from './ledger-check.js'
import { ManInTheMiddle } from './middle.js'
import type { KeyFaultPlan } from './plan.js'
import { bitsOf, type SecretBits, secretsIn, secretsToldIn } from './secrets.js'
import { RecordedDevices, Transcript } from './transcript.js'

/** Seconds, of the session's time, after which nothing may be open. */
const LIMIT = 3
const SECOND: Nanoseconds = 1_000_000_000
const ENDS = [0, 1] as const
const SHORTEST_KEY = 257
/** Authentication takes a pad for each direction. */
const SESSION_BITS = 256
/** Short: what matters is that it is played. */
const ANOTHER = { rounds: 600, probability: 0.4, expectedQber: 0.01, epsilons: [0.9], minimumLength: 1 } as const
const NAMES = ['corrector', 'reference'] as const

export interface KeySoakResult {
  readonly seed: number
  readonly violations: readonly Violation[]
  /** What really happened, by name. */
  readonly occurrences: ReadonlyMap<string, number>
  readonly simulatedTime: Nanoseconds
  readonly plan: KeyFaultPlan
}

/**
 * One session of key distribution as a seed draws it: honest, or against devices, pairs and a man in the middle that want a
 * key to be released that is none, over a network with faults and between ends that crash. No key may come of what has a
 * local model, or of messages that were changed; none may be longer than its analysis allows for what was published;
 * both ends have the same key, once; authentication key is used once; and secrets stay where they are.
 */
export function keySoakRun(seed: number): KeySoakResult {
  return new KeySoakRun(drawKeyPlan(seed)).run()
}

class KeySoakRun {
  readonly #plan: KeyFaultPlan
  readonly #ends: TwoEnds
  readonly #transcript = new Transcript()
  readonly #middle: ManInTheMiddle | undefined
  #devices: RecordedDevices | undefined
  readonly #violations: Violation[] = []
  readonly #occurrences = new Map<string, number>()

  constructor(plan: KeyFaultPlan) {
    this.#plan = plan
    const { seed, runner, channel, devices, middle } = plan
    this.#ends = new TwoEnds({
      seed,
      runner,
      channel,
      observer: this.#transcript,
      configuration: { blockRounds: 256, silence: SECOND, beat: 100_000, patience: 10 },
      strategy: (random) => (this.#devices = new RecordedDevices(devicesOf(devices, random.stream('devices'))))
    })
    if (middle !== undefined) {
      const man = new ManInTheMiddle(middle, this.#ends.random.stream('middle'))
      this.#middle = man
      this.#ends.tamper = (from, body, frame) => man.pass(from, body, frame)
    }
  }

  run(): KeySoakResult {
    this.#arm()
    this.#ends.open(this.#plan.wish)
    this.#ends.run(LIMIT)
    this.#account()
    this.#checkReleases()
    this.#checkAdversary()
    this.#checkSecrets(this.#checkPublished())
    if (this.#plan.another) this.#playAnother()
    ENDS.forEach((end) => {
      const produced = this.#ends.released[end].reduce((sum, { key }) => sum + key.length, 0)
      const breaches = ledgerBreaches(this.#ends.ledgers[end], produced)
      for (const breach of breaches) this.#breach('key-ledger', `the ledger of the ${NAMES[end]} ${breach}`)
    })
    for (const breach of this.#devices?.breaches ?? []) this.#breach('measured-once', breach)
    const { seed } = this.#plan
    return {
      seed,
      violations: this.#violations,
      occurrences: this.#occurrences,
      simulatedTime: this.#ends.clock.now(),
      plan: this.#plan
    }
  }

  #arm(): void {
    const { clock, medium } = this.#ends
    for (const { end, at, down } of this.#plan.crashes) {
      clock.at(at, {
        run: () => {
          this.#happened(`crash of the ${NAMES[end]}`)
          this.#ends.crash(end)
        }
      })
      clock.at(at + down, { run: () => void this.#ends.recover(end) })
    }
    for (const { at, until } of this.#plan.cuts) {
      clock.at(at, { run: () => medium.partition(...NODES, true) })
      if (until < Infinity) clock.at(until, { run: () => medium.partition(...NODES, false) })
    }
  }

  /** A session without faults, with the same pools: both ends take the same bits for it, which no session has had. */
  #playAnother(): void {
    const { clock, medium, endings, pools } = this.#ends
    medium.partition(...NODES, false)
    this.#ends.tamper = (_from, body) => body
    const before = Math.max(...pools.map(({ nextOffset }) => nextOffset))
    const ended = endings.map((list) => list.length)
    this.#ends.openAnother(ANOTHER)
    const isOver = (): boolean => ENDS.every((end) => endings[end].length > (ended[end] as number))
    clock.run({ until: clock.now() + LIMIT * SECOND, while: () => !isOver() })
    if (!isOver()) return this.#breach('another-session', 'another session does not end')
    this.#happened('another session')
    const after = pools.map(({ nextOffset }) => nextOffset)
    if (after.some((offset) => offset !== before + SESSION_BITS)) {
      this.#breach('another-session', `pools are at ${after.join(' and ')} after a session that began at ${before}`)
    }
  }

  #happened(name: string): void {
    this.#occurrences.set(name, (this.#occurrences.get(name) ?? 0) + 1)
  }

  #breach(invariant: string, message: string): void {
    this.#violations.push({ invariant, message, records: [] })
  }

  /** Whether nothing happened to messages, ends and network that a session has to survive. */
  get #calm(): boolean {
    const { crashes, cuts } = this.#plan
    return crashes.length === 0 && cuts.length === 0 && this.#middle?.active !== true
  }

  #account(): void {
    const { honest, wish, devices, local, middle } = this.#plan
    const { released, endings } = this.#ends
    const keys = released.map((list) => list.length).join(' and ')
    this.#happened(honest ? 'honest' : 'adversarial')
    if (honest) this.#happened(`honest: ${keys} keys`)
    else {
      this.#happened(local ? 'S of at most 2' : 'S above 2')
      this.#happened(`devices: ${devices.kind}`)
      if (this.#middle?.active === true) this.#happened(`middle: ${middle?.change} of ${middle?.from}: ${keys} keys`)
      if (this.#plan.crashes.length > 0) this.#happened(`crashes: ${keys} keys`)
      if (this.#plan.cuts.length > 0) this.#happened(`partition: ${keys} keys`)
    }
    this.#happened(`${wish.protocol ?? 'sifted'}, ${wish.analysis ?? 'default analysis'}: ${keys} keys`)
    for (const name of this.#transcript.happened) this.#happened(name)
    const missing = endings.some((list) => list.some(({ origin }) => origin.missing > 0))
    if (missing) this.#happened('rounds without pair at the reference')
    for (const end of ENDS)
      for (const { reason } of endings[end]) this.#happened(`${NAMES[end]}: ${QKD_REASON_NAMES[reason]}`)
  }

  #checkReleases(): void {
    const { released, endings } = this.#ends
    const [[a], [b]] = released
    for (const end of ENDS) {
      if (released[end].length > 1)
        this.#breach('released-once', `the ${NAMES[end]} releases ${released[end].length} keys`)
      if (endings[end].length > 1) this.#breach('ended-once', `the ${NAMES[end]} ends ${endings[end].length} times`)
      // The reference has a session once it has agreed to one.
      const begun = end === 0 || this.#ends.phases[end].length > 0
      if (begun && this.#plan.crashes.length === 0 && endings[end].length === 0) {
        this.#breach('liveness', `the session of the ${NAMES[end]} does not end`)
      }
    }
    // The corrector has a key only if the reference has said that it has one.
    if (a !== undefined && b === undefined) this.#breach('same-key', 'the corrector alone has a key')
    if (a !== undefined && b !== undefined && !a.key.equals(b.key))
      this.#breach('same-key', 'the ends have different keys')
    const { minimumLength = SHORTEST_KEY } = this.#plan.wish
    for (const { key } of [...released[0], ...released[1]]) {
      if (key.length < minimumLength) this.#breach('minimum-length', `a key has ${key.length} bits`)
    }
  }

  #checkAdversary(): void {
    const { honest, local, wish, middle } = this.#plan
    const { released, endings } = this.#ends
    const reasons = endings.flatMap((list) => list.map(({ reason }) => reason))
    if (local && released.some((list) => list.length > 0)) {
      this.#breach('no-key-without-nonlocality', 'devices with a local model have a key')
    }
    // Where frames are lost the kinds of shared tests may take longer than anyone has patience for.
    const failures: QkdReason[] = [QkdReason.TEST, ...(this.#plan.channel.loss === undefined ? [] : [QkdReason.ROUNDS])]
    const tested = local && this.#calm && wish.protocol !== 'bbm92'
    if (tested && reasons.some((reason) => !failures.includes(reason))) {
      this.#breach(
        'local-fails-test',
        `sessions end by ${reasons.map((reason) => QKD_REASON_NAMES[reason]).join(', ')}`
      )
    }
    if (this.#middle?.active === true) {
      if (released[0].length > 0 || endings[0].some(({ reason }) => reason === QkdReason.NONE)) {
        this.#breach('no-key-of-changed-messages', `the corrector has a key though ${middle?.from} was changed`)
      }
      // Only the last answer can be changed once the reference has checked everything.
      if (released[1].length > 0 && middle?.from !== NODES[1]) {
        this.#breach('no-key-of-changed-messages', 'the reference has a key though a question was changed')
      }
    }
    if (honest && wish.protocol !== 'bbm92' && released.some((list) => list.length === 0)) {
      const told = reasons.map((reason) => QKD_REASON_NAMES[reason]).join(', ')
      this.#breach('honest-key', `there is no key: ${told}`)
    }
  }

  /** What was published of a key, where nothing happened to the rounds that it comes of. */
  #checkPublished(): Audit | undefined {
    const { released } = this.#ends
    // What somebody else put in was never said.
    if (this.#middle?.active === true) return undefined
    for (const breach of this.#transcript.breaches) this.#breach('said-once-in-order', breach)
    const keys = [...released[0], ...released[1]]
    if (keys.length === 0) return undefined
    const audited = audit(this.#transcript, this.#plan.wish)
    if (audited === undefined) {
      this.#breach('certified-length', 'there is a key of a session that was not said to its end')
      return undefined
    }
    this.#happened('key audited')
    for (const { key, origin } of keys) {
      if (key.length > audited.longest) {
        this.#breach('certified-length', `a key has ${key.length} bits, ${audited.longest} are allowed`)
      }
      if (origin.published.parity !== audited.parity) {
        this.#breach('leak-counted', `${origin.published.parity} parities are counted, ${audited.parity} were said`)
      }
      if (origin.published.tag !== 64 || origin.published.successFlag !== 1) {
        this.#breach('leak-counted', `tag and flag of the verification count ${JSON.stringify(origin.published)}`)
      }
      if (audited.chsh !== undefined && Math.abs((origin.chsh ?? 0) - audited.chsh) > 1e-6) {
        this.#breach('certified-length', `S is ${origin.chsh}, and ${audited.chsh} by what was published`)
      }
    }
    const whole = keys.every(({ origin }) => origin.missing === 0) && this.#plan.crashes.length === 0
    if (whole) this.#checkAnnounced(audited)
    return whole ? audited : undefined
  }

  /** What the ends say of settings and outcomes is what their devices did. */
  #checkAnnounced({ correctorSettings, referenceSettings, published }: Audit): void {
    const { played = [[], []] } = this.#devices ?? {}
    const bases = this.#plan.wish.protocol === 'bbm92' ? [Basis.Z, Basis.X] : [Basis.ZPlus, Basis.ZMinus, Basis.Z]
    const differs =
      correctorSettings.some((setting, round) => bases[setting] !== played[0][round]?.basis) ||
      referenceSettings.some((setting, round) => [Basis.Z, Basis.X][setting] !== played[1][round]?.basis)
    if (differs) this.#breach('announced', 'settings are announced that nobody measured')
    const wrong = ENDS.some((end) =>
      published?.rounds.some(
        (round, place) => published.outcomes[end].get(place) !== (played[end][round]?.outcome ?? 0)
      )
    )
    if (wrong) this.#breach('announced', 'outcomes are published that no device gave')
  }

  /** Neither messages nor what is told to people hold what is secret. */
  #checkSecrets(audited: Audit | undefined): void {
    const { released, endings, phases, ignored } = this.#ends
    const { played = [[], []] } = this.#devices ?? {}
    const { devices, wish } = this.#plan
    const secrets: SecretBits[] = released.flatMap((list, end) =>
      list.map(({ key }) => ({ name: `key of the ${NAMES[end]}`, bits: key }))
    )
    // Only what is uniform cannot be there by chance.
    if (devices.kind === 'werner' || devices.kind === 'mislabelled') {
      for (const end of ENDS) {
        const outcomes = [...played[end]].flatMap((one) => (one === undefined ? [] : [one.outcome ?? 0]))
        secrets.push({ name: `outcomes of the ${NAMES[end]}`, bits: bitsOf(outcomes) })
      }
      if (audited !== undefined && wish.protocol !== 'bbm92') {
        const { correctorSettings, referenceSettings } = audited
        for (const end of ENDS) {
          const raw = played[end].flatMap((one, round) =>
            correctorSettings[round] === 2 && referenceSettings[round] === 0 ? [one.outcome ?? 0] : []
          )
          secrets.push({ name: `raw key of the ${NAMES[end]}`, bits: bitsOf(raw) })
        }
      }
    }
    const { bodies, beforeInputs } = this.#transcript
    const settings = ENDS.map((end) => {
      const bases = [...played[end]].flatMap((one) => (one === undefined ? [] : [one.basis]))
      const isOther = (basis: number): number => (basis === (end === 0 ? Basis.ZMinus : Basis.X) ? 1 : 0)
      return { name: `settings of the ${NAMES[end]}`, bits: bitsOf(bases.map(isOther)) }
    })
    const packed = packedSettings(played[0].flatMap((one) => (one === undefined ? [] : [one.basis])))
    settings.push({ name: 'settings of the corrector, packed', bits: packed })
    const told = [...ignored, ...phases.flat(), JSON.stringify(endings), JSON.stringify(released)]
    const found = [
      ...secretsIn(bodies, secrets),
      ...secretsToldIn(told, secrets),
      ...(wish.protocol === 'shared-tests' || this.#middle?.active === true
        ? []
        : secretsIn(bodies.slice(0, beforeInputs), settings))
    ]
    for (const name of found) this.#breach('secret', `${name} can be read`)
  }
}

/** Two bits for each setting, as the corrector announces them. */
function packedSettings(bases: readonly number[]): ReturnType<typeof bitsOf> {
  return bitsOf(
    bases.flatMap((basis) => {
      const setting = [Basis.ZPlus, Basis.ZMinus, Basis.Z].indexOf(basis as 0)
      return [setting >> 1, setting & 1]
    })
  )
}
