/* The audit: entries that are bound to one another, and what shows when somebody was at them. */

#include "store_damage.h"

#include "store/care.h"
#include "store/erase.h"

enum { MOST = 64 };

static struct rq_audit_entry entries[MOST];

static size_t read_log(void)
{
	size_t count = 99;

	assert_int_equal(rq_store_audit(store, 0, entries, MOST, &count, &err), 0);
	return count;
}

static size_t count_of(enum rq_audit_action action)
{
	size_t count = read_log(), found = 0;

	for (size_t i = 0; i < count; i++)
		found += entries[i].action == action;
	return found;
}

/* Everything that is wrong with the log; *first says what. */
static size_t faults(struct rq_error *first)
{
	struct rq_audit_head last = rq_audit_beginning(), head;
	size_t count = read_log(), wrong = 0;

	*first = (struct rq_error) { 0 };
	for (size_t i = 0; i < count; i++)
		wrong += rq_audit_follow(&last, &entries[i], first) == -1;
	assert_int_equal(rq_store_audit_head(store, &head, &err), 0);
	return wrong + (rq_audit_close(&last, &head, first) == -1);
}

static void assert_whole(void)
{
	struct rq_error first;

	if (faults(&first) > 0)
		fail_msg("%s", first.message);
}

static void assert_shown(const char *words)
{
	struct rq_error first;

	assert_true(faults(&first) > 0);
	if (!strstr(first.message, words))
		fail_msg("\"%s\", not \"%s\"", first.message, words);
}

/* Ten résumés read and ten tasks of which five are done: fifteen entries. */
static int make_log(void **state)
{
	struct rq_task tasks[5];

	(void)make_store(state);
	enqueue_many(0, 10);
	assert_int_equal(claim_at(NOW, tasks, 5), 5);
	for (int i = 0; i < 5; i++)
		assert_true(finish_as(&tasks[i], RQ_END_DONE, NOW));
	assert_int_equal(read_log(), 15);
	assert_whole();
	return 0;
}

/* Below the store, where it is a file; on a server: tests/postgres/people.t */
static void need_a_file(void)
{
	if (server())
		skip();
}

static const char *key_of(uint64_t number)
{
	static struct rq_key key;

	key.size = 0;
	rq_key_number(&key, number);
	return (const char *)key.bytes;
}

struct taking {
	uint64_t number;
	char bytes[128];
	size_t size;
};

static int take_entry(struct rq_session *session, void *context, struct rq_error *why)
{
	struct taking *taking = context;
	struct rq_span key = { key_of(taking->number), 8 }, value;

	if (rq_table_get(session->txn, RQ_T_AUDIT, key, &value, why) != 1)
		return -1;
	memcpy(taking->bytes, value.data, value.size);
	taking->size = value.size;
	return 0;
}

static struct taking entry_at(uint64_t number)
{
	struct taking taking = { .number = number };

	assert_int_equal(rq_session_read(rq_embedded_of(store), take_entry, &taking, &err), 0);
	return taking;
}

static void put_entry(uint64_t number, const struct taking *entry)
{
	do_it((struct damage) { RQ_T_AUDIT, false, key_of(number), 8, entry->bytes, entry->size });
}

static void remove_entry(uint64_t number)
{
	do_it((struct damage) {
	    .table = RQ_T_AUDIT, .remove = true, .key = key_of(number), .key_size = 8 });
}

/* --- what there is ------------------------------------------------------------- */

/* Those of one command may be logged in any order. */
static size_t times_read(int resume)
{
	char id[RQ_ID_SIZE];
	size_t count = read_log(), found = 0;

	make_id(id, "resume", resume);
	for (size_t i = 0; i < count; i++)
		found += entries[i].action == RQ_AUDIT_READ && strcmp(entries[i].id, id) == 0;
	return found;
}

static void what_is_read_and_received_is_logged_in_order(void **state)
{
	char digest[RQ_DIGEST_SIZE];

	(void)state;
	assert_int_equal(count_of(RQ_AUDIT_READ), 10);
	for (int i = 0; i < 10; i++)
		assert_int_equal(times_read(i), 1);
	assert_int_equal(count_of(RQ_AUDIT_RECEIVED), 5);
	rq_fingerprint_bytes("{\"type\":\"result\"}", 17, digest);
	for (size_t i = 10; i < 15; i++)
		assert_string_equal(entries[i].digest, digest);
}

static void what_was_there_already_is_not_logged_again(void **state)
{
	(void)state;
	enqueue_many(0, 10);
	assert_int_equal(read_log(), 15);
	assert_whole();
}

static void what_is_sent_is_logged_before_it_leaves(void **state)
{
	struct rq_take take = { .scope = "api.example.com/big", .now = NOW };
	struct rq_batch_terms terms = { .lease = LEASE, .now = NOW };
	struct rq_batch batch = { .batch_id = "batch" };
	enum rq_refusal_reason why;
	struct rq_permit permits[2];
	struct rq_task tasks[2];
	char digest[RQ_DIGEST_SIZE];
	int64_t next;

	(void)state;
	rq_fingerprint_text("a request", digest);
	assert_int_equal(claim_at(NOW, tasks, 2), 2);
	for (int i = 0; i < 2; i++)
		permits[i] = (struct rq_permit) { .task = &tasks[i],
						  .need = { 1, 10, 10, 100 },
						  .digest = digest };
	assert_int_equal(rq_store_take(store, &take, permits, 1, &next, &err), 0);
	assert_int_equal(rq_store_batch_begin(store, &batch, permits + 1, 1, &terms, &why, &err),
			 0);
	assert_int_equal(read_log(), 17);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(entries[15 + i].action, RQ_AUDIT_SENT);
		assert_string_equal(entries[15 + i].id, tasks[i].task_id);
		assert_string_equal(entries[15 + i].digest, digest);
	}
	assert_whole();
}

static void a_refused_permit_is_nothing_sent(void **state)
{
	struct rq_take take = { .scope = "api.example.com/big", .now = NOW, .budget_microusd = 10 };
	struct rq_task task = claim_one_at(NOW);
	struct rq_permit permit = { .task = &task, .need = { 1, 10, 10, 100 } };
	int64_t next;

	(void)state;
	assert_int_equal(rq_store_take(store, &take, &permit, 1, &next, &err), 0);
	assert_false(permit.granted);
	assert_int_equal(count_of(RQ_AUDIT_SENT), 0);
}

static void a_decision_tells_who_by_a_fingerprint(void **state)
{
	struct rq_review review = { .at = NOW + 1,
				    .reviewer = "Jane Miller",
				    .decision = { "{}", 2 } };
	char task_id[RQ_ID_SIZE], digest[RQ_DIGEST_SIZE];
	size_t count;

	(void)state;
	(void)read_log();
	memcpy(task_id, entries[14].id, sizeof task_id);
	review.task_id = task_id;
	assert_int_equal(rq_store_review(store, &review, 1, &err), 0);
	assert_int_equal(review.reception, RQ_REVIEW_KEPT);
	count = read_log();
	assert_int_equal(count, 16);
	rq_fingerprint_text("Jane Miller", digest);
	assert_memory_equal(entries[15].by, digest, RQ_ID_SIZE - 1);
	assert_string_equal(entries[15].id, task_id);
	assert_int_equal(rq_store_review(store, &review, 1, &err), 0);
	assert_int_equal(read_log(), count); /* known already */
	assert_whole();
}

static void forgetting_adds_and_cuts_nothing(void **state)
{
	struct rq_forgotten forgotten = { 0 };
	struct rq_submission submission = make_submission(0);

	(void)state;
	assert_int_equal(
	    rq_store_forget(store, submission.task.candidate_id, NOW, &forgotten, &err), 0);
	assert_int_equal(forgotten.swept.tasks, 1);
	assert_int_equal(count_of(RQ_AUDIT_FORGOTTEN), 2); /* the task, the résumé */
	assert_int_equal(count_of(RQ_AUDIT_READ), 10);
	assert_whole();
}

static void expiry_is_logged_as_such(void **state)
{
	const struct rq_retention how = { NOW + 2 * DAY, DAY, 0, 0 };
	struct rq_swept swept;

	(void)state;
	assert_int_equal(rq_store_expire(store, &how, &swept, &err), 0);
	assert_int_equal(count_of(RQ_AUDIT_EXPIRED), swept.tasks);
	assert_int_equal(swept.tasks, 5);
	assert_whole();
}

static void compaction_and_repair_keep_the_log(void **state)
{
	const struct rq_mending mending = { print_line, NULL, NULL, NULL };
	struct rq_compaction sizes;
	struct rq_audit_head before, after;

	need_a_file();
	(void)state;
	assert_int_equal(rq_store_audit_head(store, &before, &err), 0);
	rq_store_close(store);
	assert_int_equal(rq_store_compact(alone(), &sizes, &err), 0);
	assert_int_equal(rq_store_repair(alone(), &mending, &err), 0);
	store = open_store_with((struct rq_store_options) { 0 });
	assert_int_equal(rq_store_audit_head(store, &after, &err), 0);
	assert_string_equal(before.hash, after.hash);
	assert_whole();
}

/* --- what shows ----------------------------------------------------------------- */

static void a_changed_entry_shows(void **state)
{
	need_a_file();
	(void)state;
	for (size_t at = 0; at < 74; at += 9) { /* whichever part of it */
		struct taking entry = entry_at(7), changed = entry;
		struct rq_error first;

		if (at == 0)
			at = 1;
		changed.bytes[at] = (char)(changed.bytes[at] ^ 1);
		put_entry(7, &changed);
		assert_true(faults(&first) > 0);
		assert_non_null(strstr(first.message, "entry 7 "));
		put_entry(7, &entry);
		assert_whole();
	}
}

static void an_entry_that_was_hashed_anew_shows_at_the_next(void **state)
{
	char hash[RQ_DIGEST_SIZE];
	struct taking entry;

	need_a_file();
	(void)state;
	entry = entry_at(7);
	(void)read_log();
	entries[6].at ^= 1;
	rq_audit_hash(&entries[6], entries[5].hash, hash);
	entry.bytes[9] = (char)(entry.bytes[9] ^ 1); /* the time's last byte */
	for (size_t i = 0; i < 32; i++) {
		char digits[3] = { hash[2 * i], hash[2 * i + 1], '\0' };

		entry.bytes[74 + i] = (char)strtol(digits, NULL, 16);
	}
	put_entry(7, &entry);
	assert_shown("entry 8 does not follow");
}

static void a_missing_entry_shows(void **state)
{
	need_a_file();
	(void)state;
	remove_entry(7);
	assert_shown("entry 7 is missing");
}

static void entries_that_changed_places_show(void **state)
{
	struct taking one, other;

	need_a_file();
	(void)state;
	one = entry_at(3);
	other = entry_at(4);
	put_entry(3, &other);
	put_entry(4, &one);
	assert_shown("entry 3 does not follow");
}

static void an_end_that_was_cut_off_shows(void **state)
{
	need_a_file();
	(void)state;
	for (uint64_t number = 15; number > 12; number--)
		remove_entry(number);
	assert_shown("the last entry is 12, but 15 were written");
}

static void an_entry_that_was_put_behind_shows(void **state)
{
	struct taking last;

	need_a_file();
	(void)state;
	last = entry_at(15);
	put_entry(16, &last);
	assert_true(faults(&(struct rq_error) { 0 }) > 0);
}

static void what_is_no_entry_is_said(void **state)
{
	size_t count;

	need_a_file();
	(void)state;
	do_it((struct damage) { RQ_T_AUDIT, false, key_of(5), 8, "no entry", 8 });
	assert_int_equal(rq_store_audit(store, 0, entries, MOST, &count, &err), -1);
	assert_int_equal(err.code, RQ_DAMAGED);
	assert_non_null(strstr(err.message, "entry 5"));
}

/* As exports do, which the store does not see by itself. */
static void what_happened_outside_is_told_behind_all_else(void **state)
{
	struct rq_audit_entry told[2] = { 0 };
	char task[RQ_ID_SIZE];

	(void)state;
	make_id(task, "task", 1);
	for (int i = 0; i < 2; i++) {
		told[i].action = RQ_AUDIT_EXPORTED;
		rq_digest_copy_id(told[i].id, task);
		rq_digest_bytes(i == 0 ? "one" : "two", 3, told[i].digest);
	}
	assert_int_equal(rq_store_audit_add(store, told, 2, &err), 0);
	assert_int_equal(read_log(), 17);
	assert_whole();
	for (int i = 0; i < 2; i++) {
		assert_int_equal(entries[15 + i].action, RQ_AUDIT_EXPORTED);
		assert_string_equal(entries[15 + i].id, task);
		assert_string_equal(entries[15 + i].digest, told[i].digest);
	}
}

int main(void)
{
#define IN_LOG(test) cmocka_unit_test_setup_teardown(test, make_log, remove_store)
	const struct CMUnitTest tests[] = {
		IN_LOG(what_is_read_and_received_is_logged_in_order),
		IN_LOG(what_was_there_already_is_not_logged_again),
		IN_LOG(what_is_sent_is_logged_before_it_leaves),
		IN_LOG(a_refused_permit_is_nothing_sent),
		IN_LOG(a_decision_tells_who_by_a_fingerprint),
		IN_LOG(forgetting_adds_and_cuts_nothing),
		IN_LOG(expiry_is_logged_as_such),
		IN_LOG(compaction_and_repair_keep_the_log),
		IN_LOG(a_changed_entry_shows),
		IN_LOG(an_entry_that_was_hashed_anew_shows_at_the_next),
		IN_LOG(a_missing_entry_shows),
		IN_LOG(entries_that_changed_places_show),
		IN_LOG(an_end_that_was_cut_off_shows),
		IN_LOG(an_entry_that_was_put_behind_shows),
		IN_LOG(what_is_no_entry_is_said),
		IN_LOG(what_happened_outside_is_told_behind_all_else),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
