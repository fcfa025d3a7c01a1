import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KeyDeliveryClient, KeyDeliveryError } from '@bellwire/key-store'
import { keySession, type SessionLine } from './key-session.js'
import { KEY_NODES, type KmePlace } from './layout.js'
import type { Managements } from './management.js'
import type { Bbm92Report } from './report.js'

/**
 * As many rounds as make a key of more than one unit. The budget of error correction suits an error rate of 0.2 %, which
 * leaves a handful of errors.
 */
const WISH = {
  purpose: 40,
  protocol: 'bbm92',
  minimumFidelity: 0.95,
  rounds: 6000,
  probability: 0.62,
  expectedQber: 0.002,
  epsilons: [1e-6, 1e-13],
  leakBudget: 250
} as const

/** Sessions that are tried for a key. */
const SESSIONS = 3

/** A key by BBM92 between two neighbours, which the applications of both collect. */
export async function bbm92(
  managements: Managements,
  kmes: readonly KmePlace[],
  progress: (text: string) => void
): Promise<Bbm92Report> {
  const start = performance.now()
  const { length, rounds, testErrorRate, label } = await sessionWithKey(managements, progress)
  const collected = await collect(managements, kmes)
  return {
    rounds,
    qber: testErrorRate ?? null,
    bits: length,
    standing: label,
    seconds: (performance.now() - start) / 1000,
    ...collected
  }
}

/**
 * Honest devices end a session without a key now and then: what is tested is a sample of few rounds, and the budget of a dozen
 * errors is soon spent. Nobody says why but the session, and whoever wants a key asks again.
 *
 * @throws where none of a few makes a key
 */
async function sessionWithKey(managements: Managements, progress: (text: string) => void): Promise<SessionLine> {
  const reasons: string[] = []
  while (reasons.length < SESSIONS) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const session = await keySession(managements, KEY_NODES, WISH, progress)
    if (session.length > 0) return session
    reasons.push(session.reason)
    progress(`a session ended without a key, for the reason ${session.reason}`)
  }
  throw new Error(`no session of ${SESSIONS} made a key; reasons: ${reasons.join(', ')}`)
}

/** The one asks for a key, the other for the same one, each of its own KME. */
async function collect(managements: Managements, kmes: readonly KmePlace[]) {
  const [first, second] = kmes.map((kme, index) => clientOf(kme, KEY_NODES[index] ?? ''))
  if (first === undefined || second === undefined) throw new Error('there are two KMEs')
  try {
    let [mine, theirs, keyId] = ['', '', '']
    // Blocks are taken from the spools now and then, and both ends must have theirs.
    await managements.until(() =>
      waiting(async () => {
        const { keys } = await first.encryptionKeys(KEY_NODES[1], { number: 1, size: 256 })
        keyId = keys[0]?.key_ID ?? ''
        mine = keys[0]?.key ?? ''
      })
    )
    await managements.until(() =>
      waiting(async () => {
        theirs = (await second.decryptionKeys(KEY_NODES[0], [keyId])).keys[0]?.key ?? ''
      })
    )
    return { keyId, equal: mine !== '' && mine === theirs }
  } finally {
    first.close()
    second.close()
  }
}

async function waiting(ask: () => Promise<void>): Promise<boolean> {
  try {
    await ask()
    return true
  } catch (error) {
    if (error instanceof KeyDeliveryError) return false
    throw error
  }
}

function clientOf({ url, tls }: KmePlace, name: string): KeyDeliveryClient {
  const read = (file: string) => readFileSync(join(tls, file))
  const material = {
    key: read(`sae-${name}.key.pem`),
    certificate: read(`sae-${name}.pem`),
    authority: read('authority.pem')
  }
  return new KeyDeliveryClient({ url, tls: material })
}
