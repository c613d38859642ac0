/* A store under a key: what its file tells, who may open it, what damage does, other keys. */

#include "store_damage.h"

#include <fcntl.h>
#include <sys/wait.h>

#include "store/audit.h"

#define NAME "Jane Q. Zebrafish"
#define POSTING "We look for a lighthouse keeper"

/* Every table whose values are to be sealed has some here, with these words in them. */
static const char *const words[] = {
	NAME,
	POSTING,
	"notes-of-nobody",
	"zebrafish.pdf",
	"result-of-jane",
	"decided-on-jane",
	"gist-of-jane",
	"gpt-lighthouse",
	"no JSON",
};

/* --- keys ----------------------------------------------------------------------- */

static char key_path[160];

/* Keys of bytes that are all the same, most recent first. */
static struct rq_keyring *ring(const char *which)
{
	struct rq_keyring *keyring;
	FILE *file = fopen(key_path, "w");

	assert_non_null(file);
	assert_int_equal(fchmod(fileno(file), 0600), 0);
	for (; *which; which++) {
		for (int i = 0; i < 64; i++)
			assert_int_equal(fputc(*which, file), *which);
		assert_int_equal(fputc('\n', file), '\n');
	}
	assert_int_equal(fclose(file), 0);
	if (rq_keyring_read(key_path, &keyring, &err) == -1)
		fail_msg("%s", err.message);
	return keyring;
}

/* Of the store in hand; others for a while. */
static struct rq_keyring *mine;

static void use(struct rq_keyring *keyring)
{
	rq_store_close(store);
	store = NULL;
	rq_keyring_free(mine);
	mine = keyring;
}

static void open_it(void)
{
	store = open_store_with((struct rq_store_options) { .keys = mine });
}

static void assert_refused(const struct rq_keyring *keyring, const char *what)
{
	struct rq_store_options how = { .keys = keyring, .map_size = 64 << 20 };
	struct rq_error why = { 0 };
	struct rq_store *opened;

	assert_int_equal(rq_store_open(folder, &how, &opened, &why), -1);
	assert_int_equal(why.code, RQ_STORE);
	if (!strstr(why.message, what))
		fail_msg("\"%s\" does not say \"%s\"", why.message, what);
}

/* --- what is in it ----------------------------------------------------------------- */

static void put_text(enum rq_store_kind kind, const char *id, const char *text)
{
	assert_int_equal(
	    rq_store_put(store, kind, id, (struct rq_bytes) { text, strlen(text) }, &err), 0);
}

static void decide(const char *task_id)
{
	static const char decision[] = "{\"type\":\"review\",\"note\":\"decided-on-jane\"}";
	struct rq_review review = { .task_id = task_id,
				    .at = NOW + DAY,
				    .reviewer = "Rita",
				    .decision = { decision, sizeof decision - 1 } };

	assert_int_equal(rq_store_review(store, &review, 1, &err), 0);
	assert_int_equal(review.reception, RQ_REVIEW_KEPT);
}

static void finish_whole(const struct rq_task *task)
{
	struct rq_outcome outcome = { .task = task, .ending = RQ_END_DONE };

	outcome.result =
	    (struct rq_bytes) { "{\"type\":\"result\",\"text\":\"result-of-jane\"}", 41 };
	outcome.gist = (struct rq_bytes) { "gist-of-jane", 12 };
	assert_int_equal(rq_store_finish(store, &outcome, 1, NOW, &err), 0);
}

/* One task done and decided, one dead, one in a batch, one queued; a hold on the first. */
static void fill(void)
{
	static const char resume[] = "{\"type\":\"resume\",\"text\":\"" NAME "\"}";
	struct rq_batch batch = { .batch_id = "batch", .model = "gpt-lighthouse" };
	struct rq_batch_terms terms = { .lease = LEASE, .now = NOW };
	enum rq_refusal_reason why;
	struct rq_permit permit = { .need = { 1, 10, 10, 100 } };
	struct rq_task tasks[3];
	bool done;

	for (int i = 0; i < 4; i++) {
		struct rq_submission submission = make_submission(i);

		submission.resume = (struct rq_bytes) { resume, sizeof resume - 1 };
		submission.task.priority = i; /* so that the first is claimed first */
		(void)snprintf(submission.task.source, sizeof submission.task.source,
			       "%d/zebrafish.pdf", i);
		(void)enqueue_at(&submission, NOW + i);
	}
	put_text(RQ_STORED_JOB, "posting", "{\"text\":\"" POSTING "\"}");
	put_text(RQ_STORED_RECIPE, "recipe", "{\"notes\":\"notes-of-nobody\"}");
	assert_int_equal(claim_at(NOW + 4, tasks, 3), 3);
	finish_whole(&tasks[0]);
	decide(tasks[0].task_id);
	assert_true(finish_as(&tasks[1], RQ_END_DEAD, NOW));
	permit.task = &tasks[2];
	assert_int_equal(rq_store_batch_begin(store, &batch, &permit, 1, &terms, &why, &err), 0);
	assert_int_equal(rq_store_hold(store, tasks[0].task_id, false, NOW, &done, &err), 0);
	assert_sound();
}

/* Whether some bytes stand anywhere in a file, used pages and free ones. */
static bool file_has(const char *path, const char *text)
{
	FILE *file = fopen(path, "r");
	size_t size, found = 0;
	char *bytes = malloc(32 << 20);

	assert_non_null(file);
	assert_non_null(bytes);
	size = fread(bytes, 1, 32 << 20, file);
	assert_true(size > 0 && feof(file));
	(void)fclose(file);
	found = memmem(bytes, size, text, strlen(text)) != NULL;
	free(bytes);
	return found;
}

static bool store_has(const char *text)
{
	char path[300];

	(void)snprintf(path, sizeof path, "%s/data.mdb", folder);
	return file_has(path, text);
}

/* All words, or none. */
static void assert_tells(bool told)
{
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (store_has(words[i]) != told)
			fail_msg("\"%s\" is%s in the file", words[i], told ? " not" : "");
}

static char *text_of(enum rq_store_kind kind, const char *id)
{
	char *text;
	size_t length;

	if (rq_store_get(store, kind, id, &text, &length, &err) == -1)
		fail_msg("%s", err.message);
	return text;
}

/* As it was filled, whatever happened to the file since. */
static void assert_whole(void)
{
	struct rq_audit_head last = rq_audit_beginning(), head;
	struct rq_submission first = make_submission(0);
	struct rq_audit_entry entries[32];
	char *text = text_of(RQ_STORED_RESULT, first.task.task_id);
	size_t count;

	assert_non_null(strstr(text, "result-of-jane"));
	free(text);
	text = text_of(RQ_STORED_REVIEW, first.task.task_id);
	assert_non_null(strstr(text, "decided-on-jane"));
	free(text);
	text = text_of(RQ_STORED_JOB, "posting");
	assert_non_null(strstr(text, POSTING));
	free(text);
	text = text_of(RQ_STORED_RESUME, first.task.resume_id);
	assert_non_null(strstr(text, NAME));
	free(text);
	assert_int_equal(counted("tasks", "done"), 1);
	assert_int_equal(counted("tasks", "submitted"), 1);
	assert_sound();
	assert_int_equal(rq_store_audit(store, 0, entries, 32, &count, &err), 0);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(rq_audit_follow(&last, &entries[i], &err), 0);
	assert_int_equal(rq_store_audit_head(store, &head, &err), 0);
	assert_int_equal(rq_audit_close(&last, &head, &err), 0);
	assert_true(count > 5);
}

static int make_sealed(void **state)
{
	(void)make_folder(state);
	(void)snprintf(key_path, sizeof key_path, "%s/key", base);
	mine = ring("a");
	open_it();
	fill();
	return 0;
}

static int make_clear(void **state)
{
	(void)make_folder(state);
	(void)snprintf(key_path, sizeof key_path, "%s/key", base);
	mine = NULL;
	open_it();
	fill();
	return 0;
}

static int drop_all(void **state)
{
	use(NULL);
	return remove_store(state);
}

/* --- who may read it ---------------------------------------------------------------- */

static void its_file_tells_no_text(void **state)
{
	(void)state;
	assert_tells(false);
	assert_whole();
	use(ring("a"));
	open_it();
	assert_whole();
}

static void a_clear_one_tells_all(void **state)
{
	(void)state;
	assert_tells(true); /* so that the test above can fail */
}

static void without_its_key_it_is_refused(void **state)
{
	struct rq_keyring *other = ring("b");

	(void)state;
	rq_store_close(store);
	store = NULL;
	assert_refused(NULL, "encrypted: give its key (--store-key)");
	assert_refused(other, "encrypted with another key");
	rq_keyring_free(other);
	use(ring("ba"));
	open_it(); /* one of them */
	assert_whole();
}

static void a_clear_one_is_refused_with_a_key(void **state)
{
	struct rq_keyring *key = ring("a");

	(void)state;
	use(NULL);
	assert_refused(key, "not encrypted, though a key was given");
	rq_keyring_free(key);
}

static void a_new_one_is_under_the_first_key(void **state)
{
	(void)make_folder(state);
	(void)snprintf(key_path, sizeof key_path, "%s/key", base);
	use(ring("ba"));
	open_it();
	fill();
	use(ring("b"));
	open_it();
	assert_whole();
}

/* An rq that knows nothing of keys must not write clear values into it. */
static void it_has_a_format_of_its_own(void **state)
{
	static const char *const names[] = { "meta" };
	struct rq_tables_options older = { .names = names, .count = 1, .format = 5 };
	struct rq_error why = { 0 };
	struct rq_tables *tables;

	(void)state;
	use(NULL);
	assert_int_equal(rq_tables_open(folder, &older, &tables, &why), -1);
	assert_non_null(strstr(why.message, "made by a newer rq (format 6"));
}

/* --- damage ------------------------------------------------------------------------- */

/* What is done to the first value of a table, as it stands in the file. */
struct harm {
	enum rq_table_number table;
	enum { FLIP, CUT, SWAP } how;
	size_t at; /* FLIP: the byte; from the end if it is too great */
};

static int do_harm(struct rq_session *session, void *context, struct rq_error *why)
{
	const struct harm *harm = context;
	struct rq_span key, value, second;
	struct rq_table_walk walk;
	unsigned char copy[2][4096], keys[2][64];
	size_t sizes[2] = { 0 }, key_sizes[2] = { 0 }, count = 0;

	rq_txn_leave_sealed(session->txn);
	assert_int_equal(
	    rq_table_walk(session->txn, harm->table, (struct rq_span) { 0 }, &walk, why), 0);
	while (count < 2 && rq_table_next(&walk, &key, &value, why) == 1) {
		assert_true(value.size < sizeof copy[0] && key.size < sizeof keys[0]);
		memcpy(copy[count], value.data, sizes[count] = value.size);
		memcpy(keys[count], key.data, key_sizes[count] = key.size);
		count++;
	}
	rq_table_end(&walk);
	assert_true(count > (harm->how == SWAP));
	key = (struct rq_span) { keys[0], key_sizes[0] };
	value = (struct rq_span) { copy[0], sizes[0] - (harm->how == CUT) };
	if (harm->how == FLIP)
		copy[0][harm->at < sizes[0] ? harm->at : sizes[0] - 1] ^= 1;
	if (harm->how != SWAP)
		return rq_table_put(session->txn, harm->table, key, value, why);
	second = (struct rq_span) { copy[1], sizes[1] };
	return rq_table_put(session->txn, harm->table, key, second, why) == 0
		   ? rq_table_put(session->txn, harm->table,
				  (struct rq_span) { keys[1], key_sizes[1] }, value, why)
		   : -1;
}

static size_t count_wrong(void)
{
	struct rq_error why = { 0 };
	size_t wrong = 0;

	wrong_lines = 0;
	/* Where the check cannot go on, it says why. */
	return rq_store_check(store, &(struct rq_checking) { keep_line, NULL, NULL }, &wrong,
			      &why) == -1
		   ? 1
		   : wrong;
}

static void harm_it(struct harm harm)
{
	assert_int_equal(rq_session_write(rq_embedded_of(store), do_harm, &harm, &err), 0);
}

static void assert_noticed(struct harm harm)
{
	const struct rq_mending mending = { keep_line, let_go, NULL, NULL };
	const struct rq_alone it = { .where = folder, .keys = mine };

	harm_it(harm);
	if (count_wrong() == 0)
		fail_msg("%s: harm %d at %zu is not noticed", rq_table_names[harm.table],
			 (int)harm.how, harm.at);
	rq_store_close(store);
	store = NULL;
	if (rq_store_repair(&it, &mending, &err) == -1)
		fail_msg("%s: %s", rq_table_names[harm.table], err.message);
	open_it();
	assert_sound();
}

/* A new store for each harm, for a repair changes it. */
static void harm_each(int how, const size_t *places, size_t count)
{
	static const enum rq_table_number tables[] = { RQ_T_RESUMES, RQ_T_JOBS,    RQ_T_RECIPES,
						       RQ_T_TASKS,   RQ_T_RESULTS, RQ_T_REVIEWS,
						       RQ_T_GISTS,   RQ_T_BATCHES, RQ_T_HOLDS };
	void *state = NULL;

	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
		for (size_t j = 0; j < count; j++) {
			(void)make_sealed(&state);
			assert_noticed((struct harm) { tables[i], how, places[j] });
			assert_int_equal(drop_all(&state), 0);
		}
	(void)make_sealed(&state);
}

static void a_bit_that_was_changed_is_noticed_and_mended(void **state)
{
	const size_t places[] = { 0, 30, 9999 }; /* of the nonce, the text, the tag */

	assert_int_equal(drop_all(state), 0);
	harm_each(FLIP, places, 3);
}

static void a_value_that_was_cut_is_noticed_and_mended(void **state)
{
	const size_t nowhere = 0;

	assert_int_equal(drop_all(state), 0);
	harm_each(CUT, &nowhere, 1);
}

static void values_that_change_places_are_noticed(void **state)
{
	const enum rq_table_number tables[] = { RQ_T_RESUMES, RQ_T_TASKS };

	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(drop_all(state), 0);
		(void)make_sealed(state);
		assert_noticed((struct harm) { .table = tables[i], .how = SWAP });
	}
}

static void a_record_that_is_damaged_is_not_handed_out(void **state)
{
	char *text;
	size_t length;

	(void)state;
	harm_it((struct harm) { RQ_T_JOBS, FLIP, 50 });
	assert_int_equal(rq_store_get(store, RQ_STORED_JOB, "posting", &text, &length, &err), -1);
	assert_int_equal(err.code, RQ_DAMAGED);
	assert_non_null(strstr(err.message, "the job posting is damaged"));
}

static int see_hold(const struct rq_hold *hold, void *context, struct rq_error *why)
{
	(void)why;
	(void)snprintf(context, RQ_ID_SIZE, "%s", hold->id);
	return 0;
}

/* Also before a repair, and after it. */
static void a_hold_that_is_damaged_holds(void **state)
{
	const struct rq_retention how = { NOW + 365 * DAY, DAY, DAY, 0 };
	struct rq_swept swept;
	char held[RQ_ID_SIZE] = "";

	(void)state;
	for (int i = 0; i < 2; i++) {
		if (i == 0)
			assert_noticed((struct harm) { RQ_T_HOLDS, FLIP, 30 });
		else
			harm_it((struct harm) { RQ_T_HOLDS, FLIP, 30 });
		held[0] = '\0';
		assert_int_equal(rq_store_holds(store, see_hold, held, &err), 0);
		assert_string_equal(held, make_submission(0).task.task_id);
		assert_int_equal(rq_store_expire(store, &how, &swept, &err), 0);
		assert_int_equal(swept.held, 1);
	}
}

/* --- another key ------------------------------------------------------------------ */

static bool rekey(struct rq_keyring *keyring, bool decrypt)
{
	struct rq_alone it = { .where = folder };
	bool done = false;

	use(keyring);
	it.keys = mine;
	if (rq_store_rekey(&it, decrypt, &done, &err) == -1)
		fail_msg("%s", err.message);
	return done;
}

static void it_moves_to_the_first_key(void **state)
{
	struct rq_keyring *old = ring("a");

	(void)state;
	assert_true(rekey(ring("ba"), false));
	assert_refused(old, "encrypted with another key");
	rq_keyring_free(old);
	use(ring("b"));
	open_it();
	assert_whole();
	assert_tells(false);
	assert_false(rekey(ring("b"), false)); /* so already */
}

static void a_clear_one_becomes_sealed_to_the_last_byte(void **state)
{
	(void)state;
	assert_true(rekey(ring("a"), false));
	assert_tells(false);
	assert_refused(NULL, "encrypted");
	open_it();
	assert_whole();
}

static void a_sealed_one_becomes_clear_only_when_told(void **state)
{
	(void)state;
	assert_true(rekey(ring("a"), true));
	assert_false(rekey(NULL, true));
	use(NULL);
	open_it();
	assert_whole();
	assert_tells(true);
}

static void rekey_needs_a_key(void **state)
{
	struct rq_alone it = { .where = folder };
	struct rq_error why = { 0 };
	bool done;

	(void)state;
	rq_store_close(store);
	store = NULL;
	assert_int_equal(rq_store_rekey(&it, false, &done, &why), -1);
	assert_int_equal(why.code, RQ_USAGE);
	why = (struct rq_error) { 0 };
	assert_int_equal(rq_store_rekey(&it, true, &done, &why), -1);
	assert_non_null(strstr(why.message, "encrypted: give its key"));
}

static void what_is_damaged_is_not_sealed_anew(void **state)
{
	struct rq_alone it = { .where = folder };
	struct rq_error why = { 0 };
	bool done;

	(void)state;
	harm_it((struct harm) { RQ_T_RESULTS, FLIP, 50 });
	use(ring("ba"));
	it.keys = mine;
	assert_int_equal(rq_store_rekey(&it, false, &done, &why), -1);
	assert_int_equal(why.code, RQ_DAMAGED);
	use(ring("a"));
	open_it(); /* as it was */
}

static void copies_are_under_its_key(void **state)
{
	char path[160], other[160];
	struct rq_alone it = { .where = other, .keys = mine }, bare = { .where = other };
	struct rq_compaction sizes;
	struct rq_error why = { 0 };

	(void)state;
	(void)snprintf(path, sizeof path, "%s/backup", base);
	(void)snprintf(other, sizeof other, "%s/other", base);
	assert_int_equal(rq_store_backup(store, path, false, &err), 0);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		assert_false(file_has(path, words[i]));
	assert_int_equal(rq_store_restore(&bare, path, false, &why), -1);
	assert_non_null(strstr(why.message, "encrypted: give its key"));
	assert_int_equal(rq_store_restore(&it, path, false, &err), 0);
	rq_store_close(store);
	store = NULL;
	it.where = folder;
	assert_int_equal(rq_store_compact(&it, &sizes, &err), 0);
	assert_tells(false);
	(void)snprintf(folder, sizeof folder, "%s", other);
	open_it();
	assert_whole();
}

int main(void)
{
#define SEALED_TEST(name) cmocka_unit_test_setup_teardown(name, make_sealed, drop_all)
#define CLEAR_TEST(name) cmocka_unit_test_setup_teardown(name, make_clear, drop_all)
	const struct CMUnitTest tests[] = {
		SEALED_TEST(its_file_tells_no_text),
		CLEAR_TEST(a_clear_one_tells_all),
		SEALED_TEST(without_its_key_it_is_refused),
		CLEAR_TEST(a_clear_one_is_refused_with_a_key),
		cmocka_unit_test_setup_teardown(a_new_one_is_under_the_first_key, NULL, drop_all),
		SEALED_TEST(it_has_a_format_of_its_own),
		SEALED_TEST(a_bit_that_was_changed_is_noticed_and_mended),
		SEALED_TEST(a_value_that_was_cut_is_noticed_and_mended),
		SEALED_TEST(values_that_change_places_are_noticed),
		SEALED_TEST(a_record_that_is_damaged_is_not_handed_out),
		SEALED_TEST(a_hold_that_is_damaged_holds),
		SEALED_TEST(it_moves_to_the_first_key),
		CLEAR_TEST(a_clear_one_becomes_sealed_to_the_last_byte),
		SEALED_TEST(a_sealed_one_becomes_clear_only_when_told),
		SEALED_TEST(rekey_needs_a_key),
		SEALED_TEST(what_is_damaged_is_not_sealed_anew),
		SEALED_TEST(copies_are_under_its_key),
	};

	(void)unsetenv("RQ_TEST_KEY"); /* these have keys of their own */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
