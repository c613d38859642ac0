#include "engine/recording.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/limits.h"
#include "base/memory.h"
#include "io/file.h"

/* An answer with its head. */
enum { MAX_RESPONSE = RQ_MAX_HTTP_BODY_BYTES + RQ_KIB(16) };
#define WHOSE "\r\nrq-candidate: "
#define RESPONSE ".response"
#define REQUEST ".request"

/* "FOLDER/DIGEST-ATTEMPT" and an ending; free(). */
static char *path_of(const char *folder, const struct rq_recorded *sent, const char *ending)
{
	struct rq_digest digest;
	char id[RQ_ID_SIZE];

	rq_digest_init(&digest);
	rq_digest_add(&digest, sent->body, sent->length);
	rq_digest_id(&digest, id);
	return rq_printf("%s/%s-%d%s", folder, id, sent->attempt, ending);
}

/* Whose it is comes first: what the server said cannot take its place. */
static int put_response(struct rq_buffer *text, const char *candidate_id,
			const struct rq_http_answer *answer, struct rq_error *err)
{
	if (rq_buffer_append_format(text, err, "HTTP/1.1 %d%s%s\r\n", answer->status,
				    candidate_id ? WHOSE : "",
				    candidate_id ? candidate_id : "") == -1)
		return -1;
	for (size_t i = 0; i < RQ_HTTP_HEADER_COUNT; i++)
		if (answer->headers[i] &&
		    rq_buffer_append_format(text, err, "%s: %s\r\n",
					    rq_http_header_name((enum rq_http_header)i),
					    answer->headers[i]) == -1)
			return -1;
	if (rq_buffer_append_format(text, err,
				    "rq-failure: %d\r\nrq-sent: %d\r\nrq-first-byte-ms: %lld\r\n"
				    "rq-total-ms: %lld\r\n\r\n",
				    (int)answer->failure, answer->sent,
				    (long long)answer->first_byte, (long long)answer->total) == -1)
		return -1;
	return rq_buffer_append(text, answer->body.data, answer->body.length, err);
}

int rq_recording_begin(const char *folder, struct rq_error *err)
{
	char *inside = rq_printf("%s/.", folder);
	int result = 0;

	if (mkdir(folder, 0700) == -1 && errno != EEXIST)
		result = rq_fail_errno(err, RQ_SYSTEM, "cannot make %s", folder);
	else if (access(inside, W_OK | X_OK) == -1)
		result = rq_fail_errno(err, RQ_SYSTEM, "cannot record in %s", folder);
	free(inside);
	return result;
}

/* The request last: after a crash there is none of which nobody can tell whose it is. */
int rq_recording_keep(const char *folder, const struct rq_recorded *sent,
		      const struct rq_http_answer *answer, struct rq_error *err)
{
	char *request = path_of(folder, sent, REQUEST);
	char *response = path_of(folder, sent, RESPONSE);
	struct rq_buffer text;
	int result = -1;

	rq_buffer_init(&text, MAX_RESPONSE);
	if (put_response(&text, sent->candidate_id, answer, err) == 0 &&
	    rq_file_write(response, text.data, text.length, err) == 0)
		result = rq_file_write(request, sent->body, sent->length, err);
	rq_buffer_free(&text);
	free(request);
	free(response);
	return result;
}

/* --- reading it back --------------------------------------------------------- */

/* Headers of ours, which http_answer does not know. */
static void set_own(struct rq_http_answer *answer, const char *line)
{
	long long value;

	// NOLINTBEGIN(cert-err34-c)
	if (sscanf(line, "rq-failure: %lld", &value) == 1)
		answer->failure = (enum rq_http_failure)value;
	else if (sscanf(line, "rq-sent: %lld", &value) == 1)
		answer->sent = value != 0;
	else if (sscanf(line, "rq-first-byte-ms: %lld", &value) == 1)
		answer->first_byte = value;
	else if (sscanf(line, "rq-total-ms: %lld", &value) == 1)
		answer->total = value;
	// NOLINTEND(cert-err34-c)
}

/* The lines up to the empty one; returns where the body begins, NULL when it is no answer. */
static const char *take_head(const char *text, struct rq_http_answer *answer)
{
	const char *line = text, *end;

	// NOLINTNEXTLINE(cert-err34-c)
	if (sscanf(text, "HTTP/1.1 %d\r", &answer->status) != 1)
		return NULL;
	while ((end = strstr(line, "\r\n")) != NULL && end != line) {
		rq_http_answer_header(answer, line, (size_t)(end - line));
		set_own(answer, line);
		line = end + 2;
	}
	return end ? end + 2 : NULL;
}

int rq_recording_find(const char *folder, const struct rq_recorded *sent,
		      struct rq_http_answer **answer, struct rq_error *err)
{
	char *path = path_of(folder, sent, RESPONSE), *text = NULL;
	struct rq_http_answer *found = rq_http_answer_new(NULL, MAX_RESPONSE);
	const char *rest = NULL;
	int result = rq_file_read(path, MAX_RESPONSE, &text, err);

	if (result == 0) {
		rest = take_head(text, found);
		result = rest ? rq_buffer_append_text(&found->body, rest, err)
			      : rq_fail(err, RQ_UNREADABLE, "%s: no recorded answer", path);
	}
	if (result == 0)
		*answer = found;
	else
		rq_http_answer_free(found);
	free(text);
	free(path);
	return result;
}

/* --- whose they are ------------------------------------------------------------ */

static bool is_response(const char *name)
{
	size_t length = strlen(name), ending = sizeof RESPONSE - 1;

	return length > ending && strcmp(name + length - ending, RESPONSE) == 0;
}

/* Whether the head of a response, which ends with the first empty line, names the candidate. */
static bool speaks_of(const char *text, const char *candidate_id)
{
	const char *whose = strstr(text, WHOSE), *end = strstr(text, "\r\n\r\n");
	size_t length = strlen(candidate_id);

	if (!whose || (end && end < whose))
		return false;
	whose += sizeof WHOSE - 1;
	return strncmp(whose, candidate_id, length) == 0 && whose[length] == '\r';
}

static int remove_file(const char *path, struct rq_error *err)
{
	if (unlink(path) == 0 || errno == ENOENT)
		return 0;
	return rq_fail_errno(err, RQ_SYSTEM, "cannot remove %s", path);
}

/* The response last: as long as it is there, another try finds the rest. */
static int remove_exchange(const char *response, struct rq_error *err)
{
	char *request =
	    rq_printf("%.*s%s", (int)(strlen(response) - (sizeof RESPONSE - 1)), response, REQUEST);
	int result = remove_file(request, err);

	if (result == 0)
		result = remove_file(response, err);
	free(request);
	return result;
}

/* One that is no recording, or too large to be one of ours, is nobody's. */
static int look_at(const char *path, const char *candidate_id, size_t *count, struct rq_error *err)
{
	struct rq_error ignored = { 0 };
	char *text = NULL;
	int result = 0;

	if (rq_file_read(path, MAX_RESPONSE, &text, &ignored) == -1)
		return ignored.code == RQ_UNREADABLE
			   ? rq_fail(err, RQ_SYSTEM, "%s", ignored.message)
			   : 0;
	if (speaks_of(text, candidate_id)) {
		result = remove_exchange(path, err);
		*count += result == 0;
	}
	free(text);
	return result;
}

int rq_recording_withdraw(const char *folder, const char *candidate_id, size_t *count,
			  struct rq_error *err)
{
	DIR *entries = opendir(folder);
	const struct dirent *entry;
	int result = 0;

	if (!entries)
		return rq_fail_errno(err, errno == ENOENT ? RQ_NOT_FOUND : RQ_SYSTEM, "%s", folder);
	while (result == 0 && (entry = readdir(entries))) {
		char *path = rq_printf("%s/%s", folder, entry->d_name);

		if (is_response(entry->d_name))
			result = look_at(path, candidate_id, count, err);
		free(path);
	}
	(void)closedir(entries);
	return result;
}
