import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import * as v from 'valibot'
import type { Role, Settings } from '../subject/setting.js'
import type { Subject } from '../subject/subject.js'
import type { ControlAddress } from './control-connection.js'
import { ControlledSubject } from './controlled-subject.js'
import { HarnessError } from './harness-error.js'
import { KmeAtSockets } from './kme/kme-at-sockets.js'
import { type KmeFile, kmeSchema } from './kme/kme-file.js'
import { read } from './messages.js'
import { SubjectProcess } from './subject-process.js'

/** What is to be tested: a command that starts it, where it is controlled already, or a KME with its sockets. */
type Iut = { readonly command: readonly string[] } | ControlAddress | { readonly kme: KmeFile }

const iutSchema: v.GenericSchema<unknown, Iut> = v.union([
  v.strictObject({ command: v.pipe(v.array(v.string()), v.minLength(1)) }),
  v.strictObject({ url: v.string(), token: v.string() })
])

/**
 * Starts, or reaches, the party under test that a file names, to be judged in a role. A command is run in the folder of the file. Closing the
 * subject ends the node.
 *
 * @throws HarnessError where there is no such file or party, it is not as chapter 12 says, or it has another role
 */
export async function openSubject<In extends Role = 'node'>(
  file: string,
  role: In = 'node' as In
): Promise<Subject<Settings[In]>> {
  const iut = await readIut(file)
  if ('kme' in iut) return inRole(new KmeAtSockets(iut.kme, dirname(file)), role)
  if ('url' in iut) return inRole(await ControlledSubject.connect(iut), role)
  const child = await SubjectProcess.start(iut.command, { folder: dirname(file) })
  try {
    return await inRole(await ControlledSubject.connect(child.address, { process: child }), role)
  } catch (error) {
    await child.end()
    throw error
  }
}

async function inRole<Of extends Subject<never>>(subject: Of, role: Role): Promise<Of> {
  const { implementation, roles = ['node'] } = subject.identity
  if (roles.includes(role)) return subject
  await subject.close()
  throw new HarnessError(`${implementation} cannot be judged as ${role}: it says that it is ${roles.join(', ')}`)
}

async function readIut(file: string): Promise<Iut> {
  let content: unknown
  try {
    content = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new HarnessError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (typeof content === 'object' && content !== null && 'kme' in content)
    return read(v.strictObject({ kme: kmeSchema }), content, file, 'conformance/docs/kmes.md')
  const iut = v.safeParse(iutSchema, content)
  if (iut.success) return iut.output
  throw new HarnessError(`${file} is to hold {"command": ["…"]}, {"url": "ws://…", "token": "…"} or {"kme": {…}}`)
}
