#include "files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"

static json_t *describe(const struct file *file)
{
	json_t *json = json_object();

	rq_json_set_string(json, "id", file->id);
	rq_json_set_string(json, "object", "file");
	rq_json_set_integer(json, "bytes", (json_int_t)file->length);
	rq_json_set_integer(json, "created_at", file->created / 1000);
	rq_json_set_string(json, "filename", file->name);
	rq_json_set_string(json, "purpose", file->purpose);
	return json;
}

static struct file *find(const struct fake *fake, const char *id, size_t length)
{
	for (struct file *file = fake->files; file; file = file->next)
		if (strlen(file->id) == length && strncmp(file->id, id, length) == 0)
			return file;
	return NULL;
}

const char *files_find(const struct fake *fake, const char *id, size_t *length)
{
	const struct file *file = id ? find(fake, id, strlen(id)) : NULL;

	if (!file)
		return NULL;
	*length = file->length;
	return file->bytes;
}

const char *files_add(struct fake *fake, const char *name, const char *purpose, const char *bytes,
		      size_t length)
{
	struct file *file = rq_alloc(1, sizeof *file);

	(void)snprintf(file->id, sizeof file->id, "file_%ld", ++fake->serial);
	file->name = rq_strdup(name);
	file->purpose = rq_strdup(purpose);
	file->bytes = rq_alloc(length + 1, 1);
	if (length > 0)
		memcpy(file->bytes, bytes, length);
	file->length = length;
	file->created = rq_clock_now();
	file->next = fake->files;
	fake->files = file;
	return file->id;
}

static void free_file(struct file *file)
{
	free(file->name);
	free(file->purpose);
	free(file->bytes);
	free(file);
}

/* --- forms (RFC 7578) ------------------------------------------------------------------ */

struct part {
	const char *bytes;
	size_t length;
	char filename[256]; /* "": none */
};

/* The part of that name in a form of this content type. */
static bool find_part(const struct request *request, const char *name, struct part *part)
{
	const char *equals = request->type ? strstr(request->type, "boundary=") : NULL;
	char *mark = rq_printf("--%s", equals ? equals + 9 : ""), *wanted;
	const char *at = request->body, *end = request->body + request->length;
	bool found = false;

	wanted = rq_printf("name=\"%s\"", name);
	while (equals && !found && (at = memmem(at, (size_t)(end - at), mark, strlen(mark)))) {
		const char *head = at + strlen(mark), *data, *file, *next;

		data = memmem(head, (size_t)(end - head), "\r\n\r\n", 4);
		next = memmem(head, (size_t)(end - head), mark, strlen(mark));
		if (!data || !next || data + 4 > next - 2)
			break;
		found = memmem(head, (size_t)(data - head), wanted, strlen(wanted)) != NULL;
		part->bytes = data + 4;
		part->length = (size_t)(next - 2 - part->bytes);
		part->filename[0] = '\0';
		file = memmem(head, (size_t)(data - head), "filename=\"", 10);
		if (file)
			(void)sscanf(file + 10, "%255[^\"]", part->filename);
		at = head;
	}
	free(mark);
	free(wanted);
	return found;
}

/* --- its doors ---------------------------------------------------------------------------- */

void files_upload(struct fake *fake, const struct request *request, struct reply *reply)
{
	struct part file, purpose;
	char *what;
	const char *id;

	if (!find_part(request, "file", &file) || !find_part(request, "purpose", &purpose)) {
		reply_error(reply, 400, "invalid_request_error", NULL,
			    "a form with 'file' and 'purpose' is required");
		return;
	}
	what = rq_strndup(purpose.bytes, purpose.length);
	id = files_add(fake, file.filename, what, file.bytes, file.length);
	reply_json(reply, 200, describe(find(fake, id, strlen(id))));
	free(what);
}

void files_list(struct fake *fake, const struct request *request, struct reply *reply)
{
	json_t *list = json_object(), *data = json_array();

	(void)request;
	for (const struct file *file = fake->files; file; file = file->next)
		rq_json_append_take(data, describe(file));
	rq_json_set_string(list, "object", "list");
	rq_json_set_take(list, "data", data);
	reply_json(reply, 200, list);
}

/* The file that the path names, or a 404 and NULL. */
static struct file *named(const struct fake *fake, const struct request *request,
			  struct reply *reply)
{
	const char *id = strstr(request->path, "/files/") + strlen("/files/");
	struct file *file = find(fake, id, strcspn(id, "/"));

	if (!file)
		reply_error(reply, 404, "invalid_request_error", "not_found", "No such file: %s",
			    id);
	return file;
}

void files_show(struct fake *fake, const struct request *request, struct reply *reply)
{
	const struct file *file = named(fake, request, reply);

	if (file)
		reply_json(reply, 200, describe(file));
}

void files_content(struct fake *fake, const struct request *request, struct reply *reply)
{
	const struct file *file = named(fake, request, reply);

	if (file)
		reply_bytes(reply, 200, "application/octet-stream", file->bytes, file->length);
}

void files_delete(struct fake *fake, const struct request *request, struct reply *reply)
{
	struct file *file = named(fake, request, reply);
	struct file **link = &fake->files;
	json_t *answer;

	if (!file)
		return;
	answer = json_object();
	rq_json_set_string(answer, "id", file->id);
	rq_json_set_string(answer, "object", "file");
	rq_json_set_take(answer, "deleted", json_true());
	while (*link != file)
		link = &(*link)->next;
	*link = file->next;
	free_file(file);
	reply_json(reply, 200, answer);
}

void files_free(struct fake *fake)
{
	while (fake->files) {
		struct file *next = fake->files->next;

		free_file(fake->files);
		fake->files = next;
	}
}
