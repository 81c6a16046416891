/** What a pipeline runs to bring its results here, for each kind of CI. */
export const commandTabs = [
  { id: 'shell', label: 'Shell' },
  { id: 'github', label: 'GitHub' },
  { id: 'gitlab', label: 'GitLab' },
  { id: 'jenkins', label: 'Jenkins' },
] as const
export type CommandKind = (typeof commandTabs)[number]['id']

const curl = (origin: string, projectId: string, run: string, build: string, lead = '') =>
  [
    'curl -sS --fail-with-body \\',
    '  -H "Authorization: Bearer $TESTPLANIT_TOKEN" \\',
    `  -H "Idempotency-Key: ${build}" \\`,
    `  -F projectId=${projectId} \\`,
    `  -F "runName=${run}" \\`,
    '  -F file=@results/junit.xml \\',
    `  ${origin}/api/junit/import`,
  ]
    .map((line) => lead + line)
    .join('\n')

export function commandOf(kind: CommandKind, origin: string, projectId: string): string {
  if (kind === 'github')
    return `- name: Bring the results to TestPlanIt
  if: always()
  env:
    TESTPLANIT_TOKEN: \${{ secrets.TESTPLANIT_TOKEN }}
  run: |
${curl(origin, projectId, '$GITHUB_WORKFLOW #$GITHUB_RUN_NUMBER', '$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT', '    ')}`
  if (kind === 'gitlab')
    return `after_script:
  - |
${curl(origin, projectId, '$CI_COMMIT_REF_NAME #$CI_PIPELINE_IID', '$CI_JOB_ID', '    ')}`
  if (kind === 'jenkins')
    return `post {
  always {
    withCredentials([string(credentialsId: 'testplanit-token', variable: 'TESTPLANIT_TOKEN')]) {
      sh '''
${curl(origin, projectId, '$JOB_NAME #$BUILD_NUMBER', '$BUILD_TAG', '        ')}
      '''
    }
  }
}`
  return `export TESTPLANIT_TOKEN=tpi_…   # yours, from your profile
${curl(origin, projectId, 'nightly #$CI_PIPELINE_ID', '$CI_PIPELINE_ID')}`
}
