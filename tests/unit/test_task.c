#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/limits.h"
#include "base/memory.h"
#include "store/owner.h"
#include "store/pack.h"

static struct rq_error err;

static int forget_error(void **state)
{
	(void)state;
	err = (struct rq_error) { 0 };
	return 0;
}

static struct rq_stored make_stored(size_t failures)
{
	struct rq_stored stored = { .ready = true, .deadline = 99, .owner = { 1, 2, 3 } };
	struct rq_task *task = &stored.task;

	(void)snprintf(task->candidate_id, RQ_ID_SIZE, "named by hand");
	(void)snprintf(task->resume_id, RQ_ID_SIZE, "0123456789abcdef0123456789abcdef");
	(void)snprintf(task->job_id, RQ_ID_SIZE, "backend");
	(void)snprintf(task->job_version, RQ_ID_SIZE, "fedcba9876543210fedcba9876543210");
	(void)snprintf(task->recipe, RQ_ID_SIZE, "00000000000000000000000000000001");
	(void)snprintf(task->engine, sizeof task->engine, "chat");
	(void)snprintf(task->model, sizeof task->model, "openai/gpt-oss-120b");
	memset(task->source, 's', sizeof task->source - 1);
	rq_task_identify(task);
	task->status = RQ_TASK_RETRY;
	task->priority = RQ_MAX_PRIORITY;
	task->attempts = 3;
	task->run_at = -5;
	task->created_at = INT64_C(1795000000000);
	task->finished_at = INT64_MAX;
	task->fence = UINT64_MAX;
	task->failures = rq_alloc(failures, sizeof *task->failures);
	task->failure_count = failures;
	for (size_t i = 0; i < failures; i++) {
		task->failures[i] = (struct rq_failure) { .at = (int64_t)i,
							  .code = RQ_BAD_ANSWER,
							  .attempt = (int)i + 1 };
		memset(task->failures[i].message, 'm', sizeof task->failures[i].message - 1);
	}
	return stored;
}

static void a_task_survives_as_bytes(void **state)
{
	unsigned char bytes[RQ_PACK_MAX];

	(void)state;
	for (size_t failures = 0; failures <= RQ_MAX_HISTORY; failures++) {
		struct rq_stored stored = make_stored(failures), back;
		struct rq_failure *were = stored.task.failures, *are;
		struct rq_span span = { bytes, rq_pack_task(&stored, bytes) };

		assert_int_equal(rq_unpack_task(span, &back, &err), 0);
		are = back.task.failures;
		for (size_t i = 0; i < failures; i++)
			assert_memory_equal(&were[i], &are[i], sizeof were[i]);
		stored.task.failures = back.task.failures = NULL;
		assert_memory_equal(&stored.task, &back.task, sizeof stored.task);
		assert_true(back.ready);
		assert_int_equal(back.deadline, 99);
		assert_true(rq_owner_same(&back.owner, &stored.owner));
		free(were);
		free(are);
	}
}

static void a_task_keeps_its_size_while_it_runs(void **state)
{
	struct rq_stored stored = make_stored(0);
	unsigned char bytes[RQ_PACK_MAX];
	size_t size = rq_pack_task(&stored, bytes);

	(void)state;
	stored.task.status = RQ_TASK_DONE;
	stored.task.attempts = 100;
	stored.owner = (struct rq_owner) { 0 };
	assert_int_equal(rq_pack_task(&stored, bytes), size);
	rq_task_free(&stored.task);
}

static void assert_noticed(unsigned char *bytes, size_t size, int change)
{
	struct rq_stored back;

	for (size_t at = 0; at < size; at++) {
		struct rq_error why = { 0 };

		bytes[at] ^= (unsigned char)change;
		assert_int_equal(rq_unpack_task((struct rq_span) { bytes, size }, &back, &why), -1);
		bytes[at] ^= (unsigned char)change;
	}
}

static void each_changed_bit_is_noticed_at_any_length(void **state)
{
	struct rq_stored stored = { 0 };
	unsigned char bytes[RQ_PACK_MAX];

	(void)state;
	for (size_t length = 0; length < 8; length++) {
		memset(stored.task.source, 'x', length);
		for (int bit = 1; bit < 256; bit *= 2)
			assert_noticed(bytes, rq_pack_task(&stored, bytes), bit);
	}
}

static void damaged_bytes_are_no_task(void **state)
{
	struct rq_stored stored = make_stored(2), back;
	unsigned char bytes[RQ_PACK_MAX], *copy;
	size_t size = rq_pack_task(&stored, bytes);

	(void)state;
	for (size_t cut = 0; cut < size; cut++) {
		copy = malloc(cut + 1); /* of that size, so that reading past it shows */
		memcpy(copy, bytes, cut);
		assert_int_equal(rq_unpack_task((struct rq_span) { copy, cut }, &back, &err), -1);
		free(copy);
	}
	for (size_t at = 0; at < size; at++) {
		bytes[at] ^= 0x40;
		assert_int_equal(rq_unpack_task((struct rq_span) { bytes, size }, &back, &err), -1);
		bytes[at] ^= 0x40;
	}
	assert_int_equal(err.code, RQ_DAMAGED);
	rq_task_free(&stored.task);
}

/* The checksum of lib/store/pack.c, for records that are wrong and carry the right sum. */
static void sum_up(unsigned char *bytes, size_t size)
{
	uint64_t sum = UINT64_C(0x9e3779b97f4a7c15) ^ size;

	for (size_t at = 0; at < size; at += 8) {
		uint64_t word = 0;

		memcpy(&word, bytes + at, size - at < 8 ? size - at : 8);
		sum = (sum ^ word) * UINT64_C(0xff51afd7ed558ccd);
		sum ^= sum >> 32;
	}
	sum = bytes[0] == 1 ? sum ^ sum >> 32 : sum * UINT64_C(0xff51afd7ed558ccd) >> 32;
	for (int i = 0; i < 4; i++)
		bytes[size + (size_t)i] = (unsigned char)(sum >> (24 - 8 * i));
}

/* Whether a task with two failures is read when its byte at that place is this one. */
static bool is_read_with(size_t place, unsigned char byte)
{
	struct rq_stored stored = make_stored(2), back;
	unsigned char bytes[RQ_PACK_MAX];
	size_t size = rq_pack_task(&stored, bytes);
	struct rq_error ignored = { 0 };
	bool read;

	bytes[place] = byte;
	sum_up(bytes, size - 4);
	read = rq_unpack_task((struct rq_span) { bytes, size }, &back, &ignored) == 0;
	if (read)
		rq_task_free(&back.task);
	rq_task_free(&stored.task);
	return read;
}

static void a_record_is_taken_only_with_what_it_may_hold(void **state)
{
	enum { VERSION, STATUS, PRIORITY, FLAGS, TEXTS, FAILURES };

	(void)state;
	assert_true(is_read_with(VERSION, 1)); /* as an rq before wrote it */
	assert_true(is_read_with(VERSION, 2));
	assert_false(is_read_with(VERSION, 0));
	assert_false(is_read_with(VERSION, 3));
	assert_true(is_read_with(STATUS, RQ_TASK_CANCELLED));
	assert_false(is_read_with(STATUS, RQ_TASK_STATUSES));
	assert_true(is_read_with(PRIORITY, RQ_MAX_PRIORITY));
	assert_false(is_read_with(PRIORITY, RQ_MAX_PRIORITY + 1));
	assert_false(is_read_with(FAILURES, 1));
	assert_false(is_read_with(FAILURES, 3));
	assert_false(is_read_with(FAILURES, RQ_MAX_HISTORY + 1));
	assert_false(is_read_with(TEXTS, 0));
}

static void a_record_with_a_text_too_long_by_one_is_none(void **state)
{
	struct rq_stored stored = make_stored(0), back;
	unsigned char bytes[RQ_PACK_MAX + 1], *text;
	size_t length = sizeof stored.task.engine - 1, size;

	(void)state;
	memset(stored.task.engine, 'E', length);
	stored.task.engine[length] = '\0';
	size = rq_pack_task(&stored, bytes);
	text = memmem(bytes, size, stored.task.engine, length);
	assert_non_null(text);
	assert_int_equal(text[-1], length);
	memmove(text + 1, text, size - (size_t)(text - bytes));
	text[-1]++;
	sum_up(bytes, size + 1 - 4);
	assert_int_equal(rq_unpack_task((struct rq_span) { bytes, size + 1 }, &back, &err), -1);
	assert_int_equal(err.code, RQ_DAMAGED);
	rq_task_free(&stored.task);
}

static void a_record_that_ends_early_is_none_whatever_its_sum(void **state)
{
	struct rq_stored stored = make_stored(1), back;
	unsigned char bytes[RQ_PACK_MAX];
	size_t size = rq_pack_task(&stored, bytes) - 4;

	(void)state;
	for (size_t cut = 1; cut < size; cut++) {
		unsigned char *copy = malloc(cut + 4); /* of that size: reading past it shows */
		struct rq_error ignored = { 0 };

		memcpy(copy, bytes, cut);
		sum_up(copy, cut);
		assert_int_equal(
		    rq_unpack_task((struct rq_span) { copy, cut + 4 }, &back, &ignored), -1);
		free(copy);
	}
	rq_task_free(&stored.task);
	rq_task_free(NULL);
}

static void the_id_is_made_of_all_that_shapes_the_answer(void **state)
{
	struct rq_stored stored = make_stored(0);
	struct rq_task *task = &stored.task, other = *task;

	(void)state;
	assert_true(rq_digest_is_id(task->task_id));
	other.priority = 0;
	(void)snprintf(other.source, sizeof other.source, "elsewhere");
	rq_task_identify(&other);
	assert_string_equal(other.task_id, task->task_id);
	for (int i = 0; i < 5; i++) {
		other = *task;
		(i == 0   ? other.candidate_id
		 : i == 1 ? other.resume_id
		 : i == 2 ? other.job_id
		 : i == 3 ? other.job_version
			  : other.recipe)[0] = 'x';
		rq_task_identify(&other);
		assert_string_not_equal(other.task_id, task->task_id);
	}
	rq_task_free(task);
}

static void states_have_names(void **state)
{
	(void)state;
	for (int i = 0; i < RQ_TASK_STATUSES; i++)
		assert_int_equal(rq_task_status_find(rq_task_status_name((enum rq_task_status)i)),
				 i);
	assert_string_equal(rq_task_status_name(RQ_TASK_DEAD), "dead");
	assert_int_equal(rq_task_status_find("asleep"), -1);
}

static void a_task_record_says_what_went_wrong(void **state)
{
	struct rq_stored stored = make_stored(2);
	json_t *record = rq_task_to_json(&stored.task, NULL);
	const char *id;

	(void)state;
	assert_string_equal(rq_json_string(record, "type"), "task");
	assert_string_equal(rq_json_string(record, "status"), "retry");
	assert_string_equal(rq_json_string(record, "created_at"), "2026-11-18T11:06:40.000Z");
	assert_int_equal(rq_json_integer(rq_json_object(record, "error"), "attempt", -1), 2);
	assert_string_equal(rq_json_string(rq_json_object(record, "error"), "code"), "bad-answer");
	assert_int_equal(rq_task_id_of(record, &id, &err), 0);
	assert_string_equal(id, stored.task.task_id);
	json_decref(record);
	record = rq_task_to_json(&stored.task, "cached");
	assert_string_equal(rq_json_string(record, "status"), "cached");
	rq_json_set_string(record, "task_id", "../../etc/passwd");
	assert_int_equal(rq_task_id_of(record, &id, &err), -1);
	assert_int_equal(err.code, RQ_BAD_RECORD);
	(void)json_object_del(record, "task_id");
	err = (struct rq_error) { 0 };
	assert_int_equal(rq_task_id_of(record, &id, &err), -1);
	json_decref(record);
	rq_task_free(&stored.task);
}

static void a_task_record_has_all_its_failures(void **state)
{
	(void)state;
	for (int failures = 0; failures <= 2; failures++) {
		struct rq_stored stored = make_stored(failures);
		json_t *record = rq_task_to_json(&stored.task, NULL);

		assert_int_equal(json_array_size(rq_json_array(record, "history")), failures);
		assert_int_equal(rq_json_object(record, "error") != NULL, failures > 0);
		json_decref(record);
		rq_task_free(&stored.task);
	}
}

static void keys_sort_like_what_they_stand_for(void **state)
{
	static const int64_t times[] = { INT64_MIN, -1, 0, 1, 255, 256, INT64_MAX };
	struct rq_key before = { .size = 0 }, key;

	(void)state;
	for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
		key = (struct rq_key) { .size = 0 };
		rq_key_time(&key, times[i]);
		assert_int_equal(rq_key_read_time(key.bytes), times[i]);
		if (i > 0)
			assert_true(memcmp(before.bytes, key.bytes, 8) < 0);
		before = key;
	}
}

/* Groups are told apart by FNV-1a (64 bits) of both texts, each with its NUL. */
static void two_texts_have_the_hash_that_is_published(void **state)
{
	(void)state;
	assert_true(rq_key_hash("one", "other") == UINT64_C(0x9edcd9fec453d807));
	assert_true(rq_key_hash("oneo", "ther") != rq_key_hash("one", "other"));
}

static void processes_are_told_apart_by_pid_and_start(void **state)
{
	struct rq_owner self = rq_owner_self(), other = self;

	(void)state;
	assert_true(self.start > 0);
	assert_false(rq_owner_is_dead(&self, &self));
	other.start++; /* the same pid, used again */
	assert_true(rq_owner_is_dead(&other, &self));
	other.host++; /* of another host nothing is certain */
	assert_false(rq_owner_is_dead(&other, &self));
	other = (struct rq_owner) { self.host, 1, 0x7ffffff0 };
	assert_true(rq_owner_is_dead(&other, &self));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_task_survives_as_bytes, forget_error),
		cmocka_unit_test_setup(a_task_keeps_its_size_while_it_runs, forget_error),
		cmocka_unit_test_setup(damaged_bytes_are_no_task, forget_error),
		cmocka_unit_test_setup(a_record_is_taken_only_with_what_it_may_hold, forget_error),
		cmocka_unit_test_setup(a_record_with_a_text_too_long_by_one_is_none, forget_error),
		cmocka_unit_test_setup(a_record_that_ends_early_is_none_whatever_its_sum,
				       forget_error),
		cmocka_unit_test_setup(each_changed_bit_is_noticed_at_any_length, forget_error),
		cmocka_unit_test_setup(the_id_is_made_of_all_that_shapes_the_answer, forget_error),
		cmocka_unit_test_setup(states_have_names, forget_error),
		cmocka_unit_test_setup(a_task_record_says_what_went_wrong, forget_error),
		cmocka_unit_test_setup(a_task_record_has_all_its_failures, forget_error),
		cmocka_unit_test_setup(keys_sort_like_what_they_stand_for, forget_error),
		cmocka_unit_test_setup(two_texts_have_the_hash_that_is_published, forget_error),
		cmocka_unit_test_setup(processes_are_told_apart_by_pid_and_start, forget_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
