import type { Generated } from 'kysely'

declare module '../../platform/database.ts' {
  interface Tables {
    sign_in_provider: {
      id: Generated<string>
      name: string
      issuer: string
      client_id: string | null
      client_secret_sealed: Buffer | null
      email_domains: string[]
      has_second_factor: Generated<boolean>
      is_enabled: Generated<boolean>
      created_at: Date
    }
    provider_visit: {
      state_hash: Buffer
      provider_id: string
      browser_hash: Buffer
      nonce: string
      code_verifier: string
      next: string | null
      expires_at: Date
    }
  }
}
