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
	const char *implied;     /* its value when it is given without one; NULL: it needs one */
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

/* A row of the table, by the kind of value; letter 0 and environment NULL mean none. */
#define RQ_FLAG(letter_, name_, target, help_)                                                     \
	{                                                                                          \
		.letter = (letter_), .name = (name_), .flag = (target), .help = (help_)            \
	}
#define RQ_VALUE(letter_, name_, argument_, environment_, help_, ...)                              \
	{                                                                                          \
		.letter = (letter_), .name = (name_), .argument = (argument_),                     \
		.environment = (environment_), .help = (help_), __VA_ARGS__                        \
	}
#define RQ_TEXT(letter_, name_, argument_, environment_, target, help_)                            \
	RQ_VALUE(letter_, name_, argument_, environment_, help_, .text = (target))
#define RQ_TEXT_OR(letter_, name_, argument_, implied_, environment_, target, help_)               \
	RQ_VALUE(letter_, name_, argument_, environment_, help_, .text = (target),                 \
		 .implied = (implied_))
#define RQ_LIST(letter_, name_, argument_, target, help_)                                          \
	RQ_VALUE(letter_, name_, argument_, NULL, help_, .list = (target))
#define RQ_NUMBER(letter_, name_, environment_, target, least, most, help_)                        \
	RQ_VALUE(letter_, name_, "N", environment_, help_, .number = (target), .minimum = (least), \
		 .maximum = (most))
#define RQ_DURATION(letter_, name_, environment_, target, help_)                                   \
	RQ_VALUE(letter_, name_, "TIME", environment_, help_, .duration = (target))
#define RQ_MOMENT(letter_, name_, target, help_)                                                   \
	RQ_VALUE(letter_, name_, "TIME", NULL, help_, .time = (target))
#define RQ_CHOICE(letter_, name_, environment_, target, choices_, help_)                           \
	RQ_VALUE(letter_, name_, "WHEN", environment_, help_, .choice = (target),                  \
		 .choices = (choices_))

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
