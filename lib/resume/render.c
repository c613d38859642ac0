#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "document/document.h"
#include "resume/model.h"
#include "resume/render.h"
#include "resume/resume.h"

struct renderer {
	struct rq_document *document;
	json_t *provenance;    /* NULL: nobody asks for it */
	struct rq_buffer path; /* the JSON Pointer in hand */
	struct rq_error *err;
};

/* That the lines of the leaf in hand are those behind the first so many. */
static void note_lines(struct renderer *renderer, size_t first)
{
	json_t *lines;

	if (!renderer->provenance || renderer->document->count == first)
		return;
	lines = json_array();
	for (size_t line = first + 1; line <= renderer->document->count; line++)
		rq_json_append_take(lines, json_integer((json_int_t)line));
	rq_json_set_take(renderer->provenance, renderer->path.data, lines);
}

/* A leaf: each of its lines is one of the text. */
static int render_text(struct renderer *renderer, const char *text)
{
	size_t first = renderer->document->count;

	while (*text) {
		size_t length = strcspn(text, "\n");

		if (rq_document_add(renderer->document, text, length, NULL, renderer->err) == -1)
			return -1;
		text += length + (text[length] == '\n');
	}
	note_lines(renderer, first);
	return 0;
}

/* Adds a step to the path, escaped as RFC 6901 wants; returns the length before. */
static int push_step(struct renderer *renderer, const char *step, size_t *before)
{
	*before = renderer->path.length;
	if (rq_buffer_append(&renderer->path, "/", 1, renderer->err) == -1)
		return -1;
	for (; *step; step++) {
		const char *piece = *step == '~' ? "~0" : *step == '/' ? "~1" : NULL;

		if (rq_buffer_append(&renderer->path, piece ? piece : step, piece ? 2 : 1,
				     renderer->err) == -1)
			return -1;
	}
	return 0;
}

static void pop_step(struct renderer *renderer, size_t before)
{
	renderer->path.length = before;
	renderer->path.data[before] = '\0';
}

static int render_value(struct renderer *renderer, const json_t *value,
			const struct rq_model_member *members);

static int render_step(struct renderer *renderer, const char *step, const json_t *value,
		       const struct rq_model_member *members)
{
	size_t before;

	if (push_step(renderer, step, &before) == -1 ||
	    render_value(renderer, value, members) == -1)
		return -1;
	pop_step(renderer, before);
	return 0;
}

/* Of the document itself: what is not about the person, and what comes last. */
static bool is_apart(const struct renderer *renderer, const char *name)
{
	return renderer->path.length == 0 &&
	       (strcmp(name, "unplaced") == 0 || strcmp(name, "meta") == 0 ||
		strcmp(name, "$schema") == 0);
}

/* Jansson walks only objects that are not const, though it changes nothing. */
static json_t *walkable(const json_t *object)
{
	const union {
		const json_t *given;
		json_t *walked;
	} same = { object };

	return same.walked;
}

static int render_object(struct renderer *renderer, const json_t *object,
			 const struct rq_model_member *members)
{
	const char *name;
	json_t *value;

	for (const struct rq_model_member *member = members; member && member->name; member++) {
		value = json_object_get(object, member->name);
		if (value && !is_apart(renderer, member->name) &&
		    render_step(renderer, member->name, value, member->members) == -1)
			return -1;
	}
	json_object_foreach (walkable(object), name, value)
		if (!rq_model_find(members, name) && !is_apart(renderer, name) &&
		    render_step(renderer, name, value, NULL) == -1)
			return -1;
	return 0;
}

static int render_value(struct renderer *renderer, const json_t *value,
			const struct rq_model_member *members)
{
	const json_t *item;
	size_t i;

	if (json_is_string(value))
		return render_text(renderer, json_string_value(value));
	if (json_is_object(value))
		return render_object(renderer, value, members);
	json_array_foreach (value, i, item) {
		char step[24];

		(void)snprintf(step, sizeof step, "%zu", i);
		if (render_step(renderer, step, item, members) == -1)
			return -1;
	}
	return 0;
}

int rq_render_into(const json_t *resume, struct rq_document *document, json_t *provenance,
		   struct rq_error *err)
{
	struct renderer renderer = { .document = document, .provenance = provenance, .err = err };
	const json_t *unplaced = json_object_get(resume, "unplaced");
	int result;

	rq_buffer_init(&renderer.path, RQ_MAX_RECORD_BYTES);
	result = render_object(&renderer, resume, rq_model_sections());
	if (result == 0 && unplaced)
		result = render_step(&renderer, "unplaced", unplaced, NULL);
	rq_buffer_free(&renderer.path);
	return result;
}

char *rq_resume_render(const json_t *resume, json_t **provenance)
{
	struct rq_document document;
	struct rq_error err = { 0 };
	json_t *lines = provenance ? json_object() : NULL;
	char *text;

	rq_document_init(&document);
	/* Past a limit of the text, what is written until then stands. */
	(void)rq_render_into(resume, &document, lines, &err);
	text = rq_document_text(&document);
	rq_document_free(&document);
	if (provenance)
		*provenance = lines;
	return text;
}
