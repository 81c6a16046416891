import { Page } from '../../ui/page.tsx'

export default () => <Page title="Run">{null}</Page>
