#include "resume/reading.h"

#include <errno.h>
#include <locale.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/limits.h"
#include "document/pdf_tables.h"
#include "document/reader.h"
#include "document/scan.h"
#include "document/unpack.h"
#include "io/record.h"
#include "resume/kind.h"
#include "resume/resume.h"

enum {
	KEPT_MEMORY = 16 << 20, /* bytes that a worker keeps between documents */
	PEEKED_AT = 1 << 20,    /* files from this size on are looked at before they are read */
};

/* --- a document to a record ----------------------------------------------------- */

static json_t *describe(const char *name, const char *format, const char *bytes, size_t length)
{
	char digest[RQ_DIGEST_SIZE];
	json_t *source = json_object();

	rq_digest_bytes(bytes, length, digest);
	rq_json_set_string(source, "path", name);
	rq_json_set_string(source, "format", format);
	rq_json_set_integer(source, "bytes", (json_int_t)length);
	rq_json_set_string(source, "digest", digest);
	return source;
}

static json_t *text_record(struct rq_document *document, json_t *source)
{
	json_t *record = rq_record_new("text");
	char *text;

	rq_json_set_take(record, "source", source);
	if (document->json) {
		rq_json_set_take(record, "json", json_incref(document->json));
	} else {
		text = rq_document_text(document);
		rq_json_set_string(record, "text", text);
		free(text);
	}
	if (json_array_size(document->warnings) > 0)
		rq_json_set_take(record, "warnings", json_incref(document->warnings));
	return record;
}

/* Text as it stands; where there is none, and it is wanted, as a picture shows it. */
static int read_document(const struct rq_intake_options *options, struct rq_detected detected,
			 const char *bytes, size_t length, struct rq_document *document,
			 struct rq_error *err)
{
	int result = rq_document_read_as(detected, bytes, length, document, err);

	if (result == 0 || err->code != RQ_NO_TEXT || !rq_scan_may_be(detected))
		return result;
	if (!options->ocr)
		return -1;
	memset(err, 0, sizeof *err);
	rq_sandbox_allow_cpu(RQ_MAX_SCAN_SECONDS);
	rq_sandbox_allow_memory(&rq_document_sandbox, rq_document_sandbox.memory);
	return rq_scan_read(options->ocr, detected, bytes, length, document, err);
}

static int make_record(const struct rq_intake_options *options, const char *name,
		       struct rq_detected detected, const char *bytes, size_t length,
		       json_t **record, struct rq_error *err)
{
	struct rq_document document;
	json_t *source;
	int result = -1;

	rq_document_init(&document);
	if (read_document(options, detected, bytes, length, &document, err) == -1)
		goto out;
	if (options->want == RQ_INTAKE_RESUMES && rq_resume_build(&document, record, err) == -1)
		goto out;
	if (options->want == RQ_INTAKE_TEXTS && !document.json && rq_kind_is_resume(&document)) {
		(void)rq_fail(err, RQ_BAD_JOB, "a résumé is no posting");
		goto out;
	}
	source = describe(name, document.format, bytes, length);
	if (options->want == RQ_INTAKE_RESUMES)
		rq_resume_identify(*record, source);
	else
		*record = text_record(&document, source);
	result = 0;
out:
	rq_document_free(&document);
	return result;
}

int rq_reading_record(enum rq_intake_want want, const char *name, const char *bytes, size_t length,
		      json_t **record, struct rq_error *err)
{
	struct rq_intake_options options = { .want = want };

	return make_record(&options, name, rq_detect(bytes, length, name), bytes, length, record,
			   err);
}

/* --- the worker's side ------------------------------------------------------------ */

/*
 * Before the door closes: Jansson's random seed, and a locale in which
 * libarchive gives names in UTF-8. A known time zone spares a look at
 * /etc/localtime for each member of a zip; memory that is given back after each
 * document would only be asked for again.
 */
static int enter(const struct rq_sandbox *sandbox, struct rq_error *err)
{
	rq_json_prepare();
	(void)setlocale(LC_CTYPE, "C.UTF-8"); // NOLINT(concurrency-mt-unsafe)
	(void)setenv("TZ", "UTC0", 1);        // NOLINT(concurrency-mt-unsafe)
	(void)mallopt(M_TRIM_THRESHOLD, KEPT_MEMORY);
	(void)mallopt(M_MMAP_THRESHOLD, KEPT_MEMORY);
	return rq_sandbox_enter(sandbox, err);
}

static int say_failed(struct rq_channel *channel, const char *name, const struct rq_error *why,
		      struct rq_error *err)
{
	json_t *failure = json_object();
	char *text;
	int result;

	rq_json_set_string(failure, "name", name);
	rq_json_set_string(failure, "code", rq_code_name(why->code));
	rq_json_set_string(failure, "message", why->message);
	text = rq_json_text(failure, 0);
	json_decref(failure);
	result = rq_channel_send(channel, RQ_SAY_FAILED, text, strlen(text), -1, err);
	free(text);
	return result;
}

static int say_end(struct rq_channel *channel, size_t skipped, struct rq_error *err)
{
	json_t *end = json_object();
	char *text;
	int result;

	rq_json_set_integer(end, "skipped", (json_int_t)skipped);
	text = rq_json_text(end, 0);
	json_decref(end);
	result = rq_channel_send(channel, RQ_SAY_END, text, strlen(text), -1, err);
	free(text);
	return result;
}

/* A jail that cannot be entered is no reason to read without one: each request is told. */
static void refuse_all(struct rq_channel *channel, const struct rq_error *why)
{
	struct rq_error err = { 0 };
	struct rq_frame frame;

	while (rq_channel_receive(channel, &frame, &err) == 1) {
		if (frame.fd != -1)
			(void)close(frame.fd);
		if ((frame.type == RQ_ASK_NEXT ? say_end(channel, 0, &err)
					       : say_failed(channel, "", why, &err)) == -1)
			return;
	}
}

static int say_record(struct rq_channel *channel, json_t *record, struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_buffer text;
	int result;

	rq_buffer_init(&text, RQ_MAX_RECORD_BYTES - 1);
	if (rq_json_append(record, &text, &why) == -1) {
		why = (struct rq_error) { 0 };
		(void)rq_fail(&why, RQ_TOO_LARGE, "a record of more than %zu MiB",
			      RQ_MAX_RECORD_BYTES >> 20);
		result = say_failed(channel, NULL, &why, err);
	} else {
		result = rq_channel_send(channel, RQ_SAY_RECORD, text.data, text.length, -1, err);
	}
	rq_buffer_free(&text);
	return result;
}

/* The file's bytes; of one that is too large for a document, its beginning. */
static int load(int fd, struct rq_buffer *bytes, size_t *size, struct rq_error *err)
{
	struct stat status;
	size_t wanted;

	if (fstat(fd, &status) == -1)
		return rq_fail_errno(err, RQ_UNREADABLE, "cannot look at it");
	*size = status.st_size > 0 ? (size_t)status.st_size : 0;
	wanted = *size > RQ_MAX_FILE_BYTES ? RQ_KIB(64) : *size;
	if (rq_buffer_reserve(bytes, wanted, err) == -1)
		return -1;
	while (bytes->length < wanted) {
		ssize_t got = pread(fd, bytes->data + bytes->length, wanted - bytes->length,
				    (off_t)bytes->length);

		if (got == -1 && errno == EINTR)
			continue;
		if (got == -1)
			return rq_fail_errno(err, RQ_UNREADABLE, "cannot read");
		if (got == 0)
			break;
		bytes->length += (size_t)got;
	}
	bytes->data[bytes->length] = '\0';
	return 0;
}

/*
 * Whether it is a large container: told from the few pages that show it, where
 * reading it all would cost as much memory as the largest document.
 */
static bool is_large_container(int fd, const char *name)
{
	struct rq_detected detected;
	struct stat status;
	void *bytes;
	size_t size;

	if (fstat(fd, &status) == -1 || status.st_size < PEEKED_AT ||
	    (size_t)status.st_size > RQ_MAX_FILE_BYTES)
		return false;
	size = (size_t)status.st_size;
	bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (bytes == MAP_FAILED)
		return false;
	detected = rq_detect(bytes, size, name);
	(void)munmap(bytes, size);
	return detected.format == RQ_FORMAT_CONTAINER;
}

/* As much as a document of that size may take. */
static void allow_memory(int fd)
{
	struct stat status;
	size_t size = RQ_MAX_FILE_BYTES;

	if (fstat(fd, &status) == 0 && (size_t)status.st_size < size)
		size = (size_t)status.st_size;
	rq_sandbox_allow_memory(&rq_document_sandbox,
				RQ_MAX_READER_MEMORY + RQ_MAX_DOCUMENT_COPIES * size);
}

static int answer_read(struct rq_channel *channel, const struct rq_frame *frame,
		       struct rq_buffer *bytes, const struct rq_intake_options *options,
		       struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_detected detected;
	json_t *record = NULL;
	size_t size = 0;
	int result;

	if (is_large_container(frame->fd, frame->data))
		return rq_channel_send(channel, RQ_SAY_CONTAINER, "", 0, -1, err);
	allow_memory(frame->fd);
	rq_buffer_clear(bytes);
	if (load(frame->fd, bytes, &size, &why) == -1)
		return say_failed(channel, NULL, &why, err);
	detected = rq_detect(bytes->data, bytes->length, frame->data);
	if (detected.format == RQ_FORMAT_CONTAINER)
		return rq_channel_send(channel, RQ_SAY_CONTAINER, "", 0, -1, err);
	if (size > RQ_MAX_FILE_BYTES)
		(void)rq_fail(&why, RQ_TOO_LARGE, "more than %zu MiB", RQ_MAX_FILE_BYTES >> 20);
	else if (make_record(options, frame->data, detected, bytes->data, bytes->length, &record,
			     &why) == 0) {
		result = say_record(channel, record, err);
		json_decref(record);
		return result;
	}
	return say_failed(channel, NULL, &why, err);
}

void rq_reading_serve_reader(struct rq_channel *channel, void *context)
{
	const struct rq_intake_options *options = context;
	struct rq_error err = { 0 };
	struct rq_frame frame;
	struct rq_buffer bytes;
	struct rq_pdf_tables *tables;

	if (enter(&rq_document_sandbox, &err) == -1) {
		refuse_all(channel, &err);
		return;
	}
	tables = rq_pdf_tables_new();
	while (rq_channel_receive(channel, &frame, &err) == 1) {
		rq_sandbox_allow_cpu(RQ_MAX_WORKER_SECONDS);
		rq_buffer_init(&bytes, RQ_MAX_FILE_BYTES);
		if (frame.type != RQ_ASK_READ || frame.fd == -1 ||
		    answer_read(channel, &frame, &bytes, options, &err) == -1)
			break;
		rq_buffer_free(&bytes);
		(void)close(frame.fd);
	}
	rq_pdf_tables_free(tables);
}

/* --- the unpacker's side ------------------------------------------------------------ */

static int answer_next(struct rq_channel *channel, struct rq_unpack *unpack, struct rq_error *err)
{
	struct rq_unpacked member;
	int result;

	if (!rq_unpack_next(unpack, &member))
		return say_end(channel, rq_unpack_skipped(unpack), err);
	if (member.fd == -1)
		return say_failed(channel, member.name, &member.error, err);
	result = rq_channel_send(channel, RQ_SAY_MEMBER, member.name, strlen(member.name),
				 member.fd, err);
	(void)close(member.fd);
	return result;
}

void rq_reading_serve_unpacker(struct rq_channel *channel, void *context)
{
	struct rq_error err = { 0 };
	struct rq_unpack *unpack = NULL;
	struct rq_frame frame;
	int fd = -1;

	(void)context;
	if (enter(&rq_document_sandbox, &err) == -1) {
		refuse_all(channel, &err);
		return;
	}
	while (rq_channel_receive(channel, &frame, &err) == 1) {
		rq_sandbox_allow_cpu(RQ_MAX_WORKER_SECONDS);
		if (frame.type == RQ_ASK_OPEN && frame.fd != -1) {
			rq_unpack_free(unpack);
			if (fd != -1)
				(void)close(fd);
			fd = frame.fd;
			unpack = rq_unpack_new(fd, frame.data);
		}
		if (!unpack || answer_next(channel, unpack, &err) == -1)
			return;
	}
}
