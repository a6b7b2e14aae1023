import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'

/** What a device would never say by itself. */
export type Forgery = {
  origin?: string
  rpId?: string
  challenge?: string
  /** Was the owner there, and checked? */
  isVerified?: boolean
  type?: string
  signCount?: number
  userHandle?: string
  key?: KeyObject
}

/** A device that holds passkeys for one site, in software: so that tests can make it lie. */
export function authenticator(site: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  const device = {
    signCount: 0,
    userHandle: '',
    credentialId: id.toString('base64url'),

    /** The answer to being asked to make a passkey, as the form sends it. */
    make: (options: PublicKeyCredentialCreationOptionsJSON, forged: Forgery = {}): string => {
      device.userHandle = options.user.id
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      const coseKey = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ])
      const idLength = Buffer.from([0, id.length])
      const data = Buffer.concat([
        head(site, 0x40, device.signCount, forged),
        Buffer.alloc(16),
        idLength,
        id,
        coseKey,
      ])
      const attestation = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
        Buffer.from([0x58, data.length]),
        data,
      ])
      return answer({
        clientDataJSON: clientData(site, 'webauthn.create', options.challenge, forged),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      })
    },

    /** The answer to being asked to sign in, as the form sends it. */
    use: (options: PublicKeyCredentialRequestOptionsJSON, forged: Forgery = {}): string => {
      const data = head(site, 0, forged.signCount ?? device.signCount, forged)
      const client = clientData(site, 'webauthn.get', options.challenge, forged)
      const hash = createHash('sha256').update(Buffer.from(client, 'base64url')).digest()
      const signature = sign('sha256', Buffer.concat([data, hash]), forged.key ?? privateKey)
      return answer({
        clientDataJSON: client,
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: forged.userHandle ?? device.userHandle,
      })
    },
  }
  const answer = (response: object): string =>
    JSON.stringify({
      id: device.credentialId,
      rawId: device.credentialId,
      type: 'public-key',
      clientExtensionResults: {},
      response,
    })
  return device
}

function head(site: string, more: number, signCount: number, forged: Forgery): Buffer {
  const rpId = createHash('sha256')
    .update(forged.rpId ?? new URL(site).hostname)
    .digest()
  const flags = 0x01 | ((forged.isVerified ?? true) ? 0x04 : 0) | more
  const count = Buffer.alloc(4)
  count.writeUInt32BE(signCount)
  return Buffer.concat([rpId, Buffer.from([flags]), count])
}

function clientData(site: string, type: string, challenge: string, forged: Forgery): string {
  const said = {
    type: forged.type ?? type,
    challenge: forged.challenge ?? challenge,
    origin: forged.origin ?? site,
    crossOrigin: false,
  }
  return Buffer.from(JSON.stringify(said)).toString('base64url')
}
