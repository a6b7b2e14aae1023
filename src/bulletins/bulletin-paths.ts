/** Addresses of this slice; links are made only here. */
export const bulletinPaths = {
  archive: '/bulletins',
  show: (slug: string) => `/bulletins/${slug}`,
  subscribe: '/bulletins/subscribe',
  confirm: (token: string) => `/bulletins/subscribe/${token}`,
  unsubscribe: (token: string) => `/bulletins/unsubscribe/${token}`,
  unsubscribed: '/bulletins/unsubscribe/done',

  manage: '/manage/bulletins',
  create: '/manage/bulletins/new',
  import: '/manage/bulletins/import',
  importPreview: (id: string) => `/manage/bulletins/import/${id}`,
  edit: (id: string) => `/manage/bulletins/${id}`,
  details: (id: string) => `/manage/bulletins/${id}/details`,
  addItem: (id: string) => `/manage/bulletins/${id}/items/new`,
  item: (id: string, itemId: string) => `/manage/bulletins/${id}/items/${itemId}`,
  moveItem: (id: string, itemId: string) => `/manage/bulletins/${id}/items/${itemId}/place`,
  removeItem: (id: string, itemId: string) => `/manage/bulletins/${id}/items/${itemId}/removal`,
  preview: (id: string) => `/manage/bulletins/${id}/preview`,
  previewHtml: (id: string) => `/manage/bulletins/${id}/preview/e-mail`,
  test: (id: string) => `/manage/bulletins/${id}/test`,
  send: (id: string) => `/manage/bulletins/${id}/send`,
  sender: '/manage/bulletins/sender',

  mailing: (id: string) => `/manage/bulletins/mailings/${id}`,
  mailingHtml: (id: string) => `/manage/bulletins/mailings/${id}/e-mail`,
  stopMailing: (id: string) => `/manage/bulletins/mailings/${id}/stop`,
  continueMailing: (id: string) => `/manage/bulletins/mailings/${id}/continuation`,
  resendMailing: (id: string) => `/manage/bulletins/mailings/${id}/resend`,

  subscribers: '/manage/subscribers',
  subscribersCsv: '/manage/subscribers/export',
  addSubscribers: '/manage/subscribers/add',
  addition: (id: string) => `/manage/subscribers/add/${id}`,
  subscriber: (id: string) => `/manage/subscribers/${id}`,
  removeSubscriber: (id: string) => `/manage/subscribers/${id}/removal`,
}

/** The breadcrumbs of what is below a bulletin. */
export const wayTo = (bulletin: { id: string; title: string }) => [
  { text: 'Bulletins', href: bulletinPaths.manage },
  { text: bulletin.title, href: bulletinPaths.edit(bulletin.id) },
]
