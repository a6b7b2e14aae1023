import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { Refusal } from './errors.ts'

/**
 * What only this installation can make and read. Each purpose has a key of its own, so that what was
 * made for one cannot be used for another.
 */
export type Secrets = {
  /** Encrypts a text (AES-256-GCM). */
  seal: (purpose: string, text: string) => Buffer
  /** The text again, or null where it was made with another secret or has been changed. */
  unseal: (purpose: string, sealed: Uint8Array) => string | null
  /** HMAC-SHA-256: recognises a short code without keeping it in a form that could be guessed offline. */
  mac: (purpose: string, text: string) => Buffer
}

const nonceBytes = 12
const tagBytes = 16

/**
 * From CAIRN_SECRET, else from the file `secret` in the data folder, which is made at the first start and
 * readable by this user only. Throws a Refusal in production on a database server without CAIRN_SECRET:
 * machines that share the database have to share the secret too.
 */
export function openSecrets(
  config: Pick<Config, 'secret' | 'environment' | 'databaseUrl' | 'dataFolder'>,
): Secrets {
  if (!config.secret && config.environment === 'production' && config.databaseUrl) {
    throw new Refusal(
      'CAIRN_SECRET is not set. With a database server it has to be, so that every machine reads the same second-factor keys. Make one with: openssl rand -base64 48',
    )
  }
  return secretsFrom(config.secret ?? readOrMakeSecret(config.dataFolder))
}

function secretsFrom(secret: string): Secrets {
  const keys = new Map<string, Buffer>()
  const keyFor = (purpose: string): Buffer => {
    let key = keys.get(purpose)
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', secret, 'cairn', purpose, 32))
      keys.set(purpose, key)
    }
    return key
  }
  return {
    seal: (purpose, text) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', keyFor(`seal ${purpose}`), nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    unseal: (purpose, sealed) => {
      if (sealed.length < nonceBytes + tagBytes) return null
      const decipher = createDecipheriv(
        'aes-256-gcm',
        keyFor(`seal ${purpose}`),
        sealed.subarray(0, nonceBytes),
        { authTagLength: tagBytes },
      )
      decipher.setAuthTag(sealed.subarray(nonceBytes, nonceBytes + tagBytes))
      try {
        const body = decipher.update(sealed.subarray(nonceBytes + tagBytes))
        return Buffer.concat([body, decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
    mac: (purpose, text) =>
      createHmac('sha256', keyFor(`mac ${purpose}`))
        .update(text)
        .digest(),
  }
}

// Written beside and linked into place: of two processes that start together one wins, and both read the same whole file.
function readOrMakeSecret(folder: string): string {
  const path = join(folder, 'secret')
  try {
    const found = readSecret(path)
    if (found !== null) return found
    mkdirSync(folder, { recursive: true })
    const mine = `${path}.${randomBytes(6).toString('hex')}`
    writeFileSync(mine, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
    try {
      linkSync(mine, path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(mine)
    }
    return readSecret(path)!
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(
      `The secret in ${path} cannot be read or made (${(error as NodeJS.ErrnoException).code}). Give this user the right to, or set CAIRN_SECRET.`,
    )
  }
}

function readSecret(path: string): string | null {
  try {
    const secret = readFileSync(path, 'utf8').trim()
    if (secret.length < 32) {
      throw new Refusal(
        `The file ${path} is damaged: it holds fewer than 32 characters. Restore it from a backup, or set CAIRN_SECRET. Without it second factors cannot be read.`,
      )
    }
    chmodSync(path, 0o600)
    return secret
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
