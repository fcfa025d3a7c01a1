import type { Identity } from '../subject/subject.js'
import type { Role } from '../subject/setting.js'

/** What a party can claim to be (section 12.6): a role, with the capabilities that it needs. */
interface Profile {
  readonly name: string
  readonly capabilities: readonly string[]
}

/** Of each role those that it can have, the one that needs most first. */
const PROFILES: { readonly [In in Role]: readonly Profile[] } = {
  key: [
    { name: 'DI-Key-Node', capabilities: ['KEY.BBM92', 'KEY.DI'] },
    { name: 'Key-Node', capabilities: ['KEY.BBM92'] }
  ],
  kme: [{ name: 'Key-Delivery', capabilities: ['KME.RESTART'] }],
  node: [{ name: 'Core-Link', capabilities: ['LNK.KEEP', 'LNK.MEASURE'] }],
  repeater: [{ name: 'Repeater', capabilities: [] }],
  station: [{ name: 'Station', capabilities: [] }],
  end: [{ name: 'End', capabilities: [] }]
}

/** The profile of a party that passes all of a role's cases; undefined where it lacks what the profile needs. */
export function profileOf(role: Role, { capabilities }: Identity): string | undefined {
  return PROFILES[role].find((profile) => profile.capabilities.every((one) => capabilities.includes(one)))?.name
}
