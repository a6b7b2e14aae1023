/**
 * Passkeys: making one, and signing in with one. The forms are there and hidden; where the browser has passkeys they
 * are shown, and what the device answers is sent with them. Everything else is done on the server.
 */
import {
  WebAuthnAbortService,
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'

/** A challenge holds for five minutes; one that waits for the user among the suggestions is renewed before. */
const renewMs = 4 * 60_000

let isAsked = false

if (browserSupportsWebAuthn()) {
  for (const fallback of document.querySelectorAll<HTMLElement>('[data-passkey-fallback]'))
    fallback.hidden = true
  for (const only of document.querySelectorAll<HTMLElement>('[data-passkey-only]'))
    only.hidden = false
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) offer(form)
}

function offer(form: HTMLFormElement): void {
  form.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!isAsked) void ask(form)
  })
  void suggest(form)
}

/** Asks the device, and sends what it says. */
async function ask(form: HTMLFormElement): Promise<void> {
  isAsked = true
  say(form, '')
  try {
    const options = await optionsOf(form)
    send(
      form,
      makes(form)
        ? await startRegistration({
            optionsJSON: options as PublicKeyCredentialCreationOptionsJSON,
          })
        : await startAuthentication({
            optionsJSON: options as PublicKeyCredentialRequestOptionsJSON,
          }),
    )
  } catch (error) {
    say(form, sentenceOf(error as Error, makes(form)))
    isAsked = false
    void suggest(form)
  }
}

/** Offers passkeys among what the browser suggests for the name, until the button asks. */
async function suggest(form: HTMLFormElement): Promise<void> {
  if (makes(form) || !document.querySelector('input[autocomplete$="webauthn"]')) return
  if (!(await browserSupportsWebAuthnAutofill())) return
  while (!isAsked) {
    let isRenewal = false
    const timer = window.setTimeout(() => {
      isRenewal = true
      WebAuthnAbortService.cancelCeremony()
    }, renewMs)
    try {
      const optionsJSON = (await optionsOf(form)) as PublicKeyCredentialRequestOptionsJSON
      if (isAsked) return
      return send(form, await startAuthentication({ optionsJSON, useBrowserAutofill: true }))
    } catch {
      // The button asks now, or the browser has nothing to suggest: the button remains.
      if (!isRenewal) return
    } finally {
      window.clearTimeout(timer)
    }
  }
}

async function optionsOf(form: HTMLFormElement): Promise<unknown> {
  const response = await fetch(form.dataset['options'] ?? '', { method: 'POST' })
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  if (!response.ok || !isJson) throw new Error('no options')
  return response.json()
}

function send(form: HTMLFormElement, answer: object): void {
  const field = form.elements.namedItem('answer') as HTMLInputElement
  field.value = JSON.stringify(answer)
  form.submit()
}

function say(form: HTMLFormElement, sentence: string): void {
  const place = form.querySelector<HTMLElement>('[data-passkey-problem]')
  if (place) place.textContent = sentence
}

function makes(form: HTMLFormElement): boolean {
  return form.dataset['passkey'] === 'make'
}

function sentenceOf(error: Error, isMaking: boolean): string {
  switch (error.name) {
    case 'NotAllowedError':
    case 'AbortError':
      return isMaking
        ? 'No passkey was made. Try again, or use another way to sign in.'
        : 'No passkey was used. Try again, or sign in another way.'
    case 'InvalidStateError':
      return 'This device has a passkey for your account already.'
    case 'SecurityError':
      return 'Passkeys do not work at this address. Open the site at its usual address.'
    case 'ConstraintError':
    case 'NotSupportedError':
      return 'This device cannot check that it is you, by finger, face or PIN. Use another device, or another way to sign in.'
    default:
      return 'That did not work. Check your connection, then try again.'
  }
}
