#include "tool/program.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/memory.h"
#include "io/input.h"

/* What a tool is in the way of a résumé: "optimize". */
static const char *stage_of(const struct rq_program *program)
{
	return strncmp(program->name, "rq-", 3) == 0 ? program->name + 3 : program->name;
}

static void say(const struct rq_program *program, enum rq_log_level level, const char *source,
		const char *message)
{
	rq_log(&program->log, &(struct rq_log_event) { .level = level,
						       .source = source,
						       .stage = stage_of(program),
						       .duration = RQ_LOG_NO_DURATION,
						       .message = message });
}

static int say_usage(const struct rq_program *program, const char *message)
{
	say(program, RQ_LOG_ERROR, NULL, message);
	if (program->log.format == RQ_LOG_TEXT)
		(void)fprintf(stderr, "usage: %s %s\n", program->name, program->usage);
	return RQ_STATUS_USAGE;
}

/* Standard output may be full or closed even for --help. */
static int finish_printing(const struct rq_program *program)
{
	if (fflush(stdout) == 0)
		return RQ_STATUS_DONE;
	say(program, RQ_LOG_ERROR, NULL, strerror(errno));
	return RQ_STATUS_FATAL;
}

/*
 * Where standard input, output or error is closed, the next file that is opened would take
 * its number, and what is meant for people would be written into a store. So the number
 * is held by what cannot be read, or written to: whoever tries fails as before.
 */
static int hold_standard_numbers(void)
{
	static const int useless[] = { O_WRONLY, O_RDONLY, O_RDONLY };

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", useless[fd]) != fd)
			return -1;
	return 0;
}

bool rq_program_begin(struct rq_program *program, const struct rq_program_wants *wants, int argc,
		      char **argv, int *status)
{
	struct rq_error err = { 0 };

	if (hold_standard_numbers() == -1) {
		*status = RQ_STATUS_FATAL;
		return false;
	}
	/* What is in memory are people's lives: no core file keeps them. */
	(void)setrlimit(RLIMIT_CORE, &(struct rlimit) { 0 });
	/* A limit of file size is an error like a full disk, and no death. */
	(void)signal(SIGXFSZ, SIG_IGN);
	program->stop_fd = -1;
	program->started = rq_clock_steady();
	rq_log_open(&program->log, program->name);
	if (rq_options_parse(program->options, program->option_count, argc, argv, &program->operand,
			     &err) == -1) {
		*status = say_usage(program, err.message);
		return false;
	}
	if (!program->operands && program->operand < argc && !wants->help && !wants->version) {
		(void)rq_fail(&err, RQ_USAGE, "%s: no operand is taken", argv[program->operand]);
		*status = say_usage(program, err.message);
		return false;
	}
	if (wants->help) {
		(void)printf("usage: %s %s\n\n%s\n", program->name, program->usage, program->about);
		rq_options_print(program->options, program->option_count);
		*status = finish_printing(program);
		return false;
	}
	if (wants->version) {
		(void)printf("%s (rq) %s\n", program->name, RQ_VERSION);
		*status = finish_printing(program);
		return false;
	}
	return true;
}

/* Adds a signal, unless whoever started us wants it ignored (nohup, a script's "&"). */
static void add_signal(sigset_t *set, int number)
{
	struct sigaction action;

	if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_IGN)
		(void)sigaddset(set, number);
}

int rq_program_catch(struct rq_program *program, struct rq_error *err)
{
	sigset_t set;

	(void)sigemptyset(&set);
	add_signal(&set, SIGINT);
	add_signal(&set, SIGTERM);
	if (sigprocmask(SIG_BLOCK, &set, NULL) == -1 || signal(SIGPIPE, SIG_IGN) == SIG_ERR)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot catch signals");
	program->stop_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (program->stop_fd == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot catch signals");
	return 0;
}

bool rq_program_stopped(const struct rq_program *program)
{
	struct pollfd polled = { .fd = program->stop_fd, .events = POLLIN };

	return program->stop_fd != -1 && poll(&polled, 1, 0) == 1;
}

void rq_program_show_progress(struct rq_program *program)
{
	struct rq_progress *progress = &program->progress;

	rq_progress_begin(progress, program->name, (enum rq_progress_mode)program->progress_mode,
			  0);
	if (progress->shown)
		progress->total = rq_input_count_lines(STDIN_FILENO);
}

void rq_program_complain(struct rq_program *program, const char *source, const char *message)
{
	rq_progress_clear(&program->progress);
	say(program, RQ_LOG_WARNING, source, message);
}

static void tell(struct rq_program *program, const json_t *record, bool failed)
{
	const char *message = rq_json_string(record, failed ? "message" : "status");
	const char *stage = rq_json_string(record, "stage");
	const json_t *usage = rq_json_object(record, "usage");

	rq_progress_clear(&program->progress);
	rq_log(&program->log,
	       &(struct rq_log_event) {
		   .level = failed ? RQ_LOG_WARNING : RQ_LOG_INFO,
		   .source = failed ? rq_json_string(record, "source") : NULL,
		   .task_id = rq_json_string(record, "task_id"),
		   .stage = stage ? stage : stage_of(program),
		   .duration = rq_json_integer(usage, "latency_ms", RQ_LOG_NO_DURATION),
		   .message = message ? message : "failed",
	       });
}

void rq_program_tell_of(struct rq_program *program, const char *record, size_t length)
{
	struct rq_error ignored = { 0 };
	const char *type;
	json_t *object;
	bool failed;

	if (rq_json_parse_object(record, length, &object, &ignored) == -1)
		return;
	type = rq_json_string(object, "type");
	failed = type && strcmp(type, "error") == 0;
	if (failed || program->verbose)
		tell(program, object, failed);
	json_decref(object);
}

/* Dies of the signal, so that a shell sees 128 + its number and a script's loop ends. */
static int die_of(int number)
{
	sigset_t set;

	(void)signal(number, SIG_DFL);
	(void)sigemptyset(&set);
	(void)sigaddset(&set, number);
	(void)raise(number);
	(void)sigprocmask(SIG_UNBLOCK, &set, NULL);
	return 128 + number;
}

static int stop_signal(const struct rq_program *program)
{
	struct signalfd_siginfo info;

	if (program->stop_fd == -1 || read(program->stop_fd, &info, sizeof info) != sizeof info)
		return 0;
	return (int)info.ssi_signo;
}

static int status_of(const struct rq_program *program, enum rq_code code)
{
	if (code == RQ_OK)
		return program->failed > 0 ? RQ_STATUS_SOME_FAILED : RQ_STATUS_DONE;
	if (code == RQ_USAGE)
		return RQ_STATUS_USAGE;
	return rq_code_kind(code) == RQ_TEMPORARY ? RQ_STATUS_TRY_LATER : RQ_STATUS_FATAL;
}

static void tell_end(struct rq_program *program, int status)
{
	char message[32];

	if (!program->verbose)
		return;
	(void)snprintf(message, sizeof message, "ended with status %d", status);
	rq_progress_clear(&program->progress);
	rq_log(&program->log,
	       &(struct rq_log_event) { .level = RQ_LOG_INFO,
					.stage = stage_of(program),
					.duration = rq_clock_steady() - program->started,
					.message = message });
}

int rq_program_finish(struct rq_program *program, struct rq_output *out, struct rq_error *err)
{
	int number, status;

	if (out && err->code != RQ_PIPE_CLOSED && out->buffer.length > 0)
		(void)rq_output_flush(out, err);
	number = stop_signal(program);
	if (err->code == RQ_PIPE_CLOSED && number == 0)
		number = SIGPIPE;
	status = number ? 128 + number : status_of(program, err->code);
	if (number == 0 && err->code != RQ_OK) {
		rq_progress_clear(&program->progress);
		say(program, RQ_LOG_ERROR, NULL, err->message);
	}
	tell_end(program, status);
	return number ? die_of(number) : status;
}
