/** The response to a request that created a job: where to find its status. */
export const acceptedJob = (id: string) => ({
  task_id: id,
  status: "queued" as const,
  status_url: `/api/v1/jobs/${id}/`,
});
