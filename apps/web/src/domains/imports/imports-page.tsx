import { Page } from '../../ui/page.tsx'

export default () => <Page title="Imports">{null}</Page>
