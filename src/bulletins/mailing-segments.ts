/**
 * A mail's body cut at the places that differ from one subscriber to the next: words, then the address to
 * unsubscribe at, then words … Made once for each bulletin, joined for each subscriber.
 */
export type Segments = string[]

/** Cuts at every occurrence of the mark. */
export function cutAt(mark: string, whole: string): Segments {
  return whole.split(mark)
}

/** The whole mail, with `between` at each place where it was cut. */
export function joinSegments(segments: Segments, between: string): string {
  return segments.join(between)
}
