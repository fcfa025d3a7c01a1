import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { fileSchema } from '@bellwire/simulation'
import * as v from 'valibot'
import { DeploymentError } from '../deployment/deployment-error.js'

/**
 * What a token allows: `read` looks at everything, `circuits` opens and closes circuits, `requests` asks for pairs and
 * teleportations of the token's purposes, `faults` disturbs the simulated world, `watch` is told what happens as it does.
 */
export const SCOPES = ['read', 'circuits', 'requests', 'faults', 'watch'] as const
export type Scope = (typeof SCOPES)[number]

const { choice, fields, integer, list, optional } = fileSchema

const NAME = 'a name of 1 to 64 letters, digits, dots, underscores and hyphens'
const HASH = 'sha256: and 64 hexadecimal digits'
const TIME = 'a time such as 2027-01-31T00:00:00Z'

export const tokenName = v.pipe(v.string(NAME), v.regex(/^[A-Za-z0-9._-]{1,64}$/, NAME))

const entry = fields({
  name: tokenName,
  hash: v.pipe(v.string(HASH), v.regex(/^sha256:[0-9a-f]{64}$/, HASH)),
  scopes: list(choice(SCOPES)),
  purposes: optional(list(integer(0, 65_535)), 'Of requests and circuits. Default: every purpose'),
  expires: optional(
    v.pipe(
      v.string(TIME),
      v.check((text) => !Number.isNaN(Date.parse(text)), TIME)
    ),
    'When it is allowed nothing any more. Default never'
  )
})

const file = fields({ tokens: list(entry) })

/** A token as its file has it: never the token itself. */
export type TokenEntry = v.InferOutput<typeof entry>

/** Who asks, and what they may. */
export interface Bearer {
  readonly name: string
  readonly scopes: ReadonlySet<Scope>
  /** Undefined: every purpose. */
  readonly purposes: ReadonlySet<number> | undefined
}

/** A new token, and the hash by which it is known: 256 random bits need no slower one. */
export function makeToken(): { readonly token: string; readonly hash: string } {
  const token = `bw_${randomBytes(32).toString('base64url')}`
  return { token, hash: `sha256:${digestOf(token).toString('hex')}` }
}

/** What a file of tokens says. @throws DeploymentError */
export function parseTokens(text: string, path: string): readonly TokenEntry[] {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    throw new DeploymentError(`${path} is not JSON; accepted: a file that \`bellwire certs token\` has made`)
  }
  const result = v.safeParse(file, content)
  if (result.success) return result.output.tokens
  const [issue] = result.issues
  // Not what stands there: it may be a token that somebody has put there by mistake.
  throw new DeploymentError(`${path}: ${v.getDotPath(issue) ?? 'the whole'} is wrong; accepted: ${issue.message}`)
}

/** Those who may use the management of a process. */
export class Tokens {
  #entries: readonly (TokenEntry & { readonly digest: Buffer })[] = []

  constructor(entries: readonly TokenEntry[]) {
    this.replace(entries)
  }

  /** From now on these are known, and no others. */
  replace(entries: readonly TokenEntry[]): void {
    this.#entries = entries.map((one) => ({ ...one, digest: Buffer.from(one.hash.slice('sha256:'.length), 'hex') }))
  }

  /**
   * Whose token it is; undefined for nobody's. Takes as long whichever it is, and whether it is one.
   *
   * @param now milliseconds of wall time
   */
  bearer(token: string, now: number): Bearer | undefined {
    const digest = digestOf(token)
    let found: TokenEntry | undefined
    for (const one of this.#entries) if (timingSafeEqual(one.digest, digest)) found = one
    if (found === undefined || (found.expires !== undefined && Date.parse(found.expires) <= now)) return undefined
    const { name, scopes, purposes } = found
    return { name, scopes: new Set(scopes), purposes: purposes === undefined ? undefined : new Set(purposes) }
  }
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
