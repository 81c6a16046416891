import { Page } from '../../ui/page.tsx'

export default () => <Page title="Milestones">{null}</Page>
