#include "resume/redact.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"
#include "resume/fold.h"
#include "resume/leak.h"
#include "resume/persona.h"
#include "resume/sighting.h"

struct rq_redaction {
	struct rq_persona persona;
	json_t *placeholders; /* original to placeholder */
	json_t *originals;    /* and back */
	size_t given[RQ_TRAIT_COUNT];
};

struct rq_redaction *rq_redaction_new(const json_t *record)
{
	struct rq_redaction *redaction = rq_alloc(1, sizeof *redaction);

	rq_persona_init(&redaction->persona, record);
	rq_sighting_prepare(&redaction->persona);
	redaction->placeholders = json_object();
	redaction->originals = json_object();
	return redaction;
}

void rq_redaction_free(struct rq_redaction *redaction)
{
	if (!redaction)
		return;
	rq_persona_free(&redaction->persona);
	json_decref(redaction->placeholders);
	json_decref(redaction->originals);
	free(redaction);
}

/* --- out ------------------------------------------------------------------ */

/* Only what a buffer of that limit cannot hold fails, and a text is below it. */
static void append(struct rq_buffer *buffer, const char *text, size_t length)
{
	struct rq_error full = { 0 };

	(void)rq_buffer_append(buffer, text, length, &full);
}

static void append_placeholder(struct rq_redaction *redaction, enum rq_trait trait,
			       const char *text, size_t length, struct rq_buffer *out)
{
	char *original = rq_strndup(text, length), *given = NULL;
	const char *placeholder = rq_json_string(redaction->placeholders, original);

	if (!placeholder) {
		given = rq_printf("[%s-%zu]", rq_trait_name(trait), ++redaction->given[trait]);
		placeholder = given;
		rq_json_set_string(redaction->placeholders, original, placeholder);
		rq_json_set_string(redaction->originals, placeholder, original);
	}
	append(out, placeholder, strlen(placeholder));
	free(given);
	free(original);
}

/* Replaces what is seen; of placeholders only those that the text came with. */
static char *redact_once(struct rq_redaction *redaction, const char *text, bool texts, bool *found)
{
	size_t length = strlen(text), done = 0;
	struct rq_sighting sighting = { 0 };
	struct rq_folded folded;
	struct rq_buffer out;
	char *redacted;

	*found = false;
	rq_buffer_init(&out, 8 * length + RQ_KIB(1));
	rq_fold_init(&folded, text, length, false);
	while (rq_sighting_find(&redaction->persona, &folded, sighting.last, &sighting)) {
		size_t start = folded.at[sighting.first].start;
		size_t end = folded.at[sighting.last - 1].end;

		/* A character that folds to several, as "½" does, is replaced once. */
		if (end <= done || (sighting.trait == RQ_TRAIT_TEXT && !texts))
			continue;
		if (start < done)
			start = done;
		append(&out, text + done, start - done);
		append_placeholder(redaction, sighting.trait, text + start, end - start, &out);
		*found = true;
		done = end;
	}
	append(&out, text + done, length - done);
	redacted = rq_buffer_take(&out);
	rq_buffer_free(&out);
	rq_fold_free(&folded);
	return redacted;
}

/*
 * What was replaced may have kept its neighbours from being seen. A text that
 * still tells something after so many rounds was made to, and does not get past
 * the check for leaks.
 */
char *rq_redact(struct rq_redaction *redaction, const char *text)
{
	enum { ROUNDS = 5 };
	bool found;
	char *redacted = redact_once(redaction, text, true, &found);

	for (int i = 1; i < ROUNDS && found; i++) {
		char *next = redact_once(redaction, redacted, false, &found);

		free(redacted);
		redacted = next;
	}
	return redacted;
}

/* --- and back ------------------------------------------------------------- */

/* The dash of a placeholder may come back as one of another kind. */
static size_t dash_length(const char *text)
{
	static const char *const dashes[] = { "-", "‐", "‑", "‒", "–", "—", "−", "_", " " };

	for (size_t i = 0; i < sizeof dashes / sizeof dashes[0]; i++)
		if (strncmp(text, dashes[i], strlen(dashes[i])) == 0)
			return strlen(dashes[i]);
	return 0;
}

/* The original of the placeholder that text begins with, and its length; or NULL. */
static const char *find_original(const struct rq_redaction *redaction, const char *text,
				 size_t *length)
{
	size_t letters = strspn(text + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	size_t dash = dash_length(text + 1 + letters);
	const char *number = text + 1 + letters + dash;
	size_t digits = strspn(number, "0123456789");
	char name[32];

	if (letters == 0 || dash == 0 || digits == 0 || number[digits] != ']' ||
	    letters + digits + 4 > sizeof name)
		return NULL;
	(void)snprintf(name, sizeof name, "[%.*s-%.*s]", (int)letters, text + 1, (int)digits,
		       number);
	*length = (size_t)(number - text) + digits + 1;
	return rq_json_string(redaction->originals, name);
}

struct restoring {
	const struct rq_redaction *redaction;
	size_t bytes; /* of all strings so far */
	struct rq_error *err;
};

static int restore_text(struct restoring *restoring, const char *text, json_t **restored)
{
	struct rq_buffer out;
	int result = 0;

	rq_buffer_init(&out, RQ_MAX_ANSWER_BYTES - restoring->bytes);
	while (*text && result == 0) {
		size_t plain = strcspn(text, "["), length = 0;
		const char *original = NULL;

		if (text[plain])
			original = find_original(restoring->redaction, text + plain, &length);
		if (text[plain] && !original)
			plain++;
		result = rq_buffer_append(&out, text, plain, restoring->err);
		if (result == 0 && original)
			result = rq_buffer_append_text(&out, original, restoring->err);
		text += plain + (original ? length : 0);
	}
	restoring->bytes += out.length;
	*restored = result == 0 ? json_string(out.data) : NULL;
	rq_buffer_free(&out);
	return result;
}

static int restore_value(struct restoring *restoring, json_t *value);

/* *restored is NULL when the value stays as it is. */
static int restore_member(struct restoring *restoring, json_t *value, json_t **restored)
{
	*restored = NULL;
	if (!json_is_string(value))
		return restore_value(restoring, value);
	return restore_text(restoring, json_string_value(value), restored);
}

static int restore_value(struct restoring *restoring, json_t *value)
{
	json_t *member, *restored;
	const char *key;
	size_t i;

	json_array_foreach (value, i, member) {
		if (restore_member(restoring, member, &restored) == -1)
			return -1;
		if (restored)
			(void)json_array_set_new(value, i, restored);
	}
	json_object_foreach (value, key, member) {
		if (restore_member(restoring, member, &restored) == -1)
			return -1;
		if (restored)
			rq_json_set_take(value, key, restored);
	}
	return 0;
}

int rq_redaction_restore(const struct rq_redaction *redaction, json_t *value, struct rq_error *err)
{
	struct rq_error failure = { 0 };
	struct restoring restoring = { redaction, 0, &failure };

	if (restore_value(&restoring, value) == 0)
		return 0;
	return rq_fail(err, RQ_BAD_ANSWER,
		       "with the candidate's data in it the answer is larger than %zu KiB",
		       RQ_MAX_ANSWER_BYTES >> 10);
}

bool rq_redaction_leaks(const struct rq_redaction *redaction, const char *frame,
			size_t frame_length, const char *bytes, size_t length, const char **what)
{
	const char *kind = rq_leak_find(&redaction->persona, frame, frame_length, bytes, length);

	if (kind)
		*what = kind;
	return kind != NULL;
}
