#include "document/repeated.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

enum { LONGEST_KEY = 40 /* bytes of one that a warning tells, escaped */ };

struct joining {
	struct rq_document *document;
	json_t *aside; /* texts of values that others stand for */
};

/* The texts and numbers of a value, in order. Depth is bounded by base/json. */
static void set_aside(struct joining *joining, json_t *value)
{
	const char *key;
	json_t *item;
	size_t i;

	if (json_is_string(value))
		(void)json_array_append(joining->aside, value);
	if (json_is_number(value)) {
		char *text = rq_json_text(value, 0);

		rq_json_append_take(joining->aside, json_string(text));
		free(text);
	}
	json_array_foreach (value, i, item)
		set_aside(joining, item);
	json_object_foreach (value, key, item)
		set_aside(joining, item);
}

static void warn(const struct joining *joining, const char *key)
{
	char clean[LONGEST_KEY];
	char *message = rq_printf("\"%s\" stands twice in an object; both are kept",
				  rq_text_escape(key, clean, sizeof clean));

	(void)rq_document_warn(joining->document, "repeated-key", message);
	free(message);
}

static bool says_nothing(const json_t *value)
{
	return json_is_null(value) || (json_is_string(value) && json_string_length(value) == 0);
}

static void join(struct joining *joining, json_t *object, const char *key, json_t *later);

/* Gives an object what another one has. */
static void join_members(struct joining *joining, json_t *object, json_t *other)
{
	const char *key;
	json_t *value;

	json_object_foreach (other, key, value)
		join(joining, object, key, value);
}

/* Brings a later value of a key to the one that the object has, if any. */
static void join(struct joining *joining, json_t *object, const char *key, json_t *later)
{
	json_t *earlier = json_object_get(object, key);

	if (!earlier) {
		rq_json_set_take(object, key, json_incref(later));
	} else if (json_is_array(earlier) && json_is_array(later)) {
		(void)json_array_extend(earlier, later);
	} else if (json_is_object(earlier) && json_is_object(later)) {
		join_members(joining, earlier, later);
	} else if (!says_nothing(later) && !json_equal(earlier, later)) {
		set_aside(joining, earlier);
		rq_json_set_take(object, key, json_incref(later));
	}
}

/* Takes the marks of base/json off the keys inside a value. */
static void unmark(struct joining *joining, json_t *value)
{
	const char *key;
	json_t *item;
	void *next;
	size_t i;

	json_array_foreach (value, i, item)
		unmark(joining, item);
	json_object_foreach (value, key, item)
		unmark(joining, item);
	json_object_foreach_safe(value, next, key, item)
	{
		char *plain = rq_strdup(key);
		size_t length = strlen(plain);

		while (length > 0 && plain[length - 1] == RQ_JSON_AGAIN)
			plain[--length] = '\0';
		if (strcmp(plain, key) != 0) {
			json_incref(item);
			(void)json_object_del(value, key);
			join(joining, value, plain, item);
			json_decref(item);
			warn(joining, plain);
		}
		free(plain);
	}
}

static void keep_aside(json_t *whole, json_t *aside)
{
	json_t *unplaced = json_object_get(whole, "unplaced"), *all = json_array();

	if (json_is_array(unplaced))
		(void)json_array_extend(all, unplaced);
	else if (unplaced)
		(void)json_array_append(all, unplaced);
	(void)json_array_extend(all, aside);
	if (json_is_object(whole) && json_array_size(aside) > 0)
		rq_json_set_take(whole, "unplaced", json_incref(all));
	json_decref(all);
}

int rq_repeated_read(struct rq_buffer *text, struct rq_document *document, struct rq_error *err)
{
	struct joining joining = { document, NULL };
	size_t again;

	if (rq_json_parse_repeating(text, &document->json, &again, err) == -1)
		return -1;
	if (again == 0)
		return 0;
	joining.aside = json_array();
	unmark(&joining, document->json);
	keep_aside(document->json, joining.aside);
	json_decref(joining.aside);
	return 0;
}
