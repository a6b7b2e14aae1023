// GOV.UK Frontend ships no types. This is all we use of its components.
declare module 'govuk-frontend/dist/govuk/components/*' {
  type Component = { new (root: Element): object; moduleName: string }
  export const Accordion: Component
  export const Button: Component
  export const CharacterCount: Component
  export const Checkboxes: Component
  export const ErrorSummary: Component
  export const FileUpload: Component
  export const NotificationBanner: Component
  export const PasswordInput: Component
  export const Radios: Component
  export const ServiceNavigation: Component
  export const Tabs: Component
}
