import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where reports of the conformance suite have the requirements from: whoever has the suite need not have this repository. */
export const PUBLISHED = 'conformance/src/report/generated/requirements.ts'

/**
 * The requirements as that file has them, with the title of their chapter.
 *
 * @param {string} root @param {readonly import('./requirements.mjs').Requirement[]} requirements
 */
export function publishedOf(root, requirements) {
  const files = [...new Set(requirements.map(({ file }) => file))]
  const title = (/** @type {string} */ file) => /^# (.*)$/m.exec(readFileSync(join(root, file), 'utf8'))?.[1] ?? file
  const chapters = files
    .map((file) => ({ file, title: title(file) }))
    .toSorted((a, b) => Number.parseInt(a.title, 10) - Number.parseInt(b.title, 10))
  const lines = chapters.flatMap((chapter) =>
    requirements
      .filter(({ file }) => file === chapter.file)
      .map(({ id, level, role, text }) => `  ${JSON.stringify([id, level, role, chapter.title, text])},`)
  )
  return [
    '// Written by npm run spec:lock from spec/*.md.',
    '/** Of every requirement: identifier, level, role, chapter and text. */',
    'export const REQUIREMENTS: readonly (readonly [string, string, string, string, string])[] = [',
    ...lines,
    ']',
    ''
  ].join('\n')
}
