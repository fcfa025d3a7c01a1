import { Document, isPair, isScalar, visit } from 'yaml'
import { anySchema } from '../schema/parts.js'
import { platform, type PlatformInput } from '../schema/platform.js'
import { written } from '../schema/written.js'

/** What one line of a file may hold. */
const LINE = 100

/** The section of a scenario that describes a platform, to the last digit. */
export function platformYaml(name: string, description: PlatformInput): string {
  const document = new Document({ platforms: { [name]: written(anySchema(platform), description) } })
  visit(document, {
    Collection(_, node) {
      const flat = node.items.every((item) => isScalar(item) || (isPair(item) && isScalar(item.value)))
      if (flat && JSON.stringify(node.toJSON()).length < LINE) node.flow = true
    }
  })
  return document.toString({ lineWidth: 0 })
}
