import { Page } from '../../ui/page.tsx'

export default () => <Page title="People">{null}</Page>
