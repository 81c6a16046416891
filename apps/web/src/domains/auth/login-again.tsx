/** The login over the page, when it ended while one worked. The calls that met it are made again. */
import { loginDeclined, loginGiven } from '../../app/login-again.ts'
import { useMe } from '../../app/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LoginForm } from './login-form.tsx'

export default function LoginAgain() {
  const me = useMe()
  /** Somebody else sees other things: the page begins anew. */
  const onDone = (userId: string) => (userId === me.id ? loginGiven() : location.reload())
  return (
    <Dialog title="Log in again" onClose={loginDeclined}>
      <p className="mb-4">Your login has ended. The page stays as it is, and what you typed is kept.</p>
      <LoginForm email={me.email} onDone={onDone}>
        <Button kind="quiet" keys="esc" onClick={loginDeclined}>
          Not now
        </Button>
      </LoginForm>
    </Dialog>
  )
}
