#include "resume/intake.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/paths.h"
#include "io/record.h"
#include "io/worker.h"
#include "resume/hearing.h"
#include "resume/reading.h"
#include "resume/slot.h"
#include "resume/twin.h"

enum {
	AHEAD = 4, /* documents in hand for each reader: none waits for the next one in line */
};

struct rq_intake {
	struct rq_intake_options options;
	struct rq_paths *paths;
	struct rq_twins *twins;
	struct rq_slot *first; /* of the line (slot.h) */
	struct rq_slot *given; /* the one that the caller looks at */
	/* workers[0] unpacks, the others read; held[i] is what workers[i] works on */
	struct rq_worker *workers[RQ_MAX_WORKERS + 1];
	struct rq_slot *held[RQ_MAX_WORKERS + 1];
	size_t readers;
	size_t skipped;
	bool walked; /* no path is left */
};

/* --- begin and end ------------------------------------------------------------------ */

static int start_worker(struct rq_intake *intake, size_t i, struct rq_error *err)
{
	struct rq_worker_options options = {
		.serve = i == 0 ? rq_reading_serve_unpacker : rq_reading_serve_reader,
		.context = &intake->options,
		.seconds = intake->options.ocr ? RQ_MAX_SCAN_SECONDS : RQ_MAX_WORKER_SECONDS,
	};

	rq_worker_free(intake->workers[i]);
	intake->workers[i] = NULL;
	intake->held[i] = NULL;
	return rq_worker_start(&options, &intake->workers[i], err);
}

int rq_intake_open(const struct rq_intake_options *options, struct rq_intake **intake,
		   struct rq_error *err)
{
	struct rq_intake *new = rq_alloc(1, sizeof *new);
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	new->options = *options;
	new->readers = options->workers;
	/* Two a processor: one reads while the other hands over and is handed the next. */
	if (new->readers == 0)
		new->readers = processors > 0 ? 2 * (size_t)processors : 2;
	if (new->readers > RQ_MAX_WORKERS)
		new->readers = RQ_MAX_WORKERS;
	for (size_t i = 0; i <= new->readers; i++) {
		if (start_worker(new, i, err) == -1) {
			rq_intake_free(new);
			return -1;
		}
	}
	new->paths = rq_paths_new();
	new->twins = rq_twins_new();
	*intake = new;
	return 0;
}

void rq_intake_free(struct rq_intake *intake)
{
	if (!intake)
		return;
	for (size_t i = 0; i <= intake->readers; i++)
		rq_worker_free(intake->workers[i]);
	while (intake->first) {
		struct rq_slot *slot = intake->first;

		intake->first = slot->next;
		rq_slot_free(slot);
	}
	rq_slot_free(intake->given);
	rq_paths_free(intake->paths);
	rq_twins_free(intake->twins);
	free(intake);
}

void rq_intake_add(struct rq_intake *intake, const char *path)
{
	rq_paths_add(intake->paths, path);
	intake->walked = false;
}

size_t rq_intake_skipped(const struct rq_intake *intake)
{
	return intake->skipped + rq_paths_skipped(intake->paths);
}

/* --- slots ---------------------------------------------------------------------------- */

static void fail(struct rq_intake *intake, struct rq_slot *slot, const struct rq_error *why)
{
	json_t *record = rq_record_error(intake->options.stage, slot->source, why);

	rq_slot_finish(slot, rq_json_text(record, 0), true);
	json_decref(record);
}

/* --- what workers say -------------------------------------------------------------------- */

static void hear_reader(struct rq_intake *intake, struct rq_slot *slot,
			const struct rq_frame *frame)
{
	struct rq_error why = { 0 };

	if (frame->type == RQ_SAY_CONTAINER && !slot->member) {
		slot->state = RQ_SLOT_CONTAINER;
		return;
	}
	if (frame->type == RQ_SAY_RECORD) {
		if (rq_hearing_record(frame, intake->options.want, slot->source, &slot->twin,
				      &why) == 0) {
			rq_slot_finish(slot, rq_strndup(frame->data, frame->length), false);
			return;
		}
	} else if (frame->type == RQ_SAY_FAILED) {
		free(rq_hearing_failure(frame, &why));
	} else {
		(void)rq_fail(&why, RQ_CRASHED, "the reader's answer is no answer");
	}
	fail(intake, slot, &why);
}

/* "cvs.zip" and "team a/jane.pdf" to "cvs.zip!/team a/jane.pdf"; safe to show. */
static char *member_source(const struct rq_slot *container, const char *name)
{
	char *shown = rq_text_escaped(name), *source;

	source =
	    *name ? rq_printf("%s!/%s", container->source, shown) : rq_strdup(container->source);
	free(shown);
	return source;
}

/* Only a regular file can be read without being kept waiting. */
static bool is_file(int fd)
{
	struct stat status;

	return fd != -1 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

static void hear_unpacker(struct rq_intake *intake, struct rq_slot *container,
			  struct rq_frame *frame)
{
	struct rq_error why = { 0 }, ignored = { 0 };
	char *name = NULL;
	json_t *end;

	if (container->members++ > RQ_MAX_ARCHIVE_ENTRIES) {
		(void)rq_fail(&why, RQ_TOO_MANY, "more than %d entries in the container",
			      RQ_MAX_ARCHIVE_ENTRIES);
		fail(intake, container, &why);
		return;
	}
	if (frame->type == RQ_SAY_MEMBER && is_file(frame->fd) &&
	    rq_text_is_utf8(frame->data, frame->length)) {
		(void)rq_slots_insert(&intake->first, container,
				      member_source(container, frame->data), frame->fd);
		frame->fd = -1;
		return;
	}
	if (frame->type == RQ_SAY_END) {
		if (rq_json_parse_object(frame->data, frame->length, &end, &ignored) == 0) {
			intake->skipped += (size_t)rq_json_integer(end, "skipped", 0);
			json_decref(end);
		}
		rq_slot_finish(container, NULL, false);
		return;
	}
	if (frame->type == RQ_SAY_FAILED)
		name = rq_hearing_failure(frame, &why);
	else
		(void)rq_fail(&why, RQ_CRASHED, "the unpacker's answer is no answer");
	fail(intake,
	     rq_slots_insert(&intake->first, container, member_source(container, name ? name : ""),
			     -1),
	     &why);
	free(name);
}

/* The worker is dead: what it had in hand is lost, and nothing else, unless none can begin. */
static int replace(struct rq_intake *intake, size_t i, const struct rq_error *why,
		   struct rq_error *err)
{
	struct rq_slot *slot = intake->held[i];

	if (rq_code_kind(why->code) == RQ_FATAL) {
		*err = *why;
		return -1;
	}
	if (slot)
		fail(intake, slot, why);
	return start_worker(intake, i, err);
}

static int hear(struct rq_intake *intake, size_t i, struct rq_error *err)
{
	struct rq_frame frame;
	struct rq_error why = { 0 };
	struct rq_slot *slot = intake->held[i];
	int got = rq_worker_receive(intake->workers[i], &frame, &why);

	if (got == 0)
		return 0;
	if (got == -1)
		return replace(intake, i, &why, err);
	if (i == 0) {
		hear_unpacker(intake, slot, &frame);
		if (slot->state == RQ_SLOT_DONE)
			intake->held[0] = NULL;
	} else {
		hear_reader(intake, slot, &frame);
		intake->held[i] = NULL;
	}
	if (frame.fd != -1)
		(void)close(frame.fd);
	return 0;
}

/* --- what workers are asked ----------------------------------------------------------------- */

static int ask(struct rq_intake *intake, size_t i, enum rq_reading type, struct rq_slot *slot,
	       int fd, struct rq_error *err)
{
	struct rq_error why = { 0 };

	intake->held[i] = slot;
	if (rq_worker_ask(intake->workers[i], type, slot->source, strlen(slot->source), fd, &why) ==
	    0)
		return 0;
	return replace(intake, i, &why, err);
}

/* The next member of the first container; until it is at its end, nothing behind it is sought. */
static int ask_unpacker(struct rq_intake *intake, struct rq_slot *container, struct rq_error *err)
{
	bool begun = intake->held[0] == container;

	if (rq_worker_busy(intake->workers[0]) || !rq_slots_is_first(intake->first, container) ||
	    rq_slots_count(intake->first, container) >= AHEAD * intake->readers)
		return 0;
	return ask(intake, 0, begun ? RQ_ASK_NEXT : RQ_ASK_OPEN, container,
		   begun ? -1 : container->fd, err);
}

static void walk_on(struct rq_intake *intake)
{
	while (!intake->walked && rq_slots_count(intake->first, NULL) < AHEAD * intake->readers) {
		struct rq_found found;
		struct rq_slot *slot;

		if (!rq_paths_next(intake->paths, &found)) {
			intake->walked = true;
			return;
		}
		slot = rq_slots_insert(&intake->first, NULL, found.name, found.fd);
		if (found.fd == -1)
			fail(intake, slot, &found.error);
	}
}

static int ask_readers(struct rq_intake *intake, struct rq_error *err)
{
	struct rq_slot *slot = intake->first;

	for (size_t i = 1; i <= intake->readers; i++) {
		if (intake->held[i])
			continue;
		while (slot && slot->state != RQ_SLOT_WAITING)
			slot = slot->next;
		if (!slot)
			return 0;
		slot->state = RQ_SLOT_READING;
		if (ask(intake, i, RQ_ASK_READ, slot, slot->fd, err) == -1)
			return -1;
	}
	return 0;
}

/* One round: ask all who are idle, wait, hear all who have something to say. */
static int advance(struct rq_intake *intake, struct rq_error *err)
{
	struct rq_slot *container = rq_slots_container(intake->first);

	if (container ? ask_unpacker(intake, container, err) == -1 : (walk_on(intake), 0))
		return -1;
	if (ask_readers(intake, err) == -1 ||
	    rq_worker_wait(intake->workers, intake->readers + 1, err) == -1)
		return -1;
	for (size_t i = 0; i <= intake->readers; i++)
		if (rq_worker_busy(intake->workers[i]) && hear(intake, i, err) == -1)
			return -1;
	return 0;
}

int rq_intake_next(struct rq_intake *intake, struct rq_intake_item *item, struct rq_error *err)
{
	rq_slot_free(intake->given);
	intake->given = NULL;
	while (!(intake->given = rq_slots_take(&intake->first))) {
		if (!intake->first && intake->walked)
			return 0;
		if (advance(intake, err) == -1)
			return -1;
	}
	if (rq_twins_mark(intake->twins, &intake->given->twin, &intake->given->text, err) == -1)
		return -1;
	item->text = intake->given->text;
	item->length = strlen(item->text);
	item->source = intake->given->source;
	item->failed = intake->given->failed;
	return 1;
}
