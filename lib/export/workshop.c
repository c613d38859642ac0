#include "export/workshop.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "export/fonts.h"
#include "io/sandbox.h"
#include "io/worker.h"

enum {
	AHEAD = 4, /* documents in hand for each worker: none waits for the slowest */
	SAY_DOCUMENT = 1,
	SAY_FAILED,
};

struct order {
	json_t *about;
	enum rq_print_format format;
	int fd; /* of the record's text, until a worker has it */
	bool given, done;
	struct rq_buffer bytes;
	json_t *warnings;
	struct rq_error failure;
};

struct rq_workshop {
	struct rq_workshop_options options;
	struct rq_worker *worker[RQ_MAX_WORKERS];
	struct order *held[RQ_MAX_WORKERS]; /* what it works on, or NULL */
	struct order order[RQ_MAX_WORKERS * AHEAD];
	size_t first, count; /* a ring */
};

/* --- the worker's side ------------------------------------------------------------------ */

static int enter(const struct rq_workshop_options *options, struct rq_error *err)
{
	static const char *const nothing[] = { NULL };
	struct rq_sandbox sandbox = {
		.readable = nothing,
		.memory = RQ_MAX_WORKER_MEMORY,
		.files = RQ_MAX_FONT_SPACE,
		.file_bytes = RQ_MAX_FILE_BYTES,
		.descriptors = 64,
	};
	char **places = NULL;
	int result;

	rq_json_prepare();
	(void)setenv("TZ", "UTC0", 1); // NOLINT(concurrency-mt-unsafe): the times in a zip
	if (options->fonts && rq_fonts_places(&places, err) == -1)
		return -1;
	if (places)
		sandbox.readable = (const char *const *)places;
	result = rq_sandbox_enter(&sandbox, err);
	rq_fonts_free_places(places);
	return result;
}

static int say_failed(struct rq_channel *channel, const struct rq_error *why, struct rq_error *err)
{
	json_t *failure = json_object();
	char *text;
	int result;

	rq_json_set_string(failure, "code", rq_code_name(why->code));
	rq_json_set_string(failure, "message", why->message);
	text = rq_json_text(failure, 0);
	json_decref(failure);
	result = rq_channel_send(channel, SAY_FAILED, text, strlen(text), -1, err);
	free(text);
	return result;
}

/* The warnings on a line, then the document's bytes. */
static int say_document(struct rq_channel *channel, const struct rq_printed *printed,
			struct rq_error *err)
{
	struct rq_buffer answer;
	int result;

	rq_buffer_init(&answer, RQ_MAX_FRAME_BYTES);
	result =
	    rq_json_append(printed->warnings, &answer, err) == -1 ||
		    rq_buffer_append(&answer, "\n", 1, err) == -1 ||
		    rq_buffer_append(&answer, printed->bytes.data, printed->bytes.length, err) == -1
		? -1
		: rq_channel_send(channel, SAY_DOCUMENT, answer.data, answer.length, -1, err);
	rq_buffer_free(&answer);
	return result;
}

static int read_record(int fd, json_t **record, struct rq_error *err)
{
	struct stat status;
	void *text;
	int result;

	if (fstat(fd, &status) == -1 || status.st_size <= 0)
		return rq_fail(err, RQ_SYSTEM, "a request without a record");
	text = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (text == MAP_FAILED)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot read a request");
	result = rq_json_parse_object(text, (size_t)status.st_size, record, err);
	(void)munmap(text, (size_t)status.st_size);
	return result;
}

static int answer(struct rq_channel *channel, const struct rq_workshop_options *options,
		  const struct rq_frame *frame, struct rq_error *err)
{
	struct rq_error why = { 0 };
	struct rq_printed printed;
	json_t *record = NULL;
	int result;

	rq_printed_init(&printed);
	if (read_record(frame->fd, &record, &why) == -1 ||
	    rq_print(options->work, (enum rq_print_format)frame->type, record, options->look,
		     &printed, &why) == -1)
		result = say_failed(channel, &why, err);
	else
		result = say_document(channel, &printed, err);
	rq_printed_free(&printed);
	json_decref(record);
	return result;
}

static void serve(struct rq_channel *channel, void *context)
{
	const struct rq_workshop_options *options = context;
	struct rq_error why = { 0 }, err = { 0 };
	bool jailed = enter(options, &why) == 0;
	struct rq_frame frame;

	while (rq_channel_receive(channel, &frame, &err) == 1) {
		rq_sandbox_allow_cpu(RQ_MAX_WORKER_SECONDS);
		if (frame.fd == -1 || frame.type >= RQ_PRINT_FORMATS ||
		    (jailed ? answer(channel, options, &frame, &err)
			    : say_failed(channel, &why, &err)) == -1)
			return;
		(void)close(frame.fd);
	}
}

/* --- the parent's side -------------------------------------------------------------------- */

static int start_worker(struct rq_workshop *workshop, size_t i, struct rq_error *err)
{
	struct rq_worker_options options = {
		.serve = serve,
		.context = &workshop->options,
		.seconds = RQ_MAX_WORKER_SECONDS,
	};

	rq_worker_free(workshop->worker[i]);
	workshop->worker[i] = NULL;
	workshop->held[i] = NULL;
	return rq_worker_start(&options, &workshop->worker[i], err);
}

int rq_workshop_open(const struct rq_workshop_options *options, struct rq_workshop **workshop,
		     struct rq_error *err)
{
	struct rq_workshop *new = rq_alloc(1, sizeof *new);
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	*workshop = new;
	new->options = *options;
	if (new->options.workers == 0)
		new->options.workers = processors > 0 ? (size_t)processors : 1;
	if (new->options.workers > RQ_MAX_WORKERS)
		new->options.workers = RQ_MAX_WORKERS;
	for (size_t i = 0; i < new->options.workers; i++)
		if (start_worker(new, i, err) == -1)
			return -1;
	return 0;
}

static struct order *nth(struct rq_workshop *workshop, size_t i)
{
	size_t size = sizeof workshop->order / sizeof workshop->order[0];

	return &workshop->order[(workshop->first + i) % size];
}

static void free_order(struct order *order)
{
	if (order->fd != -1)
		(void)close(order->fd);
	rq_buffer_free(&order->bytes);
	json_decref(order->warnings);
	json_decref(order->about);
}

void rq_workshop_free(struct rq_workshop *workshop)
{
	if (!workshop)
		return;
	for (size_t i = 0; i < workshop->options.workers; i++)
		rq_worker_free(workshop->worker[i]);
	for (size_t i = 0; i < workshop->count; i++)
		free_order(nth(workshop, i));
	free(workshop);
}

bool rq_workshop_full(const struct rq_workshop *workshop)
{
	return workshop->count >= workshop->options.workers * AHEAD;
}

/* A record as a file of memory: a socket would not take a large one at once. */
static int lay_out(const char *text, size_t length, struct rq_error *err)
{
	int fd = memfd_create("record", MFD_CLOEXEC);
	size_t at = 0;

	while (fd != -1 && at < length) {
		ssize_t wrote = write(fd, text + at, length - at);

		if (wrote == -1 && errno == EINTR)
			continue;
		if (wrote == -1) {
			(void)close(fd);
			fd = -1;
		} else {
			at += (size_t)wrote;
		}
	}
	if (fd == -1)
		(void)rq_fail_errno(err, RQ_SYSTEM, "cannot hand over a record");
	return fd;
}

/* Instead of one that is dead, unless none can begin. */
static int replace(struct rq_workshop *workshop, size_t i, const struct order *order,
		   struct rq_error *err)
{
	if (rq_code_kind(order->failure.code) == RQ_FATAL) {
		*err = order->failure;
		return -1;
	}
	return start_worker(workshop, i, err);
}

/* Gives what waits to who is idle. */
static int give_out(struct rq_workshop *workshop, struct rq_error *err)
{
	size_t next = 0;

	for (size_t i = 0; i < workshop->options.workers; i++) {
		struct order *order;

		if (workshop->held[i])
			continue;
		while (next < workshop->count && nth(workshop, next)->given)
			next++;
		if (next == workshop->count)
			return 0;
		order = nth(workshop, next);
		order->given = true;
		workshop->held[i] = order;
		if (rq_worker_ask(workshop->worker[i], order->format, "", 0, order->fd,
				  &order->failure) == -1) {
			order->done = true;
			if (replace(workshop, i, order, err) == -1)
				return -1;
		}
		(void)close(order->fd);
		order->fd = -1;
	}
	return 0;
}

int rq_workshop_want(struct rq_workshop *workshop, enum rq_print_format format, const char *text,
		     size_t length, json_t *about, struct rq_error *err)
{
	int fd = lay_out(text, length, err);
	struct order *order;

	if (fd == -1) {
		json_decref(about);
		return -1;
	}
	order = nth(workshop, workshop->count++);
	*order = (struct order) { .about = about, .format = format, .fd = fd };
	rq_buffer_init(&order->bytes, RQ_MAX_FRAME_BYTES);
	return give_out(workshop, err);
}

/* What a worker said. It may be anybody by now: nothing of it is believed but the bytes. */
static void take_answer(struct order *order, const struct rq_frame *frame)
{
	const char *line = memchr(frame->data, '\n', frame->length);
	size_t length = line ? (size_t)(line - frame->data) : frame->length;
	struct rq_error ignored = { 0 };
	json_t *said = NULL;

	(void)rq_json_parse(frame->data, length, &said, &ignored);
	if (frame->type == SAY_DOCUMENT && line && json_is_array(said)) {
		order->warnings = said;
		(void)rq_buffer_append(&order->bytes, line + 1, frame->length - length - 1,
				       &order->failure);
		return;
	}
	if (frame->type == SAY_FAILED && rq_json_string(said, "message") &&
	    rq_code_find(rq_json_string(said, "code")) != RQ_OK)
		(void)rq_fail(&order->failure, rq_code_find(rq_json_string(said, "code")), "%s",
			      rq_json_string(said, "message"));
	else
		(void)rq_fail(&order->failure, RQ_CRASHED, "the printer gave no answer");
	json_decref(said);
}

static int hear(struct rq_workshop *workshop, size_t i, struct rq_error *err)
{
	struct order *order = workshop->held[i];
	struct rq_frame frame;
	int got = rq_worker_receive(workshop->worker[i], &frame, &order->failure);

	if (got == 0)
		return 0;
	order->done = true;
	workshop->held[i] = NULL;
	if (got == -1)
		return replace(workshop, i, order, err);
	take_answer(order, &frame);
	if (frame.fd != -1)
		(void)close(frame.fd);
	return 0;
}

int rq_workshop_fetch(struct rq_workshop *workshop, struct rq_made *made, struct rq_error *err)
{
	struct order *order = nth(workshop, 0);

	if (workshop->count == 0)
		return 0;
	while (!order->done) {
		if (rq_worker_wait(workshop->worker, workshop->options.workers, err) == -1)
			return -1;
		for (size_t i = 0; i < workshop->options.workers; i++)
			if (workshop->held[i] && hear(workshop, i, err) == -1)
				return -1;
		if (give_out(workshop, err) == -1)
			return -1;
	}
	*made = (struct rq_made) { order->about, order->format, order->bytes, order->warnings,
				   order->failure };
	workshop->first++;
	workshop->count--;
	return 1;
}

void rq_made_free(struct rq_made *made)
{
	json_decref(made->about);
	json_decref(made->warnings);
	rq_buffer_free(&made->bytes);
}
