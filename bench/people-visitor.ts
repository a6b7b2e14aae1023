/** A browser with cookies of its own, at an address of its own. */
export type BenchVisitor = {
  get: (path: string) => Promise<{ status: number; location: string | null; text: string }>
  post: (
    path: string,
    form: Record<string, string> | FormData,
  ) => Promise<{ status: number; location: string | null; text: string }>
}

let visitors = 0

export function visitorOf(site: string, cookie = ''): BenchVisitor {
  visitors += 1
  const from = `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`
  const cookies = new Map<string, string>()
  if (cookie) cookies.set(cookie.split('=')[0]!, cookie.slice(cookie.indexOf('=') + 1))
  const visit = async (path: string, body?: URLSearchParams | FormData) => {
    const answer = await fetch(`${site}${path}`, {
      redirect: 'manual',
      headers: {
        origin: site,
        'x-forwarded-for': from,
        ...(cookies.size > 0
          ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
          : {}),
      },
      ...(body ? { method: 'POST', body } : {}),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      text: await answer.text(),
    }
  }
  return {
    get: (path) => visit(path),
    post: (path, form) => visit(path, form instanceof FormData ? form : new URLSearchParams(form)),
  }
}

/** The part of a sorted list that `share` of it does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0
  return rounded(value)
}

export const rounded = (value: number): number => Math.round(value * 100) / 100

/** Runs `work` for each item, so many at once. Gives how long all of it took. */
export async function atOnce<Item>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<void>,
): Promise<number> {
  const waiting = [...items]
  const begin = performance.now()
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item)
    }),
  )
  return performance.now() - begin
}
