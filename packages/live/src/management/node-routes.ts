import type { LinkService, Node } from '@bellwire/node'
import { fileSchema } from '@bellwire/simulation'
import {
  fidelityFromWire,
  HERALDING_PLACE_NAMES,
  REQUEST_KIND_NAMES,
  type RequestKind,
  STATE_NAMES
} from '@bellwire/wire'
import * as v from 'valibot'
import type { OpenedCircuit, OpenedCircuits } from '../requests/opened-circuits.js'
import { ApiError, type Route, requirePurpose } from './api.js'

const { choice, fields, integer, share } = fileSchema

const circuitWish = fields({
  to: v.string('the name of a node'),
  purpose: v.optional(integer(0, 65_535), 0),
  minimumFidelity: share(),
  rate: v.optional(fileSchema.number(0), 0),
  paths: v.optional(integer(1, 8), 1),
  order: v.optional(choice(['asap', 'nested', 'balanced']), 'asap')
})

/** Names of nodes, and their numbers on the wire. */
export interface NodeNames {
  numberOf(name: string): number | undefined
  nameOf(number: number): string
}

/** What a node's management shows of it, and what it does with circuits. */
export function nodeRoutes(node: Node, circuits: OpenedCircuits, names: NodeNames): Route[] {
  const show = (opened: OpenedCircuit) => circuitView(opened, names)
  const get = (path: string, body: () => unknown): Route => ({
    method: 'GET',
    path,
    scope: 'read',
    answer: () => ({ status: 200, body: body() })
  })
  return [
    get('/v1/links', () => ({ links: node.links.map(linkView) })),
    get('/v1/queues', () => ({ queues: node.links.map((link) => ({ peer: link.peer, requests: queueView(link) })) })),
    get('/v1/qubits', () => ({ total: node.qubits.total, free: node.qubits.free, held: heldQubits(node) })),
    get('/v1/circuits', () => ({ circuits: circuits.all.map(show) })),
    {
      method: 'POST',
      path: '/v1/circuits',
      scope: 'circuits',
      answer: async ({ bearer, body, signal }) => {
        const { to, ...wish } = parse(body)
        requirePurpose(bearer, wish.purpose)
        const number = names.numberOf(to)
        if (number === undefined) throw ApiError.invalid('to', to, 'the name of a node')
        return { status: 201, body: show(await circuits.open(bearer.name, { ...wish, to: number }, signal)) }
      }
    },
    {
      method: 'DELETE',
      path: '/v1/circuits/:id',
      scope: 'circuits',
      answer: ({ bearer, parameters }) => {
        const opened = circuits.get(Number(parameters['id']))
        requirePurpose(bearer, opened.circuit.wish.purpose ?? 0)
        opened.circuit.close()
        return { status: 200, body: show(opened) }
      }
    }
  ]
}

function parse(body: unknown) {
  const result = v.safeParse(circuitWish, body)
  if (result.success) return result.output
  const [issue] = result.issues
  throw ApiError.invalid(v.getDotPath(issue) ?? 'the body', issue.input, issue.message)
}

function linkView(link: LinkService): object {
  const { up, fit, own, peer } = link.status
  return {
    peer: link.peer,
    link: link.link,
    up,
    fit,
    state: STATE_NAMES[own],
    peerState: STATE_NAMES[peer],
    heralding: HERALDING_PLACE_NAMES[link.heraldingPlace],
    maximumFidelity: link.maximumFidelity,
    queued: link.queue.length
  }
}

function queueView(link: LinkService): object[] {
  return link.queue.map(({ queueId, originator, kind, purpose, priority, number, delivered, minimumFidelity }) => ({
    queueId,
    asked: originator ? 'here' : 'by the peer',
    kind: REQUEST_KIND_NAMES[kind as RequestKind],
    purpose,
    priority,
    number,
    delivered,
    minimumFidelity: fidelityFromWire(minimumFidelity)
  }))
}

function heldQubits({ qubits }: Node): object[] {
  return Array.from({ length: qubits.total }, (_, qubit) => ({ qubit, owner: qubits.owner(qubit) })).filter(
    ({ owner }) => owner !== undefined
  )
}

function circuitView({ id, owner, circuit }: OpenedCircuit, names: NodeNames): object {
  const { wish, state, facts, outlook } = circuit
  return {
    id,
    owner,
    to: names.nameOf(wish.to),
    purpose: wish.purpose ?? 0,
    minimumFidelity: wish.minimumFidelity,
    state,
    ...(facts && { by: facts.hops.map(({ node }) => names.nameOf(node)) }),
    ...(outlook && { pairsPerSecond: outlook.rate, fidelity: outlook.fidelity })
  }
}
