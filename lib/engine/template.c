#include "engine/template.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"

/* lib/edit/tailor.schema.json, linked in as it is. */
extern const char schema_start[] __asm__("_binary_tailor_schema_json_start");
extern const char schema_end[] __asm__("_binary_tailor_schema_json_end");

/* What the room takes at most: its name, a number, the end. */
enum { ROOM_BYTES = 64 };

/* The candidate's message while it is empty. In a string of JSON its quotes would be escaped. */
static const char empty_candidate[] = "{\"role\":\"user\",\"content\":\"\"}";

static const char *const efforts[] = { "low", "medium", "high" };

const char *rq_effort_name(enum rq_effort effort)
{
	return efforts[effort];
}

enum rq_effort rq_effort_find(const char *name)
{
	for (size_t i = 0; name && i < sizeof efforts / sizeof efforts[0]; i++)
		if (strcmp(efforts[i], name) == 0)
			return (enum rq_effort)i;
	return RQ_EFFORT_LOW;
}

json_t *rq_template_schema(const struct rq_model *model)
{
	struct rq_error err = { 0 };
	json_t *schema = NULL;

	if (model->strict_schema)
		(void)rq_json_parse_object(schema_start, (size_t)(schema_end - schema_start),
					   &schema, &err);
	return schema;
}

/* --- what all share ------------------------------------------------------- */

static void add_message(json_t *messages, const char *role, const char *content)
{
	json_t *message = json_object();

	rq_json_set_string(message, "role", role);
	rq_json_set_string(message, "content", content);
	rq_json_append_take(messages, message);
}

static json_t *make_format(const struct rq_model *model)
{
	json_t *format = json_object(), *schema = rq_template_schema(model), *named;

	if (!schema) {
		rq_json_set_string(format, "type", "json_object");
		return format;
	}
	named = json_object();
	rq_json_set_string(named, "name", "rq_tailor_v1");
	rq_json_set_take(named, "strict", json_true());
	rq_json_set_take(named, "schema", schema);
	rq_json_set_string(format, "type", "json_schema");
	rq_json_set_take(format, "json_schema", named);
	return format;
}

static json_t *make_request(const struct rq_prompt *prompt, const struct rq_model *model,
			    enum rq_effort effort)
{
	json_t *request = json_object(), *messages = json_array();

	add_message(messages, "system", prompt->rules);
	add_message(messages, "user", prompt->posting);
	add_message(messages, "user", "");
	rq_json_set_string(request, "model", model->id);
	rq_json_set_take(request, "messages", messages);
	rq_json_set_take(request, "response_format", make_format(model));
	if (model->effort)
		rq_json_set_string(request, "reasoning_effort", rq_effort_name(effort));
	if (model->sampling) {
		rq_json_set_integer(request, "temperature", 0);
		rq_json_set_integer(request, "seed", 1);
	}
	rq_json_set_take(request, "stream", json_false());
	return request;
}

/* Cuts the request in two around the empty string of its candidate, and its last brace off. */
static int cut(struct rq_template *template, const struct rq_buffer *whole, struct rq_error *err)
{
	const char *gap = strstr(whole->data, empty_candidate);
	size_t front = (size_t)(gap - whole->data) + strlen(empty_candidate) - strlen("\"\"}");
	size_t behind = front + strlen("\"\"");

	if (rq_buffer_append(&template->head, whole->data, front, err) == -1)
		return -1;
	return rq_buffer_append(&template->tail, whole->data + behind,
				whole->length - behind - strlen("}"), err);
}

static int write_template(struct rq_template *template, const struct rq_prompt *prompt,
			  const struct rq_model *model, enum rq_effort effort, struct rq_error *err)
{
	json_t *request = make_request(prompt, model, effort);
	struct rq_buffer whole;
	int result;

	rq_buffer_init(&template->head, RQ_MAX_REQUEST_BYTES);
	rq_buffer_init(&template->tail, RQ_MAX_REQUEST_BYTES);
	rq_buffer_init(&whole, RQ_MAX_REQUEST_BYTES);
	result = rq_json_append(request, &whole, err);
	if (result == 0)
		result = cut(template, &whole, err);
	rq_buffer_free(&whole);
	json_decref(request);
	return result;
}

void rq_template_free(struct rq_template *template)
{
	free(template->rules);
	free(template->posting);
	rq_buffer_free(&template->head);
	rq_buffer_free(&template->tail);
	*template = (struct rq_template) { 0 };
}

int rq_template_fit(struct rq_template *template, const struct rq_prompt *prompt,
		    const struct rq_model *model, enum rq_effort effort, struct rq_error *err)
{
	if (template->posting && template->model == model && template->effort == effort &&
	    strcmp(template->posting, prompt->posting) == 0 &&
	    strcmp(template->rules, prompt->rules) == 0)
		return 0;
	rq_template_free(template);
	if (write_template(template, prompt, model, effort, err) == -1) {
		rq_template_free(template);
		return -1;
	}
	template->rules = rq_strdup(prompt->rules);
	template->posting = rq_strdup(prompt->posting);
	template->model = model;
	template->effort = effort;
	return 0;
}

/* --- with its candidate --------------------------------------------------- */

int rq_template_fill(const struct rq_template *template, const char *candidate, int64_t max_tokens,
		     struct rq_buffer *body, struct rq_error *err)
{
	json_t *string = json_string(candidate);
	char *text = rq_json_text(string, 0);
	size_t length = strlen(text);
	int result = 0;

	/* Hundreds of bodies wait at once: none has more memory than it needs. */
	if (rq_buffer_reserve(body,
			      template->head.length + length + template->tail.length + ROOM_BYTES,
			      err) == -1 ||
	    rq_buffer_append(body, template->head.data, template->head.length, err) == -1 ||
	    rq_buffer_append(body, text, length, err) == -1 ||
	    rq_buffer_append(body, template->tail.data, template->tail.length, err) == -1 ||
	    rq_buffer_append_format(body, err, ",\"max_completion_tokens\":%lld}",
				    (long long)max_tokens) == -1)
		result = -1;
	free(text);
	json_decref(string);
	return result;
}
