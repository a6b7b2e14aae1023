import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // How a document is written down, which a server that renders components does not choose.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'attr-quotes': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    'tel-non-breaking': 'off',
    // Ours are served from the same origin.
    'require-sri': 'off',
    // GOV.UK's components write lists with a role, as Safari drops it from lists without markers.
    'no-redundant-role': 'off',
    // GOV.UK's link that looks like a button and is pressed with the space bar too.
    'prefer-native-element': ['error', { exclude: ['button'] }],
    // autocapitalize is allowed on every element; GOV.UK's inputs for e-mail and passwords carry it.
    'input-attributes': 'off',
    // Checkboxes of one question share its name.
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button', 'reset'] }],
    // What is wrong, and what was done, is said before the page's heading.
    'heading-level': ['error', { minInitialRank: 'h2' }],
    // Titles carry the page's and the partnership's name.
    'long-title': 'off',
  },
})

// GOV.UK's password field becomes a text field when its words are shown.
const isOfPasswordField = /"autocapitalize" is not allowed on <input type="password">/

/** What is wrong with a whole HTML document, as sentences; empty when nothing is. */
export async function htmlProblems(html: string): Promise<string[]> {
  const report = await validator.validateString(html, 'page.html')
  return report.results.flatMap(({ messages }) =>
    messages
      .filter(({ message }) => !isOfPasswordField.test(message))
      .map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
  )
}
