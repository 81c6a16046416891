import { Page } from '../../ui/page.tsx'

export default () => <Page title="Runs">{null}</Page>
