#include "store/audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"

static const char *const actions[RQ_AUDIT_ACTIONS] = {
	[RQ_AUDIT_READ] = "read",           [RQ_AUDIT_SENT] = "sent",
	[RQ_AUDIT_RECEIVED] = "received",   [RQ_AUDIT_DECIDED] = "decided",
	[RQ_AUDIT_EXPORTED] = "exported",   [RQ_AUDIT_EXPIRED] = "expired",
	[RQ_AUDIT_FORGOTTEN] = "forgotten",
};

const char *rq_audit_action_name(enum rq_audit_action action)
{
	return actions[action];
}

int rq_audit_action_find(const char *name)
{
	for (int i = 0; i < RQ_AUDIT_ACTIONS; i++)
		if (strcmp(name, actions[i]) == 0)
			return i;
	return -1;
}

struct rq_audit_head rq_audit_beginning(void)
{
	struct rq_audit_head head = { .sequence = 0 };

	memset(head.hash, '0', RQ_DIGEST_SIZE - 1);
	return head;
}

void rq_audit_hash(const struct rq_audit_entry *entry, const char *previous,
		   char hash[RQ_DIGEST_SIZE])
{
	char lines[320], time[RQ_TIME_SIZE];

	(void)snprintf(lines, sizeof lines, "%s\n%" PRIu64 "\n%s\n%s\n%s\n%s\n%s\n", previous,
		       entry->sequence, rq_clock_format(entry->at, time),
		       rq_audit_action_name(entry->action), entry->id, entry->digest, entry->by);
	rq_fingerprint_text(lines, hash);
}

json_t *rq_audit_record(const struct rq_audit_entry *entry)
{
	json_t *record = json_object();
	char time[RQ_TIME_SIZE];

	rq_json_set_string(record, "type", "audit");
	rq_json_set_integer(record, "v", 1);
	rq_json_set_integer(record, "sequence", (int64_t)entry->sequence);
	rq_json_set_string(record, "at", rq_clock_format(entry->at, time));
	rq_json_set_string(record, "action", rq_audit_action_name(entry->action));
	rq_json_set_string(record, "id", entry->id);
	rq_json_set_string(record, "digest", entry->digest[0] ? entry->digest : NULL);
	rq_json_set_string(record, "by", entry->by[0] ? entry->by : NULL);
	rq_json_set_string(record, "hash", entry->hash);
	return record;
}

int rq_audit_follow(struct rq_audit_head *last, const struct rq_audit_entry *entry,
		    struct rq_error *err)
{
	uint64_t expected = last->sequence + 1;
	char hash[RQ_DIGEST_SIZE];
	int result = 0;

	rq_audit_hash(entry, last->hash, hash);
	if (entry->sequence != expected)
		result = rq_fail(err, RQ_DAMAGED,
				 "entry %" PRIu64 " is missing: behind %" PRIu64 " comes %" PRIu64,
				 expected, last->sequence, entry->sequence);
	else if (strcmp(hash, entry->hash) != 0)
		result = rq_fail(err, RQ_DAMAGED,
				 "entry %" PRIu64 " does not follow from what stands before it: "
				 "changed, or not in its place",
				 entry->sequence);
	last->sequence = entry->sequence;
	memcpy(last->hash, entry->hash, sizeof last->hash);
	return result;
}

int rq_audit_continues(const struct rq_audit_head *last, const struct rq_audit_entry *entry,
		       struct rq_error *err)
{
	struct rq_audit_head behind = *last;
	struct rq_error why = { 0 };

	if (rq_audit_follow(&behind, entry, &why) == 0)
		return 0;
	return rq_fail(err, RQ_BAD_RECORD, "audit: %s", why.message);
}

int rq_audit_close(const struct rq_audit_head *last, const struct rq_audit_head *head,
		   struct rq_error *err)
{
	if (last->sequence != head->sequence)
		return rq_fail(err, RQ_DAMAGED,
			       "the last entry is %" PRIu64 ", but %" PRIu64 " were written",
			       last->sequence, head->sequence);
	if (strcmp(last->hash, head->hash) != 0)
		return rq_fail(err, RQ_DAMAGED,
			       "the last entry, %" PRIu64 ", is not the one that was written last",
			       last->sequence);
	return 0;
}
