import { Page } from '../../ui/page.tsx'

export default () => <Page title="Execute">{null}</Page>
