/** Addresses of this slice. The public ones are printed on posters and must not change. */
export const concernPaths = {
  report: '/report',
  threshold: '/report/threshold',
  exit: '/exit',
  feed: '/feeds/reporting-routes.json',
  manage: '/manage/reporting-routes',
  nationalRoutes: '/manage/reporting-routes/national',
  newRoute: '/manage/reporting-routes/new',
  route: (id: string) => `/manage/reporting-routes/${id}`,
  correct: (id: string) => `/manage/reporting-routes/${id}/correction`,
  change: (id: string) => `/manage/reporting-routes/${id}/change`,
  end: (id: string) => `/manage/reporting-routes/${id}/end`,
  verify: (id: string) => `/manage/reporting-routes/${id}/verification`,
  manageThreshold: '/manage/reporting-routes/threshold-guide',
}
