#include "store_fixture.h"

#include "base/memory.h"
#include "report.h"
#include "report/table.h"
#include "review/reviewed.h"
#include "store/embedded.h"
#include "store/kept_gist.h"

/* The first record of the file. */
static json_t *first_of_file(const char *path)
{
	FILE *file = fopen(path, "r");
	struct rq_error failure = { 0 };
	char *line = NULL;
	size_t size = 0;
	ssize_t length;
	json_t *record;

	assert_non_null(file);
	length = getline(&line, &size, file);
	assert_true(length > 0);
	assert_works(rq_json_parse_object(line, (size_t)length, &record, &failure), failure);
	(void)fclose(file);
	free(line);
	return record;
}

static struct rq_buffer gist_of(const json_t *record, struct rq_gist *gist)
{
	struct rq_error failure = { 0 };
	struct rq_buffer bytes;

	rq_buffer_init(&bytes, RQ_MAX_GIST_BYTES);
	assert_works(rq_gist_make(record, &bytes, &failure), failure);
	assert_works(rq_gist_read(bytes.data, bytes.length, gist, &failure), failure);
	return bytes;
}

static void it_says_what_the_record_says(void **state)
{
	json_t *record = first_of_file(MIXED);
	const json_t *basics = rq_json_object(rq_json_object(record, "resume"), "basics");
	struct rq_finding finding;
	struct rq_gist gist;
	struct rq_buffer bytes = gist_of(record, &gist);

	(void)state;
	rq_finding_read(record, &finding);
	assert_string_equal(gist.task_id, rq_json_string(record, "task_id"));
	assert_string_equal(gist.candidate, rq_json_string(basics, "name"));
	assert_string_equal(gist.status_name, rq_json_string(record, "status"));
	assert_string_equal(gist.title, finding.title);
	assert_int_equal(gist.evidence, finding.evidence);
	assert_int_equal(gist.literal_after, finding.literal_after);
	assert_int_equal(gist.edits, json_array_size(finding.edits));
	assert_int_equal(gist.rules.count, json_array_size(finding.rejected));
	assert_int_equal(gist.gaps.count, json_array_size(finding.gaps));
	assert_int_equal(gist.finished_at, rq_finding_time(record, "finished_at"));
	assert_true(bytes.length * 4 < (size_t)json_dumpb(record, NULL, 0, 0));
	rq_buffer_free(&bytes);
	json_decref(record);
}

static void gaps_keep_their_order_and_their_kind(void **state)
{
	static const char text[] =
	    "{\"score\":{\"gaps\":[\"a\",\"b\",\"c\"],\"terms\":["
	    "{\"req\":\"b\",\"kind\":\"must\",\"any\":[\"Kafka\",\"Pulsar\"]},"
	    "{\"req\":\"a\",\"kind\":\"nice\",\"any\":[\"Helm\"]}]}}";
	struct rq_error failure = { 0 };
	struct rq_buffer bytes;
	struct rq_gist gist;
	const char *gap;
	json_t *record;

	(void)state;
	assert_works(rq_json_parse_object(text, sizeof text - 1, &record, &failure), failure);
	bytes = gist_of(record, &gist);
	assert_string_equal(gap = rq_texts_next(&gist.gaps, NULL), "Helm");
	assert_string_equal(gap = rq_texts_next(&gist.gaps, gap), "Kafka or Pulsar");
	assert_string_equal(gap = rq_texts_next(&gist.gaps, gap), "c");
	assert_null(rq_texts_next(&gist.gaps, gap));
	assert_int_equal(gist.musts, 2);
	assert_string_equal(gist.candidate, "unknown");
	assert_int_equal(gist.evidence, RQ_FINDING_NO_SCORE);
	assert_int_equal(gist.prompt_tokens, -1);
	rq_buffer_free(&bytes);
	json_decref(record);
}

/* Every cut and every changed byte: refused, or read without leaving the bytes (ASan sees). */
static void damaged_bytes_are_refused_or_read_within(void **state)
{
	json_t *record = first_of_file(MIXED);
	struct rq_gist gist;
	struct rq_buffer bytes = gist_of(record, &gist);
	size_t refused = 0;

	(void)state;
	for (size_t cut = 0; cut < bytes.length; cut++) {
		struct rq_error failure = { 0 };
		char *exact = malloc(cut + 1); /* the end is where ASan expects it */

		memcpy(exact + 1, bytes.data, cut);
		assert_fails(rq_gist_read(exact + 1, cut, &gist, &failure), failure, RQ_BAD_RECORD);
		free(exact);
	}
	for (size_t i = 0; i < bytes.length; i++) {
		struct rq_error failure = { 0 };
		char *exact = malloc(bytes.length);

		memcpy(exact, bytes.data, bytes.length);
		exact[i] = (char)(exact[i] ^ 0xff);
		refused += rq_gist_read(exact, bytes.length, &gist, &failure) == -1;
		for (const char *text = NULL;
		     failure.code == RQ_OK && (text = rq_texts_next(&gist.gaps, text));)
			assert_true(strlen(text) < bytes.length);
		free(exact);
	}
	assert_true(refused > 0);
	rq_buffer_free(&bytes);
	json_decref(record);
}

static size_t end_of_number(const struct rq_buffer *bytes, size_t at)
{
	while ((unsigned char)bytes->data[at] >= 0x80)
		at++;
	return at + 1;
}

/* Version 1 had the first 26 numbers only. */
static void one_of_before_is_read_as_far_as_it_goes(void **state)
{
	json_t *record = json_loads("{\"task_id\":\"t\",\"usage\":{\"saved_microusd\":700,"
				    "\"cache_saved_microusd\":300,\"batch_saved_microusd\":400}}",
				    0, NULL);
	struct rq_error failure = { 0 };
	struct rq_gist gist;
	struct rq_buffer bytes = gist_of(record, &gist), again;
	size_t at = 1, end;

	(void)state;
	assert_int_equal(gist.cache_saved_microusd, 300);
	assert_int_equal(gist.batch_saved_microusd, 400);
	for (int i = 0; i < 26; i++)
		at = end_of_number(&bytes, at);
	end = end_of_number(&bytes, end_of_number(&bytes, at));
	memmove(bytes.data + at, bytes.data + end, bytes.length - end);
	bytes.data[0] = 1;
	assert_works(rq_gist_read(bytes.data, bytes.length - (end - at), &gist, &failure), failure);
	assert_string_equal(gist.task_id, "t");
	assert_int_equal(gist.saved_microusd, 700);
	assert_int_equal(gist.cache_saved_microusd, -1);
	assert_int_equal(gist.batch_saved_microusd, -1);
	/* and made, to hold one of then against it */
	rq_buffer_init(&again, RQ_MAX_GIST_BYTES);
	assert_works(
	    rq_gist_make_like(record, (struct rq_span) { bytes.data, 1 }, &again, &failure),
	    failure);
	assert_int_equal(again.length, bytes.length - (end - at));
	assert_memory_equal(again.data, bytes.data, again.length);
	rq_buffer_free(&again);
	rq_buffer_free(&bytes);
	json_decref(record);
}

static void one_that_is_too_long_is_none(void **state)
{
	char *name = rq_alloc(RQ_MAX_GIST_BYTES + 1, 1);
	struct rq_error failure = { 0 };
	struct rq_buffer bytes;
	json_t *record;

	(void)state;
	memset(name, 'x', RQ_MAX_GIST_BYTES);
	record = json_pack("{s:{s:{s:s}}}", "resume", "basics", "name", name);
	rq_buffer_init(&bytes, RQ_MAX_GIST_BYTES);
	assert_fails(rq_gist_make(record, &bytes, &failure), failure, RQ_TOO_LARGE);
	rq_buffer_free(&bytes);
	json_decref(record);
	free(name);
}

/* --- in a store ----------------------------------------------------------------- */

/* With the record as the task's result: it says so of itself. */
static void finish_with(const struct rq_task *task, json_t *record, struct rq_bytes gist,
			int64_t now)
{
	struct rq_outcome outcome = { .task = task, .ending = RQ_END_DONE, .gist = gist };
	char *text;

	rq_json_set_string(record, "task_id", task->task_id);
	text = rq_json_text(record, 0);
	outcome.result = (struct rq_bytes) { text, strlen(text) };
	assert_int_equal(rq_store_finish(store, &outcome, 1, now, &err), 0);
	free(text);
}

static int count_records(const json_t *record, const struct rq_gist *gist, void *context,
			 struct rq_error *failure)
{
	size_t *counts = context; /* results by gist alone, results read whole, with a review */

	(void)failure;
	assert_non_null(gist);
	counts[record ? 1 : 0]++;
	counts[2] += gist->review != NULL;
	return 0;
}

static void assert_gathered(size_t by_gist, size_t whole, size_t reviewed)
{
	struct rq_filter filter = { .status = -1 };
	size_t counts[3] = { 0 };

	assert_works(rq_gather(store, &filter, count_records, counts, &err), err);
	assert_int_equal(counts[0], by_gist);
	assert_int_equal(counts[1], whole);
	assert_int_equal(counts[2], reviewed);
	assert_sound();
}

/* As an rq that knows no gists would leave it: that of an earlier result. */
static int leave_old_gist(struct rq_session *session, void *context, struct rq_error *failure)
{
	return rq_kept_gist_keep(session->txn, 1, NOW, *(struct rq_bytes *)context, failure);
}

static void a_store_tells_of_results_by_their_gist(void **state)
{
	static const char text[] = "{\"type\":\"result\",\"v\":1,\"status\":\"ok\"}";
	static const char decision[] = "{\"type\":\"decision\",\"decision\":\"approved\"}";
	json_t *record = json_loads(text, 0, NULL);
	struct rq_submission again;
	struct rq_gist gist;
	struct rq_buffer bytes = gist_of(record, &gist);
	struct rq_task task;
	struct rq_review review = { .at = NOW + MINUTE,
				    .decision = { decision, sizeof decision - 1 } };

	(void)state;
	enqueue_many(1, 1);
	task = claim_one_at(NOW);
	finish_with(&task, record, (struct rq_bytes) { bytes.data, bytes.length }, NOW);
	assert_gathered(1, 0, 0);
	review.task_id = task.task_id;
	assert_int_equal(rq_store_review(store, &review, 1, &err), 0);
	assert_gathered(1, 0, 1);

	/* The next result comes without: the gist of the one before must not stand for it. */
	rq_task_free(&task);
	again = make_submission(1);
	assert_int_equal(enqueue_as(&again, (struct rq_enqueue_options) { .now = NOW + MINUTE,
									  .ttl = DAY,
									  .force = true }),
			 RQ_ADMITTED);
	task = claim_one_at(NOW + MINUTE);
	finish_with(&task, record, (struct rq_bytes) { NULL, 0 }, NOW + MINUTE);
	assert_gathered(0, 1, 0);
	assert_int_equal(rq_session_write(rq_embedded_of(store), leave_old_gist,
					  &(struct rq_bytes) { bytes.data, bytes.length }, &err),
			 0);
	assert_gathered(0, 1, 0);
	rq_task_free(&task);
	rq_buffer_free(&bytes);
	json_decref(record);
}

static int keep_row(const json_t *record, const struct rq_gist *gist, void *context,
		    struct rq_error *failure)
{
	(void)record;
	(void)failure;
	rq_table_result(gist, context);
	return 0;
}

/* A rejected result, told by its gist and read whole, is the same row. */
static void a_rejected_result_is_the_same_either_way(void **state)
{
	static const char decision[] = "{\"type\":\"decision\",\"decision\":\"rejected\"}";
	static struct rq_table_row small, whole;
	struct rq_submission submission = make_submission(1);
	struct rq_filter filter = { .status = -1 };
	json_t *record = first_of_file(MIXED), *reviewed;
	char *text;
	struct rq_gist gist;
	struct rq_buffer bytes;
	struct rq_review review = { .at = NOW + MINUTE,
				    .decision = { decision, sizeof decision - 1 } };
	struct rq_task task;

	(void)state;
	rq_json_set_string(record, "task_id", submission.task.task_id);
	rq_json_set_string(record, "resume_id", submission.task.resume_id);
	bytes = gist_of(record, &gist);
	assert_true(gist.edits > 0);
	text = rq_json_text(record, 0);
	submission.resume = (struct rq_bytes) { text, strlen(text) }; /* it has "resume", too */
	assert_int_equal(enqueue_at(&submission, NOW), RQ_ADMITTED);
	task = claim_one_at(NOW);
	finish_with(&task, record, (struct rq_bytes) { bytes.data, bytes.length }, NOW);
	review.task_id = task.task_id;
	assert_int_equal(rq_store_review(store, &review, 1, &err), 0);
	rq_task_free(&task);
	task = task_of(review.task_id);
	assert_works(rq_gather(store, &filter, keep_row, &small, &err), err);
	assert_works(rq_reviewed_result(store, &task, &reviewed, &err), err);
	assert_works(rq_gather_record(reviewed, keep_row, &whole, &err), err);
	for (size_t i = 0; i < RQ_COLUMNS; i++) {
		assert_int_equal(small.cell[i].empty, whole.cell[i].empty);
		assert_int_equal(small.cell[i].number, whole.cell[i].number);
		assert_string_equal(small.cell[i].text, whole.cell[i].text);
	}
	rq_task_free(&task);
	rq_buffer_free(&bytes);
	json_decref(reviewed);
	json_decref(record);
	free(text);
}

/* The task is done, with a record that names another. */
static int swap_result(const struct rq_task *task, const json_t *record)
{
	char *text = rq_json_text(record, 0);
	struct rq_outcome outcome = { .task = task,
				      .ending = RQ_END_DONE,
				      .result = { text, strlen(text) } };
	int result = rq_store_finish(store, &outcome, 1, NOW, &err);

	free(text);
	return result;
}

/* Results, and errors that say that one is damaged. */
static int sort_out(const json_t *record, const struct rq_gist *gist, void *context,
		    struct rq_error *failure)
{
	size_t *counts = context;
	const char *code = rq_json_string(record, "code");

	(void)failure;
	counts[0] += gist != NULL;
	counts[1] += code && strcmp(code, rq_code_name(RQ_DAMAGED)) == 0;
	return 0;
}

/* As somebody could do it on a server: nobody is given what is another's. */
static void a_record_of_another_is_given_to_nobody(void **state)
{
	json_t *record = json_pack("{s:s, s:i}", "type", "result", "v", 1), *got = NULL;
	struct rq_filter filter = { .status = -1 };
	size_t counts[2] = { 0 };
	struct rq_task one, other;

	(void)state;
	enqueue_many(1, 2);
	one = claim_one_at(NOW);
	other = claim_one_at(NOW);
	finish_with(&one, record, (struct rq_bytes) { NULL, 0 }, NOW);
	assert_works(rq_reviewed_result(store, &one, &got, &err), err);
	json_decref(got);
	assert_int_equal(swap_result(&other, record), 0);
	assert_fails(rq_reviewed_result(store, &other, &got, &err), err, RQ_DAMAGED);
	assert_null(got);
	assert_works(rq_gather(store, &filter, sort_out, counts, &err), err);
	assert_int_equal(counts[0], 1); /* of the other task only that it is damaged */
	assert_int_equal(counts[1], 1);
	rq_task_free(&one);
	rq_task_free(&other);
	json_decref(record);
}

static void a_gist_that_cannot_be_read_is_none(void **state)
{
	json_t *record = json_pack("{s:s, s:i}", "type", "result", "v", 1);
	struct rq_task task;

	(void)state;
	enqueue_many(1, 1);
	task = claim_one_at(NOW);
	finish_with(&task, record, (struct rq_bytes) { "\x7fnew", 4 }, NOW);
	assert_gathered(0, 1, 0);
	rq_task_free(&task);
	json_decref(record);
}

static int damage_review(struct rq_session *session, void *context, struct rq_error *failure)
{
	struct rq_key key = { .size = 0 };

	rq_key_number(&key, 2);
	return rq_table_put(session->txn, RQ_T_REVIEWS, rq_key_span(&key),
			    *(struct rq_span *)context, failure);
}

/* Cut short, and no JSON behind its time. */
static void a_damaged_review_is_an_error_of_its_task_alone(void **state)
{
	struct rq_span broken[] = { { "1234", 4 }, { "12345678{", 9 } };
	json_t *record = json_pack("{s:s, s:i}", "type", "result", "v", 1);
	struct rq_filter filter = { .status = -1 };
	struct rq_gist gist;
	struct rq_buffer bytes = gist_of(record, &gist);

	(void)state;
	enqueue_many(1, 3);
	for (int i = 0; i < 3; i++) {
		struct rq_task task = claim_one_at(NOW);

		finish_with(&task, record, (struct rq_bytes) { bytes.data, bytes.length }, NOW);
		rq_task_free(&task);
	}
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		size_t counts[2] = { 0 };

		assert_int_equal(
		    rq_session_write(rq_embedded_of(store), damage_review, &broken[i], &err), 0);
		assert_works(rq_gather(store, &filter, sort_out, counts, &err), err);
		assert_int_equal(counts[0], 2);
		assert_int_equal(counts[1], 1);
	}
	rq_buffer_free(&bytes);
	json_decref(record);
}

static int damage_task(struct rq_session *session, void *context, struct rq_error *failure)
{
	struct rq_key key = { .size = 0 };

	(void)context;
	rq_key_number(&key, 2);
	return rq_table_put(session->txn, RQ_T_TASKS, rq_key_span(&key),
			    (struct rq_span) { "nonsense", 8 }, failure);
}

static void a_damaged_task_is_one_error_among_the_others(void **state)
{
	json_t *record = json_pack("{s:s, s:i}", "type", "result", "v", 1);
	struct rq_filter filter = { .status = -1 };
	struct rq_gist gist;
	struct rq_buffer bytes = gist_of(record, &gist);
	size_t counts[2] = { 0 };

	(void)state;
	enqueue_many(1, 3);
	for (int i = 0; i < 3; i++) {
		struct rq_task task = claim_one_at(NOW);

		finish_with(&task, record, (struct rq_bytes) { bytes.data, bytes.length }, NOW);
		rq_task_free(&task);
	}
	assert_int_equal(rq_session_write(rq_embedded_of(store), damage_task, NULL, &err), 0);
	assert_works(rq_gather(store, &filter, sort_out, counts, &err), err);
	assert_int_equal(counts[0], 2);
	assert_int_equal(counts[1], 1);
	rq_buffer_free(&bytes);
	json_decref(record);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_says_what_the_record_says),
		cmocka_unit_test(gaps_keep_their_order_and_their_kind),
		cmocka_unit_test(damaged_bytes_are_refused_or_read_within),
		cmocka_unit_test(one_of_before_is_read_as_far_as_it_goes),
		cmocka_unit_test(one_that_is_too_long_is_none),
		cmocka_unit_test_setup_teardown(a_store_tells_of_results_by_their_gist, make_store,
						remove_store),
		cmocka_unit_test_setup_teardown(a_rejected_result_is_the_same_either_way,
						make_store, remove_store),
		cmocka_unit_test_setup_teardown(a_record_of_another_is_given_to_nobody, make_store,
						remove_store),
		cmocka_unit_test_setup_teardown(a_gist_that_cannot_be_read_is_none, make_store,
						remove_store),
		cmocka_unit_test_setup_teardown(a_damaged_review_is_an_error_of_its_task_alone,
						make_store, remove_store),
		cmocka_unit_test_setup_teardown(a_damaged_task_is_one_error_among_the_others,
						make_store, remove_store),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
