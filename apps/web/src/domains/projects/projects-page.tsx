import { Page } from '../../ui/page.tsx'

export default () => <Page title="Projects">{null}</Page>
