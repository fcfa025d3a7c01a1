import {
  asymptoticRate,
  complementarityAzuma,
  complementarityChernoff,
  type KeyLength,
  planAccumulation,
  uniformTestProbability
} from '@bellwire/security-analysis'
import { keySession, type SessionLine } from './key-session.js'
import type { Managements } from './management.js'
import type { DiqkdReport } from './report.js'

const ENDS = ['n1', 'n2'] as const
const ROUNDS = 1500

/** That n1 measures in its key setting. */
const KEY_SETTING = 0.5
const EPSILON = 1e-5
const EXPECTED = { chsh: 2.77, qber: 0.01 } as const

/** A device-independent session between two neighbours, and what each analysis says of it. */
export async function diqkd(managements: Managements, progress: (text: string) => void): Promise<DiqkdReport> {
  const wish = {
    purpose: 41,
    analysis: 'complementarity-chernoff',
    minimumFidelity: 0.9,
    rounds: ROUNDS,
    probability: KEY_SETTING,
    expectedChsh: EXPECTED.chsh,
    expectedQber: EXPECTED.qber,
    epsilons: [EPSILON]
  }
  const session = await keySession(managements, ENDS, wish, progress)
  const { rounds, chsh, corrections, keyRounds, reason } = session
  const qber = corrections === undefined || keyRounds === 0 ? undefined : corrections / keyRounds
  return {
    rounds,
    chsh: chsh ?? null,
    qber: qber ?? null,
    reason,
    analyses: chsh === undefined ? [] : analysesOf(session, chsh, qber),
    worldView: await worldView(managements)
  }
}

function analysesOf(session: SessionLine, chsh: number, qber: number | undefined): DiqkdReport['analyses'] {
  const { rounds, keyRounds, published } = session
  const keyProbability = KEY_SETTING / 2
  const protocol = {
    rounds,
    keyProbability,
    testSettingProbability: uniformTestProbability(keyProbability),
    epsilon: EPSILON
  }
  const publishedBits = published.parity + published.syndrome + published.tag + published.successFlag
  const data = { keyRounds, chsh, publishedBits }
  const shown = ({ analysis, label, length }: KeyLength) => ({ name: analysis, standing: label, bits: length })
  const accumulation = planAccumulation({
    rounds,
    testProbability: 1 - KEY_SETTING,
    expectedChsh: EXPECTED.chsh,
    expectedQber: EXPECTED.qber
  })
  const rate = qber === undefined ? 0 : Math.max(0, asymptoticRate({ chsh: Math.min(chsh, 2 * Math.SQRT2), qber }))
  return [
    shown(complementarityAzuma(protocol).keyLength(data)),
    shown(complementarityChernoff({ ...protocol, expectedChsh: EXPECTED.chsh }).keyLength(data)),
    { name: 'entropy-accumulation', standing: 'proof; of as many rounds with shared tests', bits: accumulation.length },
    {
      name: 'asymptotic',
      standing: 'no key: of these rates, if rounds were without number',
      bits: Math.floor(rate * keyRounds)
    }
  ]
}

/** Of Werner states, as the network of the demonstration has them. */
async function worldView(managements: Managements): Promise<DiqkdReport['worldView']> {
  const { links } = (await managements.of('world').ask('GET', '/v1/hardware')) as {
    readonly links: readonly { readonly name: string; readonly meanFidelity: number | null }[]
  }
  const meanFidelity = links.find(({ name }) => name === ENDS.join('-'))?.meanFidelity ?? null
  if (meanFidelity === null) return null
  const contrast = (4 * meanFidelity - 1) / 3
  return { meanFidelity, chsh: 2 * Math.SQRT2 * contrast, qber: (1 - contrast) / 2 }
}
