import { Page } from '../../ui/page.tsx'

export default () => <Page title="Log in">{null}</Page>
