export interface AttachmentEvents {
  /** An image was attached; `id` is the attachment's. */
  'image.attached': { id: string; projectId: string }
}
