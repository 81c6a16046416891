import { Page } from '../../ui/page.tsx'

export default () => <Page title="Members">{null}</Page>
