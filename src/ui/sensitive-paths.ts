/**
 * Where the pages are that somebody may have to leave at once. A link to one of them replaces the
 * page it stands on in the browser's history, wherever on the site that is: so that "Back" after an
 * exit shows neither. See docs/decisions/quick-exit.md.
 */
export const isSensitivePath = (path: string): boolean =>
  /^\/(?:report|campaigns\/[^/]+)(?:\/|$)/.test(path)
