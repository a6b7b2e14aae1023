import type { CDPSession, Page } from 'playwright-core'

/** Chromium's virtual authenticator: a phone whose owner touches it when asked. */
export async function withAuthenticator(page: Page): Promise<{
  devtools: CDPSession
  id: string
}> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId: id } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { devtools, id }
}
