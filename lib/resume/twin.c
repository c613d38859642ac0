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

void rq_twins_key(const json_t *record, char key[RQ_ID_SIZE])
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
	rq_digest_id(&digest, key);
	free(folded);
}

const char *rq_twins_meet(struct rq_twins *twins, const char *key, const char *resume_id)
{
	const char *first = rq_json_string(twins->met, key);

	if (!first && json_object_size(twins->met) < RQ_MAX_TWINS)
		rq_json_set_string(twins->met, key, resume_id);
	return first;
}
