#include "result/gist.h"

#include <string.h>

#include "base/limits.h"

enum { VERSION = 2, LABEL_SIZE = RQ_MAX_CENSUS_BYTES + 1, MUSTS = 62 };

/* In the order in which they are written. What is added goes to the end, with a new version. */
static const size_t texts[] = {
	offsetof(struct rq_gist, task_id), offsetof(struct rq_gist, candidate_id),
	offsetof(struct rq_gist, job_id),  offsetof(struct rq_gist, status_name),
	offsetof(struct rq_gist, name),    offsetof(struct rq_gist, source),
	offsetof(struct rq_gist, title),   offsetof(struct rq_gist, company),
	offsetof(struct rq_gist, engine),  offsetof(struct rq_gist, model),
};
static const size_t numbers[] = {
	offsetof(struct rq_gist, musts),
	offsetof(struct rq_gist, cached),
	offsetof(struct rq_gist, fallback),
	offsetof(struct rq_gist, evidence),
	offsetof(struct rq_gist, evidence_after),
	offsetof(struct rq_gist, literal),
	offsetof(struct rq_gist, literal_after),
	offsetof(struct rq_gist, ceiling),
	offsetof(struct rq_gist, edits),
	offsetof(struct rq_gist, questions),
	offsetof(struct rq_gist, terms),
	offsetof(struct rq_gist, notes),
	offsetof(struct rq_gist, new_characters),
	offsetof(struct rq_gist, attempts),
	offsetof(struct rq_gist, calls),
	offsetof(struct rq_gist, prompt_tokens),
	offsetof(struct rq_gist, cached_tokens),
	offsetof(struct rq_gist, completion_tokens),
	offsetof(struct rq_gist, reasoning_tokens),
	offsetof(struct rq_gist, cost_microusd),
	offsetof(struct rq_gist, saved_microusd),
	offsetof(struct rq_gist, latency_ms),
	offsetof(struct rq_gist, refused),
	offsetof(struct rq_gist, batch_calls),
	offsetof(struct rq_gist, created_at),
	offsetof(struct rq_gist, finished_at),
	offsetof(struct rq_gist, cache_saved_microusd), /* from version 2 on */
	offsetof(struct rq_gist, batch_saved_microusd),
};
static const size_t lists[] = {
	offsetof(struct rq_gist, gaps),
	offsetof(struct rq_gist, rules),
	offsetof(struct rq_gist, warnings),
};
enum {
	TEXTS = sizeof texts / sizeof texts[0],
	NUMBERS = sizeof numbers / sizeof numbers[0],
	LISTS = sizeof lists / sizeof lists[0],
	NUMBERS_OF_1 = NUMBERS - 2,
};

static int64_t *number_of(struct rq_gist *gist, size_t which)
{
	return (int64_t *)(void *)((char *)gist + numbers[which]);
}

static const char **text_of(struct rq_gist *gist, size_t which)
{
	return (const char **)(void *)((char *)gist + texts[which]);
}

static struct rq_texts *list_of(struct rq_gist *gist, size_t which)
{
	return (struct rq_texts *)(void *)((char *)gist + lists[which]);
}

/* --- a record to its figures --------------------------------------------------- */

static int64_t count_characters(const char *text)
{
	int64_t count = 0;

	for (; text && *text; text++)
		count += ((unsigned char)*text & 0xc0) != 0x80;
	return count;
}

static int64_t count_new(const json_t *edits)
{
	int64_t count = 0;

	for (size_t i = 0; i < json_array_size(edits); i++)
		count += count_characters(rq_json_string(json_array_get(edits, i), "after"));
	return count;
}

/* A stranger's number: below 0 it is none. */
static int64_t counted(const json_t *object, const char *key)
{
	json_int_t number = rq_json_integer(object, key, -1);

	return number < 0 ? -1 : (int64_t)number;
}

static void read_usage(const json_t *usage, struct rq_gist *gist)
{
	gist->attempts = counted(usage, "attempts");
	gist->calls = counted(usage, "calls");
	gist->prompt_tokens = counted(usage, "prompt_tokens");
	gist->cached_tokens = counted(usage, "cached_tokens");
	gist->completion_tokens = counted(usage, "completion_tokens");
	gist->reasoning_tokens = counted(usage, "reasoning_tokens");
	gist->cost_microusd = counted(usage, "cost_microusd");
	gist->saved_microusd = counted(usage, "saved_microusd");
	gist->cache_saved_microusd = counted(usage, "cache_saved_microusd");
	gist->batch_saved_microusd = counted(usage, "batch_saved_microusd");
	gist->latency_ms = counted(usage, "latency_ms");
	gist->refused = counted(usage, "refused");
	gist->batch_calls = counted(usage, "batch_calls");
}

static void read_figures(const json_t *result, const struct rq_finding *finding,
			 struct rq_gist *gist)
{
	char label[LABEL_SIZE];
	bool must;

	gist->cached = finding->cached;
	gist->fallback = finding->fallback;
	gist->evidence = finding->evidence;
	gist->evidence_after = finding->evidence_after;
	gist->literal = finding->literal;
	gist->literal_after = finding->literal_after;
	gist->ceiling = finding->ceiling;
	gist->edits = (int64_t)json_array_size(finding->edits);
	gist->questions = (int64_t)json_array_size(finding->questions);
	gist->terms = (int64_t)json_array_size(finding->terms);
	gist->notes = (int64_t)json_array_size(rq_json_array(result, "notes"));
	gist->new_characters = count_new(finding->edits);
	gist->created_at = rq_finding_time(result, "created_at");
	gist->finished_at = rq_finding_time(result, "finished_at");
	for (size_t i = 0; i < json_array_size(finding->gaps) && i < MUSTS; i++) {
		(void)rq_finding_gap(finding, i, label, sizeof label, &must);
		gist->musts |= (int64_t)must << i;
	}
	read_usage(rq_json_object(result, "usage"), gist);
}

/* --- writing -------------------------------------------------------------------- */

static int write_number(struct rq_buffer *out, int64_t number, struct rq_error *err)
{
	uint64_t left = (uint64_t)number << 1 ^ (uint64_t)(number >> 63);
	unsigned char bytes[10];
	size_t count = 0;

	for (; left >= 0x80; left >>= 7)
		bytes[count++] = (unsigned char)(left | 0x80);
	bytes[count++] = (unsigned char)left;
	return rq_buffer_append(out, bytes, count, err);
}

static int write_text(struct rq_buffer *out, const char *text, struct rq_error *err)
{
	return rq_buffer_append(out, text ? text : "", text ? strlen(text) + 1 : 1, err);
}

static size_t numbers_of(int version)
{
	return version == 1 ? NUMBERS_OF_1 : NUMBERS;
}

static int write_numbers(struct rq_buffer *out, struct rq_gist *gist, int version,
			 const struct rq_finding *finding, struct rq_error *err)
{
	const json_t *const counts[LISTS] = { finding->gaps, finding->rejected, finding->warnings };
	int result = 0;

	for (size_t i = 0; result == 0 && i < numbers_of(version); i++)
		result = write_number(out, *number_of(gist, i), err);
	for (size_t i = 0; result == 0 && i < LISTS; i++)
		result = write_number(out, (int64_t)json_array_size(counts[i]), err);
	return result;
}

static int write_texts(struct rq_buffer *out, const json_t *result,
		       const struct rq_finding *finding, struct rq_error *err)
{
	const char *const values[TEXTS] = {
		rq_json_string(result, "task_id"),
		rq_json_string(result, "candidate_id"),
		finding->job_id,
		rq_json_string(result, "status"),
		finding->name,
		finding->source,
		finding->title,
		finding->company,
		finding->engine,
		finding->model,
	};

	for (size_t i = 0; i < TEXTS; i++)
		if (write_text(out, values[i], err) == -1)
			return -1;
	return 0;
}

static int write_lists(struct rq_buffer *out, const struct rq_finding *finding,
		       struct rq_error *err)
{
	char label[LABEL_SIZE];
	int result = 0;
	bool must;

	for (size_t i = 0; result == 0 && i < json_array_size(finding->gaps); i++)
		result =
		    write_text(out, rq_finding_gap(finding, i, label, sizeof label, &must), err);
	for (size_t i = 0; result == 0 && i < json_array_size(finding->rejected); i++) {
		const char *rule = rq_json_string(json_array_get(finding->rejected, i), "rule");

		result = write_text(out, rule ? rule : "unknown", err);
	}
	for (size_t i = 0; result == 0 && i < json_array_size(finding->warnings); i++) {
		const json_t *warning = json_array_get(finding->warnings, i);
		const char *code = rq_json_string(warning, "code");

		result = write_text(out, code ? code : rq_finding_message(warning), err);
	}
	return result;
}

int rq_gist_make_like(const json_t *result, struct rq_span like, struct rq_buffer *bytes,
		      struct rq_error *err)
{
	const char version = like.size > 0 && *(const char *)like.data == 1 ? 1 : VERSION;
	struct rq_gist gist = { 0 };
	struct rq_finding finding;

	rq_finding_read(result, &finding);
	read_figures(result, &finding, &gist);
	if (rq_buffer_append(bytes, &version, 1, err) == -1 ||
	    write_numbers(bytes, &gist, version, &finding, err) == -1 ||
	    write_texts(bytes, result, &finding, err) == -1)
		return -1;
	return write_lists(bytes, &finding, err);
}

int rq_gist_make(const json_t *result, struct rq_buffer *bytes, struct rq_error *err)
{
	return rq_gist_make_like(result, (struct rq_span) { NULL, 0 }, bytes, err);
}

/* --- reading --------------------------------------------------------------------- */

struct reader {
	const char *at, *end;
	bool damaged;
};

static int64_t read_number(struct reader *in)
{
	uint64_t number = 0;

	for (int shift = 0; shift < 64 && in->at < in->end; shift += 7) {
		unsigned char byte = (unsigned char)*in->at++;

		number |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return (int64_t)(number >> 1) ^ -(int64_t)(number & 1);
	}
	in->damaged = true;
	return 0;
}

static const char *read_text(struct reader *in)
{
	const char *text = in->at;
	const char *end = memchr(text, '\0', (size_t)(in->end - text));

	if (!end) {
		in->damaged = true;
		return "";
	}
	in->at = end + 1;
	return text;
}

static void read_list(struct reader *in, struct rq_texts *list)
{
	list->first = in->at;
	for (size_t i = 0; i < list->count && !in->damaged; i++)
		(void)read_text(in);
	list->end = in->at;
}

int rq_gist_read(const char *bytes, size_t length, struct rq_gist *gist, struct rq_error *err)
{
	struct reader in = { .damaged = length == 0 || bytes[0] < 1 || bytes[0] > VERSION };
	size_t count;

	*gist = (struct rq_gist) { .bytes = bytes, .length = length };
	if (in.damaged)
		return rq_fail(err, RQ_BAD_RECORD, "no gist of a result, or of another version");
	in.at = bytes + 1;
	in.end = bytes + length;
	count = numbers_of(bytes[0]);
	for (size_t i = 0; i < NUMBERS; i++)
		*number_of(gist, i) = i < count ? read_number(&in) : -1;
	for (size_t i = 0; i < LISTS; i++)
		list_of(gist, i)->count = (size_t)read_number(&in);
	for (size_t i = 0; i < TEXTS; i++)
		*text_of(gist, i) = read_text(&in);
	for (size_t i = 0; i < LISTS; i++)
		read_list(&in, list_of(gist, i));
	if (in.damaged || in.at != in.end)
		return rq_fail(err, RQ_BAD_RECORD, "the gist of a result is damaged");
	gist->status = rq_finding_status(gist->status_name);
	gist->candidate = rq_finding_candidate(gist->name, gist->source, gist->candidate_id);
	return 0;
}

/* --- with a review ------------------------------------------------------------------ */

void rq_gist_review(struct rq_gist *gist, const json_t *review, bool declined)
{
	gist->review = review;
	if (!declined)
		return;
	gist->evidence_after = gist->evidence;
	gist->literal_after = gist->literal;
	gist->declined = gist->edits;
	gist->edits = 0;
}

int64_t rq_gist_rejected(const struct rq_gist *gist)
{
	return (int64_t)gist->rules.count + gist->declined;
}

const char *rq_texts_next(const struct rq_texts *list, const char *text)
{
	const char *next = text ? text + strlen(text) + 1 : list->first;

	return next < list->end ? next : NULL;
}
