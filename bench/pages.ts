import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { freePort } from '../src/platform/embedded-postgres.ts'
import type { Bench } from './bench.ts'
import { startDemonstration, type Demonstration } from './demonstration.ts'
import { answers } from './product.ts'

const connections = 32
const seconds = 4
const rounds = 5
const aim = { ratio: 0.5, p99Ms: 10, residentMb: 200 }

type Page = { name: string; path: string; body: Buffer; etag: string }
type Load = { requestsPerSecond: number; p99Ms: number; failures: number }
type Peer = { address: string; etagOf: (path: string) => Promise<string>; stop: () => void }

/** Anonymous pages from the page cache, beside nginx (one worker) that serves the same compressed bytes as files. */
export const pagesBench: Bench = {
  help: 'requests a second for public pages and for 304, beside nginx with the same bytes',
  run: async (say) => {
    if (!isInstalled('wrk')) {
      say('wrk is not installed, so no load can be made. On Debian: apt-get install wrk')
      return { ok: false, against: null, ratio: null, figures: {} }
    }
    const product = await startDemonstration()
    let peer: Peer | null = null
    try {
      const pages = await Promise.all(
        Object.entries(product.paths).map(([name, path]) => readPage(product.address, name, path)),
      )
      peer = isInstalled('nginx') ? await startNginx(pages) : null
      if (!peer)
        say(
          'nginx is not installed, so there is nothing to compare with. On Debian: apt-get install nginx-light',
        )
      return await measure(product, pages, peer, say)
    } finally {
      peer?.stop()
      await product.stop()
    }
  },
}

async function measure(
  product: Demonstration,
  pages: Page[],
  peer: Peer | null,
  say: (line: string) => void,
) {
  const figures: Record<string, number> = {}
  const ratios: number[] = []
  let failures = 0
  for (const page of pages) {
    const theirEtag = peer ? await peer.etagOf(page.path) : ''
    for (const kind of ['page', 'notModified'] as const) {
      const ours: Load[] = []
      const theirs: Load[] = []
      // In turn, so that whatever else the machine does falls on both.
      for (let round = 0; round < rounds; round += 1) {
        ours.push(load(product.address + page.path, kind === 'page' ? null : page.etag))
        if (peer) theirs.push(load(peer.address + page.path, kind === 'page' ? null : theirEtag))
      }
      failures += [...ours, ...theirs].reduce((sum, one) => sum + one.failures, 0)
      const rate = median(ours.map((one) => one.requestsPerSecond))
      const name = `${page.name}${kind === 'page' ? '' : 'NotModified'}`
      figures[`${name}RequestsPerSecond`] = rate
      if (peer) {
        const theirRate = median(theirs.map((one) => one.requestsPerSecond))
        figures[`${name}NginxRequestsPerSecond`] = theirRate
        figures[`${name}Ratio`] = round2(rate / theirRate)
        ratios.push(rate / theirRate)
      }
      const half = load(product.address + page.path, kind === 'page' ? null : page.etag, rate / 2)
      figures[`${name}AtHalfLoadRequestsPerSecond`] = half.requestsPerSecond
      figures[`${name}AtHalfLoadP99Ms`] = half.p99Ms
      failures += half.failures
      say(
        `${name}: ${rate} requests/s${peer ? `, ${Math.round((figures[`${name}Ratio`] ?? 0) * 100)} % of nginx` : ''}; p99 at half load ${half.p99Ms} ms`,
      )
    }
  }
  figures['residentMb'] = residentMb(product.pid)
  figures['failures'] = failures
  const ratio = ratios.length > 0 ? round2(Math.min(...ratios)) : null
  const worstP99Ms = Math.max(
    ...Object.entries(figures)
      .filter(([name]) => name.endsWith('AtHalfLoadP99Ms'))
      .map(([, value]) => value),
  )
  figures['worstP99AtHalfLoadMs'] = worstP99Ms
  const ok =
    failures === 0 &&
    (ratio ?? 1) >= aim.ratio &&
    worstP99Ms <= aim.p99Ms &&
    figures['residentMb'] <= aim.residentMb
  return { ok, against: peer ? 'nginx' : null, ratio, figures }
}

/** wrk with one thread. At a given rate each connection waits between requests, by a varying pause. */
function load(address: string, etag: string | null, requestsPerSecond?: number): Load {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-wrk-'))
  const script = join(folder, 'load.lua')
  const many = requestsPerSecond
    ? Math.max(8, Math.min(400, Math.round(requestsPerSecond * 0.012)))
    : connections
  writeFileSync(
    script,
    `${requestsPerSecond ? `function delay() return math.random(8, 16) end\n` : ''}
done = function(summary, latency)
  local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
  io.write(string.format("RESULT %d %d %d %d", summary.requests, summary.duration, latency:percentile(99), errors))
end`,
  )
  const headers = ['-H', 'Accept-Encoding: gzip', ...(etag ? ['-H', `If-None-Match: ${etag}`] : [])]
  const run = spawnSync(
    'wrk',
    ['-t1', `-c${many}`, `-d${seconds}s`, '-s', script, ...headers, address],
    { encoding: 'utf8' },
  )
  rmSync(folder, { recursive: true })
  const [, requests = '0', microseconds = '1', p99 = '0', errors = '1'] =
    /RESULT (\d+) (\d+) (\d+) (\d+)/.exec(run.stdout) ?? []
  return {
    requestsPerSecond: Math.round(Number(requests) / (Number(microseconds) / 1e6)),
    p99Ms: round2(Number(p99) / 1000),
    failures: Number(errors),
  }
}

/** The gzip bytes as they are sent, after a second request has shown that they come from memory and are the page. */
async function readPage(address: string, name: string, path: string): Promise<Page> {
  await get(`${address}${path}`)
  const { status, body, headers } = await get(`${address}${path}`)
  const plain = gunzipSync(body).toString()
  if (status !== 200 || !plain.includes('</html>') || !headers['etag'])
    throw new Error(`${path} was not answered from memory`)
  return { name, path, body, etag: headers['etag'] }
}

async function startNginx(pages: Page[]): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-nginx-'))
  const port = await freePort()
  for (const { path, body } of pages) {
    const file = join(folder, 'root', `${path === '/' ? '/home' : path}.html`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.gz`, body)
    writeFileSync(file, gunzipSync(body))
  }
  writeFileSync(
    join(folder, 'nginx.conf'),
    `worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log; daemon off;
events { worker_connections 1024; }
http {
  types { text/html html; } default_type text/html;
  access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; keepalive_requests 100000000;
  open_file_cache max=100 inactive=60s; open_file_cache_valid 60s;
  client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
  server { listen 127.0.0.1:${port}; root ${folder}/root; gzip_static on; etag on;
    location = / { try_files /home.html =404; } location / { try_files $uri.html =404; } }
}`,
  )
  // The worker of an nginx started by root is another user, who must be able to read the files.
  spawnSync('chmod', ['-R', 'a+rX', folder])
  const nginx: ChildProcess = spawn(
    'nginx',
    ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')],
    { stdio: 'ignore' },
  )
  const address = `http://127.0.0.1:${port}`
  if (!(await answers(`${address}/`)))
    throw new Error(`nginx did not start: ${readFileSync(join(folder, 'error.log'), 'utf8')}`)
  for (const { path, body } of pages) {
    const theirs = await get(`${address}${path}`)
    if (!theirs.body.equals(body))
      throw new Error(`nginx does not serve the same bytes for ${path}`)
  }
  return {
    address,
    etagOf: async (path) => (await get(`${address}${path}`)).headers['etag'] ?? '',
    stop: () => {
      nginx.kill('SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

// Not fetch, which would unpack the body.
function get(
  address: string,
): Promise<{ status: number; body: Buffer; headers: { etag?: string | undefined } }> {
  return new Promise((resolve, reject) => {
    request(address, { agent: false, headers: { 'accept-encoding': 'gzip' } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const body = Buffer.concat(chunks)
        const compressed = response.headers['content-encoding'] === 'gzip' ? body : gzipSync(body)
        resolve({
          status: response.statusCode ?? 0,
          body: compressed,
          headers: { etag: response.headers.etag },
        })
      })
    })
      .on('error', reject)
      .end()
  })
}

function residentMb(pid: number): number {
  return Math.round(
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
  )
}

function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

function median(numbers: number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0
}

function round2(number: number): number {
  return Math.round(number * 100) / 100
}
