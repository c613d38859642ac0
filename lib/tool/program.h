#ifndef RQ_TOOL_PROGRAM_H
#define RQ_TOOL_PROGRAM_H

/*
 * What every main() shares: options, --help and --version, complaints on
 * standard error, signals, and the one table of exit statuses (rq(7)).
 */

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/log.h"
#include "io/output.h"
#include "io/progress.h"
#include "tool/options.h"

enum rq_status {
	RQ_STATUS_DONE = 0,
	RQ_STATUS_SOME_FAILED = 1,
	RQ_STATUS_USAGE = 2,
	RQ_STATUS_FATAL = 3,
	RQ_STATUS_TRY_LATER = 75,
};

struct rq_program {
	const char *name;  /* "rq-ingest" */
	const char *usage; /* "[OPTION]... [PATH]..." */
	const char *about; /* what it does, in a sentence or two; lines end in \n */
	const struct rq_option *options;
	size_t option_count;
	bool operands; /* it takes some; others refuse them, or records in a named file go unread */

	int progress_mode; /* enum rq_progress_mode, from --progress */
	struct rq_progress progress;
	struct rq_log log; /* its format from --log */
	bool verbose;      /* what went well is told, too */
	int64_t started;   /* steady ms */
	size_t failed;     /* records that failed: status 1 */
	int stop_fd;       /* readable after SIGINT or SIGTERM; -1 before rq_program_catch() */
	int operand;       /* index in argv of the first operand */
};

/* The options that every tool has, to be put first in its table. */
#define RQ_PROGRAM_OPTIONS(program, wants)                                                         \
	RQ_FLAG('h', "help", &(wants).help, "show this and exit"),                                 \
	    RQ_FLAG('V', "version", &(wants).version, "show the version and exit"),                \
	    RQ_CHOICE(0, "progress", "RQ_PROGRESS", &(program).progress_mode, "auto|always|never", \
		      "show progress on standard error"),                                          \
	    RQ_CHOICE(0, "log", "RQ_LOG", &(program).log.format, RQ_LOG_FORMATS,                   \
		      "how diagnostics are written (text)"),                                       \
	    RQ_VALUE('v', "verbose", NULL, "RQ_VERBOSE", "tell what went well, too",               \
		     .flag = &(program).verbose)

struct rq_program_wants {
	bool help, version;
};

/*
 * Parses the options. True: go on. False: --help or --version was answered, or
 * the call was wrong (said on standard error); *status is what main() returns.
 */
bool rq_program_begin(struct rq_program *program, const struct rq_program_wants *wants, int argc,
		      char **argv, int *status);

/*
 * From here on SIGINT and SIGTERM are not deadly but make stop_fd readable, and
 * a closed pipe is an error, not a signal: for tools that have something to
 * give back. Call it after the workers are forked.
 */
int rq_program_catch(struct rq_program *program, struct rq_error *err);

/* Whether a signal came. */
bool rq_program_stopped(const struct rq_program *program);

/* Begins to show progress through standard input, with its end in sight where it is a file. */
void rq_program_show_progress(struct rq_program *program);

/* One line on standard error, a warning; source may be NULL. */
void rq_program_complain(struct rq_program *program, const char *source, const char *message);

/*
 * The same, of an "error" record that is about to be written: its source and message. Of
 * any other record its task and status, as what went well: only when that is wanted.
 */
void rq_program_tell_of(struct rq_program *program, const char *record, size_t length);

/*
 * The end of every tool, told when that is wanted: flushes out (NULL: nothing), says what err
 * holds, and returns the exit status, or dies of the signal that stopped it.
 */
int rq_program_finish(struct rq_program *program, struct rq_output *out, struct rq_error *err);

#endif
