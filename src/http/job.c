#include "http/job.h"

#include <stdlib.h>

#include "base/banned.h"

void
job_free(struct job *job)
{
	transfer_release(&job->transfer);
	arena_release(&job->arena);
	free(job);
}

void
queue_init(struct queue *q)
{
	q->first = NULL;
	q->end = &q->first;
}

void
queue_add(struct queue *q, struct job *job)
{
	job->next = NULL;
	*q->end = job;
	q->end = &job->next;
}

struct job *
queue_take(struct queue *q)
{
	struct job *job = q->first;

	if (!job)
		return NULL;
	q->first = job->next;
	if (!q->first)
		q->end = &q->first;
	job->next = NULL;
	return job;
}

void
queue_release(struct queue *q)
{
	struct job *job;

	while ((job = queue_take(q)))
		job_free(job);
}

bool
lane_is_of(const struct lane *lane, const char *service)
{
	size_t n = strcspn(lane->name, "/");

	return strlen(service) == n && !strncmp(lane->name, service, n);
}

bool
lane_is_same_service(const struct lane *x, const struct lane *y)
{
	size_t n = strcspn(x->name, "/"), m = strcspn(y->name, "/");

	return n == m && !strncmp(x->name, y->name, n);
}
