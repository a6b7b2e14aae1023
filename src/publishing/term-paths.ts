export const termPaths = {
  list: '/manage/terms',
  new: '/manage/terms/new',
  edit: (id: string) => `/manage/terms/${id}`,
}
