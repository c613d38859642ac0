#include "edit/preserve.h"

#include <stdlib.h>
#include <string.h>

static json_t *identity(const json_t *document)
{
	json_t *basics = json_copy(rq_json_object(document, "basics"));

	(void)json_object_del(basics, "summary");
	(void)json_object_del(basics, "label");
	return basics;
}

static bool same_identity(const json_t *before, const json_t *after)
{
	json_t *old = identity(before), *new = identity(after);
	bool same = !old && !new;

	if (old && new) {
		char *old_text = rq_json_text(old, 0), *new_text = rq_json_text(new, 0);

		same = strcmp(old_text, new_text) == 0;
		free(old_text);
		free(new_text);
	}
	json_decref(old);
	json_decref(new);
	return same;
}

bool rq_preserve_frame(json_t *before, const json_t *after)
{
	const char *name;
	json_t *section;

	if (json_object_size(before) != json_object_size(after) || !same_identity(before, after))
		return false;
	json_object_foreach (before, name, section) {
		const json_t *other = json_object_get(after, name);

		if (!other || json_typeof(section) != json_typeof(other) ||
		    json_array_size(section) != json_array_size(other))
			return false;
	}
	return true;
}

int rq_preserve_share(const char *before, const char *after, const struct rq_stemmer *stemmer)
{
	struct rq_stems old, new;
	int share;

	rq_stems_init(&old, before, stemmer);
	rq_stems_init(&new, after, stemmer);
	share = rq_stems_kept(&old, &new);
	rq_stems_free(&old);
	rq_stems_free(&new);
	return share;
}
