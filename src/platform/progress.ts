/** Runs one step of a start; when it takes more than a second, says its name and then how long it took. */
export async function step<T>(
  name: string,
  work: () => Promise<T>,
  say: (line: string) => void = console.log,
): Promise<T> {
  const begin = performance.now()
  const notice = setTimeout(() => say(`${name} …`), 1000)
  try {
    return await work()
  } finally {
    clearTimeout(notice)
    const seconds = (performance.now() - begin) / 1000
    if (seconds > 1) say(`${name}: ${seconds.toFixed(1)} s`)
  }
}
