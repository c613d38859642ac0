#include "resume/twin.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"

struct rq_twins {
	json_t *met; /* key: resume_id */
};

struct rq_twins *rq_twins_new(void)
{
	struct rq_twins *twins = rq_alloc(1, sizeof *twins);

	twins->met = json_object();
	return twins;
}

void rq_twins_free(struct rq_twins *twins)
{
	if (!twins)
		return;
	json_decref(twins->met);
	free(twins);
}

void rq_twin_of(const json_t *record, struct rq_twin *twin)
{
	const char *text = rq_json_string(record, "text");
	char *folded = rq_text_fold(text, strlen(text));
	size_t length = strlen(folded), used = 0, size;
	struct rq_digest digest;

	for (size_t i = 0; i < length; i += size) {
		int32_t c = rq_text_decode(folded + i, length - i, &size);

		if (!rq_text_is_letter(c) && !rq_text_is_digit(c))
			continue;
		memmove(folded + used, folded + i, size);
		used += size;
	}
	folded[used] = '\0';
	rq_digest_init(&digest);
	rq_digest_add_field(&digest, rq_json_string(record, "candidate_id"));
	rq_digest_add_field(&digest, folded);
	rq_digest_id(&digest, twin->key);
	rq_digest_copy_id(twin->resume_id, rq_json_string(record, "resume_id"));
	free(folded);
}

int rq_twins_mark(struct rq_twins *twins, const struct rq_twin *twin, char **text,
		  struct rq_error *err)
{
	const char *first = twin->key[0] ? rq_json_string(twins->met, twin->key) : NULL;
	json_t *record;

	if (!first) {
		if (twin->key[0] && json_object_size(twins->met) < RQ_MAX_TWINS)
			rq_json_set_string(twins->met, twin->key, twin->resume_id);
		return 0;
	}
	if (rq_json_parse_object(*text, strlen(*text), &record, err) == -1)
		return -1;
	rq_json_set_string(record, "duplicate_of", first);
	free(*text);
	*text = rq_json_text(record, 0);
	json_decref(record);
	return 0;
}
