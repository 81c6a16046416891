/** The reader's own account: name and address, password, tokens for CI, the look. */
import { Page } from '../../ui/page.tsx'
import { ApiTokens } from './api-tokens.tsx'
import { ChangePassword } from './change-password.tsx'
import { Look } from './look.tsx'
import { ProfileForm } from './profile-form.tsx'

export default function ProfilePage() {
  return (
    <Page title="Profile">
      <div className="mx-auto grid max-w-180 gap-10 px-4 py-6 wide:py-8">
        <ProfileForm />
        <ApiTokens />
        <ChangePassword />
        <Look />
      </div>
    </Page>
  )
}
