/**
 * A node that is wrong on purpose: the reference with one behaviour changed.
 *
 * @typedef {object} WrongNode
 * @property {string} id its name, unique
 * @property {import('@bellwire/conformance').Role} [role] as what it is judged; absent: a node of links
 * @property {string} wrong one sentence: what is wrong
 * @property {readonly string[]} clauses requirements that it breaks
 * @property {string} [recorded] the reference itself was so, until the change of this subject
 * @property {true} [missed] no case finds it yet
 * @property {readonly Change[]} changes what is changed of what was built: one, or more where the stack guards twice
 *
 * @typedef {object} Change
 * @property {string} file a built file, from `packages/`
 * @property {string} find a piece of its text, which stands in it once
 * @property {string} replace what stands there instead
 *
 * @typedef {object} Splice
 * @property {string} file a built file, from `packages/`
 * @property {number} start of the piece that is replaced
 * @property {number} end
 * @property {string} replace what stands there instead
 */

/** An entry of the list that does not fit what was built. */
export class Unfit extends Error {}

/** The text of a built file as a mutant has it. @param {readonly Splice[]} splices @param {string} file @param {string} source */
export function splicedSource(splices, file, source) {
  return splices
    .filter((splice) => splice.file === file)
    .reduce((text, { start, end, replace }) => text.slice(0, start) + replace + text.slice(end), source)
}

/**
 * The text of a built file as the wrong node has it.
 *
 * @param {Pick<WrongNode, 'id' | 'changes'>} node @param {string} file from `packages/` @param {string} source
 * @throws {Unfit} naming the wrong node of which a piece does not stand in the file exactly once
 */
export function wrongSource({ id, changes }, file, source) {
  let text = source
  for (const { find, replace } of changes.filter((change) => change.file === file)) {
    const pieces = text.split(find)
    if (pieces.length !== 2)
      throw new Unfit(
        `wrong node ${id}: what it changes stands ${pieces.length - 1} times in ${file}, not once: ${find}`
      )
    text = pieces.join(replace)
  }
  return text
}
