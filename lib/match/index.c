#include "match/index.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "match/mention.h"

enum { SHOWN = 1000, STUDIED = 800, CLAIMED = 600, NAMED = 400 };

/* One step of a path: a member or an element of what its parent is. */
struct rq_step {
	size_t parent;   /* 0: the document, which is step 0 */
	const char *key; /* NULL: an element */
	size_t number;
};

struct rq_leaf {
	size_t start; /* in the text */
	size_t step;
	int worth;
	bool prose;
};

/* What holds for the strings below a place. */
struct context {
	size_t step;
	int worth;
	bool prose;
};

static bool is_any(const char *key, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(key, *list) == 0)
			return true;
	return false;
}

/* Members that say who or when, not what somebody can do. */
static bool is_skipped(const char *key)
{
	static const char *const skipped[] = { "url",       "email",   "phone",       "image",
					       "startDate", "endDate", "releaseDate", "date",
					       "profiles",  "address", "postalCode",  "countryCode",
					       "meta",      "$schema", NULL };

	return is_any(key, skipped);
}

static bool is_name_of_place(const char *key)
{
	static const char *const names[] = { "organization", "institution", "entity",
					     "location",     "company",     NULL };

	return is_any(key, names);
}

static int worth_of_section(const char *key)
{
	static const char *const shown[] = { "work", "projects", "volunteer", "certificates",
					     NULL };

	if (is_any(key, shown))
		return SHOWN;
	if (strcmp(key, "education") == 0)
		return STUDIED;
	return strcmp(key, "skills") == 0 ? CLAIMED : NAMED;
}

static size_t push_step(struct rq_index *index, size_t parent, const char *key, size_t number)
{
	index->step =
	    rq_grow(index->step, index->steps, &index->step_capacity, sizeof *index->step);
	index->step[index->steps] = (struct rq_step) { parent, key, number };
	return index->steps++;
}

static void add_leaf(struct rq_index *index, const json_t *string, const struct context *context)
{
	struct rq_error ignored = { 0 };
	size_t start = index->text.length;

	/* A line of NDJSON is longer than its strings, so all that came in one fits. */
	if (rq_buffer_append(&index->text, json_string_value(string), json_string_length(string),
			     &ignored) == -1 ||
	    rq_buffer_append(&index->text, "\n", 1, &ignored) == -1)
		return;
	index->leaf =
	    rq_grow(index->leaf, index->leaves, &index->leaf_capacity, sizeof *index->leaf);
	index->leaf[index->leaves++] =
	    (struct rq_leaf) { start, context->step, context->worth, context->prose };
}

/* Jansson iterates over what is not const only; nothing here changes it. */
static void *first_member(const json_t *object)
{
	union {
		const json_t *given;
		json_t *wanted;
	} both = { .given = object };

	return json_object_iter(both.wanted);
}

static void *next_member(const json_t *object, void *at)
{
	union {
		const json_t *given;
		json_t *wanted;
	} both = { .given = object };

	return json_object_iter_next(both.wanted, at);
}

static void add(struct rq_index *index, const json_t *value, const struct context *context);

static void add_member(struct rq_index *index, const char *key, const json_t *value,
		       const struct context *context)
{
	struct context below = *context;

	if (is_skipped(key))
		return;
	if (is_name_of_place(key))
		below.worth = NAMED;
	if (strcmp(key, "keywords") == 0)
		below.prose = false;
	below.step = push_step(index, context->step, key, 0);
	add(index, value, &below);
}

static void add(struct rq_index *index, const json_t *value, const struct context *context)
{
	if (json_is_string(value)) {
		add_leaf(index, value, context);
	} else if (json_is_array(value)) {
		struct context below = *context;
		const json_t *element;
		size_t i;

		json_array_foreach (value, i, element) {
			below.step = push_step(index, context->step, NULL, i);
			add(index, element, &below);
		}
	} else if (json_is_object(value)) {
		for (void *at = first_member(value); at; at = next_member(value, at))
			add_member(index, json_object_iter_key(at), json_object_iter_value(at),
				   context);
	}
}

/* An employer's name is the member "name" of work, but only of work. */
static void add_work(struct rq_index *index, const json_t *work, const struct context *context)
{
	const json_t *entry;
	size_t i;

	json_array_foreach (work, i, entry) {
		struct context below = *context;
		const json_t *name = json_object_get(entry, "name");

		below.step = push_step(index, context->step, NULL, i);
		for (void *at = first_member(entry); at; at = next_member(entry, at)) {
			below.worth = json_object_iter_value(at) == name ? NAMED : SHOWN;
			add_member(index, json_object_iter_key(at), json_object_iter_value(at),
				   &below);
		}
	}
}

/* Who somebody is stays out; what they say of themselves is a claim. */
static void add_basics(struct rq_index *index, const json_t *basics, size_t step)
{
	static const char *const claims[] = { "label", "summary", NULL };

	for (const char *const *claim = claims; *claim; claim++) {
		const json_t *value = json_object_get(basics, *claim);
		struct context context = { 0, CLAIMED, true };

		context.step = push_step(index, step, *claim, 0);
		if (json_is_string(value))
			add_leaf(index, value, &context);
	}
}

static void add_document(struct rq_index *index, const json_t *resume)
{
	(void)push_step(index, 0, "", 0);
	for (void *at = first_member(resume); at; at = next_member(resume, at)) {
		const char *key = json_object_iter_key(at);
		const json_t *value = json_object_iter_value(at);
		struct context context = { 0, worth_of_section(key), strcmp(key, "skills") != 0 };

		if (is_skipped(key))
			continue;
		context.step = push_step(index, 0, key, 0);
		if (strcmp(key, "basics") == 0)
			add_basics(index, value, context.step);
		else if (strcmp(key, "work") == 0 && json_is_array(value))
			add_work(index, value, &context);
		else
			add(index, value, &context);
	}
}

static void link_parts(struct rq_index *index)
{
	size_t leaf = 0;

	for (index->heads = 256; index->heads < index->parts.count * 2;)
		index->heads *= 2;
	index->head = rq_alloc(index->heads, sizeof *index->head);
	index->next = rq_alloc(index->parts.count, sizeof *index->next);
	index->leaf_of = rq_alloc(index->parts.count, sizeof *index->leaf_of);
	for (size_t i = 0; i < index->parts.count; i++) {
		while (leaf + 1 < index->leaves &&
		       index->leaf[leaf + 1].start <= index->parts.token[i].start)
			leaf++;
		index->leaf_of[i] = (unsigned)leaf;
	}
	/* From the end, so that each chain is in the order of the document. */
	for (size_t i = index->parts.count; i-- > 0;) {
		unsigned *head = &index->head[index->parts.token[i].hash & (index->heads - 1)];

		index->next[i] = *head;
		*head = (unsigned)i + 1;
	}
}

void rq_index_init(struct rq_index *index, const json_t *resume)
{
	*index = (struct rq_index) { 0 };
	rq_buffer_init(&index->text, RQ_MAX_RECORD_BYTES);
	add_document(index, resume);
	rq_tokens_init_parts(&index->parts, index->text.data);
	link_parts(index);
}

void rq_index_free(struct rq_index *index)
{
	rq_buffer_free(&index->text);
	rq_tokens_free(&index->parts);
	free(index->next);
	free(index->head);
	free(index->leaf_of);
	free(index->leaf);
	free(index->step);
	*index = (struct rq_index) { 0 };
}

bool rq_index_has(const struct rq_index *index, uint64_t hash)
{
	unsigned i = index->head[hash & (index->heads - 1)];

	while (i > 0 && index->parts.token[i - 1].hash != hash)
		i = index->next[i - 1];
	return i > 0;
}

static bool is_spelled(const struct rq_index *index, size_t at, size_t count,
		       const char *const *spellings)
{
	const struct rq_token *first = &index->parts.token[at], *last = first + count - 1;

	if (!spellings)
		return true;
	for (; *spellings; spellings++)
		if (rq_mention_is_as_spelled(index->text.data, first->start, last->end, *spellings))
			return true;
	return false;
}

int rq_index_best(const struct rq_index *index, const struct rq_tokens *phrase,
		  const char *const *spellings, size_t *leaf)
{
	int best = 0;

	if (phrase->count == 0)
		return 0;
	for (unsigned i = index->head[phrase->token[0].hash & (index->heads - 1)]; i > 0;
	     i = index->next[i - 1]) {
		size_t at = i - 1;
		const struct rq_leaf *here = &index->leaf[index->leaf_of[at]];

		if (here->worth <= best || !rq_tokens_match_at(&index->parts, at, phrase) ||
		    index->leaf_of[at + phrase->count - 1] != index->leaf_of[at] ||
		    !rq_tokens_stand_free(&index->parts, at, phrase->count) ||
		    (here->prose && !is_spelled(index, at, phrase->count, spellings)))
			continue;
		best = here->worth;
		*leaf = index->leaf_of[at];
	}
	return best;
}

/* Appends one step, with ~ and / escaped. */
static void append_step(struct rq_buffer *buffer, const struct rq_step *step)
{
	struct rq_error ignored = { 0 };

	if (!step->key) {
		(void)rq_buffer_append_format(buffer, &ignored, "/%zu", step->number);
		return;
	}
	(void)rq_buffer_append(buffer, "/", 1, &ignored);
	for (const char *c = step->key; *c; c++) {
		const char *sign = *c == '~' ? "~0" : *c == '/' ? "~1" : c;

		(void)rq_buffer_append(buffer, sign, sign == c ? 1 : 2, &ignored);
	}
}

char *rq_index_pointer(const struct rq_index *index, size_t leaf)
{
	size_t path[RQ_MAX_JSON_DEPTH + 1], depth = 0;
	struct rq_buffer buffer;
	char *pointer;

	for (size_t at = index->leaf[leaf].step; at > 0 && depth <= RQ_MAX_JSON_DEPTH;
	     at = index->step[at].parent)
		path[depth++] = at;
	rq_buffer_init(&buffer, RQ_MAX_RECORD_BYTES);
	while (depth > 0)
		append_step(&buffer, &index->step[path[--depth]]);
	pointer = rq_buffer_take(&buffer);
	rq_buffer_free(&buffer);
	return pointer;
}
