import type { AnyStateNode } from 'xstate'

/** The part of a transition that decides which states are left and entered. */
export interface Move {
  readonly source: AnyStateNode
  readonly target: AnyStateNode | undefined
  readonly reenter: boolean
}

/** States from the root (first) to a state (last). */
export function lineage(node: AnyStateNode): AnyStateNode[] {
  const nodes: AnyStateNode[] = []
  for (let at: AnyStateNode | undefined = node; at !== undefined; at = at.parent) nodes.unshift(at)
  return nodes
}

/** The states entered by default below a state, outermost first, without the state itself. */
export function initialDescendants(node: AnyStateNode): AnyStateNode[] {
  const nodes: AnyStateNode[] = []
  for (let at = node; at.type === 'compound'; ) {
    at = at.initial.target[0] as AnyStateNode
    nodes.push(at)
  }
  return nodes
}

const isInside = (node: AnyStateNode, ancestor: AnyStateNode): boolean =>
  node !== ancestor && lineage(node).includes(ancestor)

/**
 * The innermost state that a transition neither leaves nor enters, undefined where even the root is re-entered
 * (the transition domain of SCXML, W3C 2015, 3.13, with xstate's rule that a transition to the own state or a state
 * inside it stays internal unless it asks to re-enter).
 */
function domain(source: AnyStateNode, target: AnyStateNode, reenter: boolean): AnyStateNode | undefined {
  if (!reenter && (target === source || isInside(target, source))) return source
  for (let at = target.parent; at !== undefined; at = at.parent) {
    if (isInside(source, at)) return at
  }
  return reenter ? undefined : source.machine.root
}

/** The states that a transition leaves (innermost first) and enters (outermost first) when `leaf` is active. */
export function statesLeftAndEntered(
  leaf: AnyStateNode,
  { source, target, reenter }: Move
): { left: AnyStateNode[]; entered: AnyStateNode[] } {
  if (target === undefined) return { left: [], entered: [] }
  const around = domain(source, target, reenter)
  const within = (node: AnyStateNode): boolean => around === undefined || isInside(node, around)
  return {
    left: lineage(leaf).filter(within).reverse(),
    // The domain itself is never within, so an internal self-target resets its descendants only.
    entered: [...lineage(target).filter(within), ...initialDescendants(target)]
  }
}
