#include "export/strays.h"

#include "export/when.h"
#include "resume/model.h"

enum { FEWEST_SPACES = 2 /* of a sentence */ };

static bool is_sentence(const char *text)
{
	size_t spaces = 0;

	for (; *text; text++)
		spaces += *text == ' ' && text[1] != ' ';
	return spaces >= FEWEST_SPACES;
}

/* What the entry is called: its first member that is a text. */
static const char *name_of(const json_t *entry, const struct rq_model_member *members)
{
	const char *name = NULL;

	for (; members->name && !name; members++)
		name = rq_json_string(entry, members->name);
	return name;
}

static int put_entry(struct rq_lines *lines, json_t *entry, const struct rq_model_member *members)
{
	const char *name = name_of(entry, members), *key;
	json_t *value;

	json_object_foreach (entry, key, value) {
		const char *text = json_string_value(value);

		if (!text || rq_model_find(members, key) || !is_sentence(text) ||
		    text == rq_when_told(entry))
			continue;
		if (rq_lines_begin(lines, RQ_ROLE_ITEM) == -1 ||
		    rq_lines_run(lines, name, RQ_RUN_PLAIN) == -1 ||
		    (name && rq_lines_run(lines, ": ", RQ_RUN_PLAIN) == -1) ||
		    rq_lines_run(lines, text, RQ_RUN_PLAIN) == -1)
			return -1;
		rq_lines_end(lines);
	}
	return 0;
}

int rq_strays_put(struct rq_lines *lines, const json_t *resume)
{
	const struct rq_model_member *section = rq_model_sections();

	for (; section->name; section++) {
		const json_t *entries = rq_json_array(resume, section->name);

		for (size_t i = 0;
		     section->type == RQ_MODEL_OBJECTS && i < json_array_size(entries); i++)
			if (put_entry(lines, json_array_get(entries, i), section->members) == -1)
				return -1;
	}
	return 0;
}
