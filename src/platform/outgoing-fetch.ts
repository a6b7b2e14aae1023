import { lookup as lookUp } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { BlockList, isIP } from 'node:net'

/**
 * Requests to addresses that somebody typed or another server named. Only servers on the public internet are reached,
 * over https: the name is looked up here, each of its addresses is checked, and the connection goes to the address that
 * was checked, so that a name cannot mean something else a moment later. Redirects are not followed.
 */
export type OutgoingRequest = {
  method: string
  headers: Record<string, string>
  body?: unknown
  signal?: AbortSignal | undefined
}

export type OutgoingOptions = {
  /** When everything has to be done: a server that answers slowly must not hold anybody up. */
  deadline: AbortSignal
  /** Servers on this machine may be reached, over http too: to try a provider out. Never in production. */
  allowsThisMachine: boolean
  /** For tests: the guard taken away, and names that mean something else. */
  isAllowed?: (address: string) => boolean
  lookup?: (hostname: string) => Promise<string[]>
}

export class OutgoingRefusal extends Error {
  override name = 'OutgoingRefusal'
  readonly reason: 'not-https' | 'not-public' | 'too-large' | 'too-slow' | 'unreachable'
  constructor(reason: OutgoingRefusal['reason']) {
    super(`a request to another server was given up: ${reason}`)
    this.reason = reason
  }
}

const mostBytes = 512 * 1024

/** Sends one request. Throws an OutgoingRefusal where it must not be sent, or the server does not answer in time. */
export async function outgoingFetch(
  address: string | URL,
  request: OutgoingRequest,
  options: OutgoingOptions,
): Promise<Response> {
  const signal = request.signal
    ? AbortSignal.any([options.deadline, request.signal])
    : options.deadline
  try {
    const url = new URL(address)
    const target = await inTime(findTarget(url, options), signal)
    return await send(url, target, request, signal)
  } catch (error) {
    if (error instanceof OutgoingRefusal) throw error
    throw new OutgoingRefusal(signal.aborted ? 'too-slow' : 'unreachable')
  }
}

/** May a browser be sent to this address of another server? */
export function isFitForBrowsers(url: URL, options: { allowsThisMachine: boolean }): boolean {
  if (url.username || url.password) return false
  return url.protocol === 'https:' || (options.allowsThisMachine && url.protocol === 'http:')
}

async function findTarget(url: URL, options: OutgoingOptions): Promise<string> {
  if (!isFitForBrowsers(url, options)) throw new OutgoingRefusal('not-https')
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(hostname) ? [hostname] : await (options.lookup ?? addressesOf)(hostname)
  const [first] = addresses
  if (first === undefined) throw new OutgoingRefusal('unreachable')
  if (options.allowsThisMachine && addresses.every(isLoopback)) return first
  if (url.protocol !== 'https:') throw new OutgoingRefusal('not-https')
  // All of them: a name with one address here and one outside is made to slip through.
  if (!addresses.every(options.isAllowed ?? isPublicAddress))
    throw new OutgoingRefusal('not-public')
  return first
}

async function addressesOf(hostname: string): Promise<string[]> {
  const found = await lookUp(hostname, { all: true })
  return found.map(({ address }) => address)
}

// Nothing else of IPv6 is given out for the internet; old forms that carry an IPv4 address inside are all outside it.
const given = new BlockList()
given.addSubnet('2000::', 3, 'ipv6')

const special = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // A cloud's own service for its machines, though the address looks public.
  ['168.63.129.16', 32],
] as const)
  special.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  special.addSubnet(network, bits, 'ipv6')

/** Is this address one of the public internet: not of this machine, of a network behind it, or of a cloud's inside? */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4')
    case 6:
      return given.check(address, 'ipv6') && !special.check(address, 'ipv6')
    default:
      return false
  }
}

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

const isLoopback = (address: string): boolean =>
  loopback.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

function send(
  url: URL,
  target: string,
  { method, headers, body }: OutgoingRequest,
  signal: AbortSignal,
): Promise<Response> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '')
  const content = body === undefined || body === null ? null : textOf(body)
  const options: RequestOptions & { servername?: string } = {
    method,
    host: target,
    port: url.port || (url.protocol === 'https:' ? 443 : 80),
    path: url.pathname + url.search,
    headers: {
      'accept-encoding': 'identity',
      ...headers,
      host: url.host,
      ...(content === null ? {} : { 'content-length': String(Buffer.byteLength(content)) }),
    },
    agent: false,
    signal,
    // The certificate must be that of the name, though the connection goes to an address.
    ...(isIP(hostname) ? {} : { servername: hostname }),
  }
  return new Promise((resolve, reject) => {
    const outgoing = (url.protocol === 'https:' ? httpsRequest : httpRequest)(
      options,
      (incoming) => {
        read(incoming).then(resolve, reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(content ?? undefined)
  })
}

async function read(incoming: IncomingMessage): Promise<Response> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of incoming as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > mostBytes) {
      incoming.destroy()
      throw new OutgoingRefusal('too-large')
    }
    parts.push(part)
  }
  const status = incoming.statusCode ?? 502
  const headers = new Headers()
  for (const [name, value] of Object.entries(incoming.headers))
    for (const one of [value ?? []].flat()) headers.append(name, one)
  const isBodiless = [204, 205, 304].includes(status)
  return new Response(isBodiless ? null : Buffer.concat(parts), { status, headers })
}

function textOf(body: unknown): string {
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString()
  throw new TypeError('only text is sent to other servers')
}

function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new OutgoingRefusal('too-slow'))
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
