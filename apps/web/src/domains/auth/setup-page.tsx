import { Page } from '../../ui/page.tsx'

export default () => <Page title="Set up">{null}</Page>
