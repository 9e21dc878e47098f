/** What a request that made a job is answered: where to look for how the job goes. */
export const acceptedJob = (id: string) => ({
  task_id: id,
  status: "queued" as const,
  status_url: `/api/v1/jobs/${id}/`,
});
