import type { Violation } from '@bellwire/invariants'
import type { Nanoseconds } from '@bellwire/runtime'
import { QKD_REASON_NAMES, QkdReason } from '@bellwire/wire'
import { ledgerBreaches } from '../ledger-check.js'
import { announcedViolations, publishedCheck } from '../published-check.js'
import { releaseViolations } from '../release-check.js'
import { keySecrets, outcomeSecrets, rawKeySecrets, settingSecrets } from '../secret-check.js'
import { secretsIn, secretsToldIn } from '../secrets.js'
import { verifiedViolations } from '../verified-check.js'
import { END_NAMES, ENDS, violation } from '../violation.js'
import { AttackedNetwork } from './attacked-network.js'
import { drawKeyStackPlan } from './cases.js'
import { expectationOf } from './expectation.js'
import type { KeyStackPlan } from './plan.js'
import { StackSession } from './stack-session.js'
import { textsOfTrace } from './trace-texts.js'

/** A test that was reached finds what physics says within so many standard errors. */
const STANDARD_ERRORS = 5

export interface KeyStackResult {
  readonly seed: number
  readonly violations: readonly Violation[]
  readonly occurrences: ReadonlyMap<string, number>
  readonly simulatedTime: Nanoseconds
  readonly plan: KeyStackPlan
}

/**
 * One session of key distribution through the whole stack as a seed draws it: links, stations, their physics, nodes and their
 * applications, with parts replaced by an adversary. Beside the rules of a session that is fed its outcomes: it comes to its test and
 * finds there what physics says, and nothing that is secret is in the trace, in messages, in what is told, and in errors.
 */
export async function keyStackRun(seed: number): Promise<KeyStackResult> {
  const run = new KeyStackRun(drawKeyStackPlan(seed))
  return run.run()
}

class KeyStackRun {
  readonly #plan: KeyStackPlan
  readonly #attacked: AttackedNetwork
  readonly #session: StackSession
  readonly #violations: Violation[] = []
  readonly #occurrences = new Map<string, number>()

  constructor(plan: KeyStackPlan) {
    this.#plan = plan
    this.#attacked = new AttackedNetwork(plan)
    this.#session = new StackSession(this.#attacked.network, plan)
  }

  async run(): Promise<KeyStackResult> {
    await this.#session.run()
    this.#account()
    this.#violations.push(...releaseViolations(this.#session, this.#plan.wish.minimumLength))
    this.#checkEnd()
    this.#checkFigures()
    this.#checkSaid()
    this.#checkSecrets()
    const { seed } = this.#plan
    const simulatedTime = this.#attacked.network.clock.now()
    return { seed, violations: this.#violations, occurrences: this.#occurrences, simulatedTime, plan: this.#plan }
  }

  #happened(name: string): void {
    this.#occurrences.set(name, (this.#occurrences.get(name) ?? 0) + 1)
  }

  #breach(invariant: string, message: string): void {
    this.#violations.push(violation(invariant, message))
  }

  get #active(): boolean {
    return this.#attacked.middle?.active === true
  }

  /** Whether nothing happens to the session but what its pairs and devices are. */
  get #calm(): boolean {
    return !this.#active && this.#plan.crash === undefined
  }

  /** Whether every round had a pair at both ends. */
  get #whole(): boolean {
    const { endings } = this.#session
    const complete = endings.flat().every(({ origin }) => origin.missing === 0)
    return complete && this.#plan.crash === undefined && this.#attacked.devices.unmatched === 0
  }

  get #isDropping(): boolean {
    const { adversary } = this.#plan
    return adversary.kind === 'replaced devices' && adversary.devices.kind === 'silent'
  }

  /** Of what was never heralded, two halves have nothing in common by which they could be matched. */
  get #unmatched(): number {
    return this.#plan.adversary.kind === 'false herald' ? 0 : this.#attacked.devices.unmatched
  }

  get #reasons(): QkdReason[] {
    return this.#session.endings.flat().map(({ reason }) => reason)
  }

  #account(): void {
    const { plan, told, devices, transcript } = this.#attacked
    const { released } = this.#session
    const keys = released.map((list) => list.length).join(' and ')
    this.#happened(`${plan.key === true ? 'honest' : 'adversarial'}: ${keys} keys`)
    this.#happened(`${plan.wish.protocol ?? 'sifted'}, ${plan.wish.analysis ?? 'default analysis'}: ${keys} keys`)
    this.#happened(`${plan.name}: ${this.#reasons.map((reason) => QKD_REASON_NAMES[reason]).join(', ')}`)
    if (told.lies > 0) this.#happened('lies were told')
    if (devices.dropped > 0) this.#happened('outcomes were kept back')
    if (this.#active) this.#happened('a message was changed')
    if (plan.crash !== undefined) this.#happened(`crash of the ${END_NAMES[plan.crash.end]}`)
    if (transcript.happened.has('body sent again')) this.#happened('body sent again')
    if (this.#unmatched > 0) this.#happened('pairs that one end alone has measured')
  }

  #checkEnd(): void {
    const { key, wish } = this.#plan
    const { released, endings } = this.#session
    const told = this.#reasons.map((reason) => QKD_REASON_NAMES[reason]).join(', ')
    for (const end of ENDS) {
      const begun = end === 0 || this.#session.phases.length > 1
      if (endings[end].length === 0 && begun && this.#plan.crash === undefined && !this.#active) {
        this.#breach('liveness', `the session of the ${END_NAMES[end]} does not end`)
      }
    }
    // A changed last answer comes when the reference has checked everything.
    const given = this.#active && this.#attacked.middle?.changed === 'FINISH' ? released[0] : released.flat()
    const harmless = this.#plan.middle !== undefined && !this.#active
    if (key === false && !harmless && given.length > 0) this.#breach('no-key', 'an adversary leaves a key')
    if (key === true && released.some((list) => list.length !== 1))
      this.#breach('honest-key', `there is no key: ${told}`)
    // Who gives up first where outcomes do not come is the one that answers: the other one then finds nobody.
    const expected: QkdReason[] = this.#isDropping ? [QkdReason.ROUNDS, QkdReason.MESSAGE] : [QkdReason.TEST]
    const tested = key === false && this.#calm && this.#plan.middle === undefined && wish.protocol !== 'bbm92'
    if (tested && this.#reasons.some((reason) => !expected.includes(reason)))
      this.#breach('fails-test', `sessions end by ${told}`)
  }

  /** Whether the session has found what the physics of its pairs and devices gives. */
  #checkFigures(): void {
    if (this.#active) return
    const { wish, crash } = this.#plan
    const [ending] = this.#session.endings[1]
    const { chsh, testErrorRate, testRounds = 0 } = ending?.origin ?? {}
    const found = wish.protocol === 'bbm92' ? testErrorRate : chsh
    if (found === undefined) {
      if (!this.#isDropping && crash === undefined) this.#breach('reaches-test', 'the test was not reached')
      return
    }
    const expectation = expectationOf(this.#plan, this.#attacked.told, testRounds)
    // A round that one end has no pair of has a fixed outcome there.
    const fixed = (8 * (this.#unmatched + (ending?.origin.missing ?? 0))) / wish.rounds
    this.#happened(crash === undefined ? 'figures found' : 'figures found after a crash')
    if (expectation === undefined) return
    const { figure, value, standardError } = expectation
    if (Math.abs(found - value) > STANDARD_ERRORS * standardError + fixed) {
      this.#breach(
        'figures',
        `${figure} is ${found.toFixed(4)}, ${value.toFixed(4)} ± ${standardError.toFixed(4)} by what is played`
      )
    }
  }

  #checkSaid(): void {
    const { transcript, devices, middle } = this.#attacked
    const { wish } = this.#plan
    const { ledgers, released } = this.#session
    ENDS.forEach((end) => {
      const produced = released[end].reduce((sum, { key }) => sum + key.length, 0)
      const breaches = ledgerBreaches(ledgers[end], produced)
      for (const breach of breaches) this.#breach('key-ledger', `the ledger of the ${END_NAMES[end]} ${breach}`)
    })
    for (const breach of devices.breaches) this.#breach('measured-once', breach)
    if (this.#whole && (!this.#active || middle?.changed !== undefined)) {
      this.#violations.push(...verifiedViolations(transcript, wish, devices.played, middle?.changed))
    }
    if (this.#active) return
    const { audited, violations } = publishedCheck(transcript, wish, released.flat())
    this.#violations.push(...violations)
    if (audited === undefined) return
    this.#happened('key audited')
    if (this.#whole) this.#violations.push(...announcedViolations(audited, devices.played, wish))
    this.#audited = audited
  }

  #audited: ReturnType<typeof publishedCheck>['audited']

  #checkSecrets(): void {
    const { transcript, devices, recorder, network } = this.#attacked
    const { released, endings, phases, errors } = this.#session
    const { wish, adversary } = this.#plan
    const { played } = devices
    const secrets = keySecrets(released)
    // What devices were told to answer is not uniform.
    if (adversary.kind !== 'replaced devices') {
      secrets.push(...outcomeSecrets(played))
      if (this.#audited !== undefined && this.#whole) secrets.push(...rawKeySecrets(played, this.#audited, wish))
    }
    // With shared tests most settings follow from what is announced of each round.
    const settings = wish.protocol === 'shared-tests' ? [] : settingSecrets(played)
    const ignored = [...network.nodes.values()].flatMap((node) => [...node.ignored.keys()])
    const told = [...ignored, ...phases, ...errors, JSON.stringify(endings), JSON.stringify(released)]
    const { bodies, beforeInputs } = transcript
    const found = [
      ...secretsIn(bodies, secrets),
      ...(this.#active ? [] : secretsIn(bodies.slice(0, beforeInputs), settings)),
      ...secretsToldIn([...told, ...textsOfTrace(recorder.records)], [...secrets, ...settings])
    ]
    for (const name of found) this.#breach('secret', `${name} can be read`)
    if (recorder.records.length > wish.rounds) this.#happened('trace searched')
  }
}
