const pattern = /([\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(\+?\d[\d ]{8,14}\d)/g

/** "training@example.org, 01632 960150" with the e-mail address and the telephone number as links. */
export function ContactLine({ contact }: { contact: string }) {
  const parts = contact.split(pattern).filter((part) => part !== undefined && part !== '')
  return (
    <>
      {parts.map((part) => {
        if (part.includes('@'))
          return (
            <a class="govuk-link" href={`mailto:${part}`}>
              {part}
            </a>
          )
        return /^\+?\d[\d ]{8,}$/.test(part) ? (
          <a class="govuk-link cairn-phone" href={`tel:${part.replaceAll(' ', '')}`}>
            {part}
          </a>
        ) : (
          part
        )
      })}
    </>
  )
}
