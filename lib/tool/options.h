#ifndef RQ_TOOL_OPTIONS_H
#define RQ_TOOL_OPTIONS_H

/*
 * A tool's options as a table: from it come the parsing (getopt_long), the
 * environment variables and --help, so that they cannot disagree. The member
 * that is set says what kind of value the option takes and where it goes.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* Values of an option that may be given several times. */
struct rq_list {
	const char **item; /* borrowed from argv and the environment */
	size_t count;
	size_t capacity;
};

struct rq_option {
	const char *name;        /* "store" */
	char letter;             /* 's', or 0 */
	const char *argument;    /* "DIR": how --help calls the value; NULL for a flag */
	const char *environment; /* "RQ_STORE", read first; NULL for none */
	const char *help;        /* one line, without a full stop */

	bool *flag;
	const char **text;
	struct rq_list *list;
	long *number;
	long minimum, maximum; /* of number */
	int64_t *duration;     /* ms, of "90s" or "7d" */
	int64_t *time;         /* ms, of RFC 3339, or a duration ago */
	int *choice;           /* index in choices */
	const char *choices;   /* "auto|always|never" */
};

/*
 * Reads the environment, then argv. *operand is the index of the first operand
 * (argv is permuted, operands last). RQ_USAGE.
 */
int rq_options_parse(const struct rq_option *options, size_t count, int argc, char **argv,
		     int *operand, struct rq_error *err);

/* Prints one line an option on standard output. */
void rq_options_print(const struct rq_option *options, size_t count);

void rq_list_free(struct rq_list *list);
void rq_list_add(struct rq_list *list, const char *item); /* borrowed */

#endif
