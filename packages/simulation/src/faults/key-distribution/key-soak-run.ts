import { NODES, TwoEnds } from '@bellwire/application-layer'
import type { Violation } from '@bellwire/invariants'
import type { Nanoseconds } from '@bellwire/runtime'
import { QKD_REASON_NAMES, QkdReason } from '@bellwire/wire'
import type { Audit } from './audit.js'
import { devicesOf } from './devices.js'
import { drawKeyPlan } from './draw.js'
import { ledgerBreaches } from './ledger-check.js'
import { ManInTheMiddle } from './middle.js'
import type { KeyFaultPlan } from './plan.js'
import { announcedViolations, type Played, publishedCheck } from './published-check.js'
import { releaseViolations } from './release-check.js'
import { keySecrets, outcomeSecrets, rawKeySecrets, settingSecrets } from './secret-check.js'
import { secretsIn, secretsToldIn } from './secrets.js'
import { RecordedDevices, Transcript } from './transcript.js'
import { verifiedViolations } from './verified-check.js'
import { END_NAMES, ENDS, violation } from './violation.js'

/** Seconds, of the session's time, after which nothing may be open. */
const LIMIT = 3
const SECOND: Nanoseconds = 1_000_000_000
/** Authentication takes a pad for each direction. */
const SESSION_BITS = 256
/** Short: what matters is that it is played. */
const ANOTHER = {
  analysis: 'complementarity-azuma',
  rounds: 600,
  probability: 0.4,
  expectedQber: 0.01,
  epsilons: [0.9],
  minimumLength: 1
} as const

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
  readonly #transcript = new Transcript(NODES)
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
    this.#checkVerified()
    this.#checkSecrets(this.#checkPublished())
    if (this.#plan.another) this.#playAnother()
    ENDS.forEach((end) => {
      const produced = this.#ends.released[end].reduce((sum, { key }) => sum + key.length, 0)
      const breaches = ledgerBreaches(this.#ends.ledgers[end], produced)
      for (const breach of breaches) this.#breach('key-ledger', `the ledger of the ${END_NAMES[end]} ${breach}`)
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
      if (typeof at === 'number') this.#crash(end, at, down)
      else {
        this.#ends.onRelease = (released) => {
          if (released !== end || this.#ends.released[end].length > 1) return
          this.#happened('crash after the release')
          this.#crash(end, clock.now() + at.afterRelease, down)
        }
      }
    }
    for (const { at, until } of this.#plan.cuts) {
      clock.at(at, { run: () => medium.partition(...NODES, true) })
      if (until < Infinity) clock.at(until, { run: () => medium.partition(...NODES, false) })
    }
  }

  #crash(end: 0 | 1, at: Nanoseconds, down: Nanoseconds): void {
    const { clock } = this.#ends
    clock.at(at, {
      run: () => {
        this.#happened(`crash of the ${END_NAMES[end]}`)
        this.#ends.crash(end)
      }
    })
    clock.at(at + down, { run: () => void this.#ends.recover(end) })
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
    this.#violations.push(violation(invariant, message))
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
      if (local && released.flat().length > 0) this.#happened('S of at most 2: key')
      if (this.#middle?.active === true && released[0].length > 0) this.#happened('changed: key')
      if (this.#middle?.active === true) this.#happened(`middle: ${middle?.change} of ${middle?.from}: ${keys} keys`)
      if (this.#plan.crashes.length > 0) this.#happened(`crashes: ${keys} keys`)
      if (this.#plan.cuts.length > 0) this.#happened(`partition: ${keys} keys`)
    }
    if (this.#plan.boundary) this.#happened(`boundary, S ${local ? 'of at most' : 'above'} 2: ${keys} keys`)
    this.#happened(`${wish.protocol ?? 'sifted'}, ${wish.analysis ?? 'default analysis'}: ${keys} keys`)
    for (const name of this.#transcript.happened) this.#happened(name)
    const missing = endings.some((list) => list.some(({ origin }) => origin.missing > 0))
    if (missing) this.#happened('rounds without pair at the reference')
    for (const end of ENDS)
      for (const { reason } of endings[end]) this.#happened(`${END_NAMES[end]}: ${QKD_REASON_NAMES[reason]}`)
  }

  #checkReleases(): void {
    const { endings } = this.#ends
    this.#violations.push(...releaseViolations(this.#ends, this.#plan.wish.minimumLength))
    for (const end of ENDS) {
      // The reference has a session once it has agreed to one.
      const begun = end === 0 || this.#ends.phases[end].length > 0
      if (begun && this.#plan.crashes.length === 0 && endings[end].length === 0) {
        this.#breach('liveness', `the session of the ${END_NAMES[end]} does not end`)
      }
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
    // Tests fail by chance now and then, as their threshold has it: the share of honest sessions with a key counts those.
    const byChance = reasons.every((reason) => reason === QkdReason.TEST)
    if (honest && wish.protocol !== 'bbm92' && !byChance && released.some((list) => list.length === 0)) {
      const told = reasons.map((reason) => QKD_REASON_NAMES[reason]).join(', ')
      this.#breach('honest-key', `there is no key: ${told}`)
    }
  }

  #checkVerified(): void {
    const { wish, crashes, cuts } = this.#plan
    const { endings } = this.#ends
    const lost = crashes.length > 0 || cuts.length > 0 || endings.flat().some(({ origin }) => origin.missing > 0)
    const middle = this.#middle
    if (lost || (middle?.active === true && middle.changed === undefined)) return
    this.#violations.push(...verifiedViolations(this.#transcript, wish, this.#played, middle?.changed))
    const differs = endings.flat().some(({ reason }) => reason === QkdReason.VERIFICATION)
    if (differs) this.#happened('keys found to differ')
  }

  /** What was published of a key, where nothing happened to the rounds that it comes of. */
  #checkPublished(): Audit | undefined {
    // What somebody else put in was never said.
    if (this.#middle?.active === true) return undefined
    const { wish, crashes } = this.#plan
    const keys = this.#ends.released.flat()
    const { audited, violations } = publishedCheck(this.#transcript, wish, keys)
    this.#violations.push(...violations)
    if (audited === undefined) return undefined
    this.#happened('key audited')
    const whole = keys.every(({ origin }) => origin.missing === 0) && crashes.length === 0
    if (!whole) return undefined
    this.#violations.push(...announcedViolations(audited, this.#played, wish))
    return audited
  }

  get #played(): Played {
    return this.#devices?.played ?? [[], []]
  }

  /** Neither messages nor what is told to people hold what is secret. */
  #checkSecrets(audited: Audit | undefined): void {
    const { released, endings, phases, ignored } = this.#ends
    const { devices, wish } = this.#plan
    const secrets = keySecrets(released)
    if (devices.kind === 'werner' || devices.kind === 'mislabelled') {
      secrets.push(...outcomeSecrets(this.#played))
      if (audited !== undefined) secrets.push(...rawKeySecrets(this.#played, audited, wish))
    }
    const { bodies, beforeInputs } = this.#transcript
    // With shared tests most settings follow from what is announced of each round.
    const settings = wish.protocol === 'shared-tests' ? [] : settingSecrets(this.#played)
    const told = [...ignored, ...phases.flat(), JSON.stringify(endings), JSON.stringify(released)]
    const found = [
      ...secretsIn(bodies, secrets),
      ...secretsToldIn(told, [...secrets, ...settings]),
      ...(this.#middle?.active === true ? [] : secretsIn(bodies.slice(0, beforeInputs), settings))
    ]
    for (const name of found) this.#breach('secret', `${name} can be read`)
  }
}
