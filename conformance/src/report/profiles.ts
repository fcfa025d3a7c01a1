import type { Identity } from '../subject/subject.js'
import type { Role } from '../subject/setting.js'

/** What a party can claim to be (section 12.6): a role, with the capabilities that it needs. */
interface Profile {
  readonly name: string
  readonly capabilities: readonly string[]
}

const PROFILES: { readonly [In in Role]?: Profile } = {
  kme: { name: 'Key-Delivery', capabilities: ['KME.RESTART'] },
  node: { name: 'Core-Link', capabilities: ['LNK.KEEP', 'LNK.MEASURE'] },
  repeater: { name: 'Repeater', capabilities: [] },
  station: { name: 'Station', capabilities: [] },
  end: { name: 'End', capabilities: [] }
}

/** The profile of a party that passes all of a role's cases; undefined where it lacks what the profile needs. */
export function profileOf(role: Role, { capabilities }: Identity): string | undefined {
  const profile = PROFILES[role]
  return profile?.capabilities.every((one) => capabilities.includes(one)) === true ? profile.name : undefined
}
