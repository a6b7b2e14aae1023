import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof openMetrics>

/** Prometheus metrics of this process. Labels never hold anything of a person or a full address. */
export function openMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Counter({
      name: 'cairn_http_requests_total',
      help: 'Requests by route and status',
      labelNames: ['route', 'method', 'status'],
      registers: [registry],
    }),
    duration: new Histogram({
      name: 'cairn_http_request_seconds',
      help: 'Seconds to answer, by route',
      labelNames: ['route'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers: [registry],
    }),
    cachedPages: new Counter({
      name: 'cairn_page_cache_total',
      help: 'Anonymous pages by how they were answered',
      labelNames: ['outcome'],
      registers: [registry],
    }),
  }
}
