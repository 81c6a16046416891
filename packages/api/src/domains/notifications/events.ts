/** A command assigned something to people: one event, however much it assigned. */
interface Assigned {
  id: string
  projectId: string
  assigned: { userId: string; count: number }[]
}

export interface NotificationEvents {
  'test_run.assigned': Assigned
  'session.assigned': Assigned
  'issue.assigned': Assigned
}
