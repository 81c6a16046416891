import { Page } from '../../ui/page.tsx'

export default () => <Page title="Roles">{null}</Page>
