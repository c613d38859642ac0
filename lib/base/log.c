#include "base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"

enum { SHOWN = 512 }; /* bytes of a source or a message */

static bool is_journal(int fd)
{
	const char *stream = getenv("JOURNAL_STREAM");
	struct stat is;
	char *name;
	bool result;

	if (!stream || fstat(fd, &is) == -1)
		return false;
	name = rq_printf("%llu:%llu", (unsigned long long)is.st_dev, (unsigned long long)is.st_ino);
	result = strcmp(name, stream) == 0;
	free(name);
	return result;
}

void rq_log_open(struct rq_log *log, const char *tool)
{
	log->tool = tool;
	log->journal = is_journal(STDERR_FILENO);
	(void)rq_run_id(log->run_id);
}

static const char *level_name(enum rq_log_level level)
{
	if (level == RQ_LOG_ERROR)
		return "error";
	return level == RQ_LOG_WARNING ? "warning" : "info";
}

/* --- for people --------------------------------------------------------------------- */

static char *as_text(const struct rq_log *log, const struct rq_log_event *event)
{
	const char *of = event->source ? event->source : event->task_id;
	char source[SHOWN] = "", message[SHOWN], duration[48] = "";

	if (of)
		(void)rq_text_escape(of, source, sizeof source);
	if (event->duration != RQ_LOG_NO_DURATION)
		(void)snprintf(duration, sizeof duration, " in %lld ms",
			       (long long)event->duration);
	return rq_printf("%s: %s%s%s%s", log->tool, source, of ? ": " : "",
			 rq_text_escape(event->message, message, sizeof message), duration);
}

/* --- for collectors ------------------------------------------------------------------- */

static void set_escaped(json_t *object, const char *key, const char *text)
{
	char shown[SHOWN];

	if (text)
		rq_json_set_string(object, key, rq_text_escape(text, shown, sizeof shown));
}

/* The event as an object; its order is that of the words of logfmt, too. */
static json_t *members(const struct rq_log *log, const struct rq_log_event *event)
{
	json_t *object = json_object();
	char time[RQ_TIME_SIZE];

	rq_json_set_string(object, "time", rq_clock_format(rq_clock_now(), time));
	rq_json_set_string(object, "level", level_name(event->level));
	rq_json_set_string(object, "tool", log->tool);
	rq_json_set_string(object, "run_id", log->run_id);
	rq_json_set_string(object, "stage", event->stage);
	set_escaped(object, "task_id", event->task_id);
	set_escaped(object, "source", event->source);
	if (event->duration != RQ_LOG_NO_DURATION)
		rq_json_set_integer(object, "duration_ms", event->duration);
	set_escaped(object, "message", event->message);
	return object;
}

static void append_quoted(struct rq_buffer *line, const char *text)
{
	struct rq_error never = { 0 }; /* a line of escaped texts is far below the limit */

	if (*text && !strpbrk(text, " \"=\\")) {
		(void)rq_buffer_append_text(line, text, &never);
		return;
	}
	(void)rq_buffer_append_text(line, "\"", &never);
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			(void)rq_buffer_append_text(line, "\\", &never);
		(void)rq_buffer_append(line, text, 1, &never);
	}
	(void)rq_buffer_append_text(line, "\"", &never);
}

static char *as_logfmt(json_t *object)
{
	struct rq_error never = { 0 };
	struct rq_buffer line;
	const char *key;
	json_t *value;
	char *text;

	rq_buffer_init(&line, RQ_KIB(16));
	json_object_foreach (object, key, value) {
		(void)rq_buffer_append_format(&line, &never, "%s%s=", line.length ? " " : "", key);
		if (json_is_integer(value))
			(void)rq_buffer_append_format(&line, &never, "%lld",
						      (long long)json_integer_value(value));
		else
			append_quoted(&line, json_string_value(value));
	}
	text = rq_buffer_take(&line);
	rq_buffer_free(&line);
	return text;
}

void rq_log(const struct rq_log *log, const struct rq_log_event *event)
{
	json_t *object = log->format == RQ_LOG_TEXT ? NULL : members(log, event);
	char priority[16] = "", *line;

	if (log->format == RQ_LOG_TEXT)
		line = as_text(log, event);
	else
		line = log->format == RQ_LOG_JSON ? rq_json_text(object, 0) : as_logfmt(object);
	if (log->journal)
		(void)snprintf(priority, sizeof priority, "<%d>", (int)event->level);
	(void)fprintf(stderr, "%s%s\n", priority, line);
	free(line);
	json_decref(object);
}
