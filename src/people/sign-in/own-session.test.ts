import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { testApp } from '../../../test/app.ts'
import { account, appCode, signedInDoor, type FrontDoor } from '../../../test/people.ts'
import { revokeSessions } from '../../platform/sessions.ts'
import { accountPaths } from '../people-paths.ts'
import { lockPeople } from '../person-queries.ts'

test('no way in is set up by somebody who is signed out meanwhile', async (t) => {
  const app = await testApp()

  /** Posts, and signs the person out everywhere after the request has begun and before it is carried out. */
  const signedOutMeanwhile = async (
    personId: string,
    post: () => Promise<Response>,
    isSignedOut: boolean,
  ): Promise<number> => {
    let answer: Promise<Response> | undefined
    await app.database.transaction().execute(async (transaction) => {
      await lockPeople(transaction, [personId])
      answer = post()
      // It hashes, and then waits for the record.
      await sleep(500)
      if (isSignedOut) await revokeSessions(transaction, personId)
    })
    const { status } = await answer!
    if (isSignedOut)
      assert.match(await (await answer!).text(), /You have been signed out meanwhile/)
    return status
  }
  const another = 'curlew ribbon granite tea'

  for (const isSignedOut of [true, false])
    await t.test(isSignedOut ? 'signed out' : 'while whoever stays signed in does it', async () => {
      const ann = await account(app)
      const door = await signedInDoor(app, ann)
      const form = { current: ann.password, password: another }
      assert.equal(
        await signedOutMeanwhile(
          ann.personId,
          () => door.post('/account/password', form),
          isSignedOut,
        ),
        isSignedOut ? 403 : 303,
      )
      const later = await signedInDoor(app, { ...ann, password: another })
      assert.equal(later.cookie === '', isSignedOut, 'the new password')

      const ben = await account(app)
      const own = await signedInDoor(app, ben)
      const code = await beginApp(own)
      const confirm = () => own.post(accountPaths.confirmSecondFactor(null), { code })
      assert.equal(
        await signedOutMeanwhile(ben.personId, confirm, isSignedOut),
        isSignedOut ? 403 : 200,
      )
      const kept = await app.database
        .selectFrom('second_factor')
        .select('confirmed_at')
        .where('person_id', '=', ben.personId)
        .executeTakeFirst()
      assert.equal(Boolean(kept?.confirmed_at), !isSignedOut, 'the app')
    })

  async function beginApp(door: FrontDoor): Promise<string> {
    await door.post('/account/second-factor')
    const page = await (await door.get(accountPaths.confirmSecondFactor(null))).text()
    const key = /cairn-key">([A-Z2-7 ]+)</.exec(page)![1]!
    return appCode(key.replaceAll(' ', ''), app.clock.now())
  }
})
