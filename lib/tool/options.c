#include "tool/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"

enum { FIRST_LONG = 256, HELP_COLUMN = 30 };

void rq_list_add(struct rq_list *list, const char *item)
{
	list->item = rq_grow(list->item, list->count, &list->capacity, sizeof *list->item);
	list->item[list->count++] = item;
}

void rq_list_free(struct rq_list *list)
{
	free(list->item);
	*list = (struct rq_list) { 0 };
}

static int set_number(const struct rq_option *option, const char *value, struct rq_error *err)
{
	char *end;
	long number;

	errno = 0;
	number = strtol(value, &end, 10);
	if (end == value || *end != '\0' || errno != 0 || number < option->minimum ||
	    number > option->maximum)
		return rq_fail(err, RQ_USAGE, "--%s takes a number from %ld to %ld, not \"%s\"",
			       option->name, option->minimum, option->maximum, value);
	*option->number = number;
	return 0;
}

static int set_choice(const struct rq_option *option, const char *value, struct rq_error *err)
{
	const char *at = option->choices;
	size_t length = strlen(value);

	for (int index = 0; *at; index++) {
		size_t span = strcspn(at, "|");

		if (span == length && memcmp(at, value, span) == 0) {
			*option->choice = index;
			return 0;
		}
		at += span + (at[span] == '|');
	}
	return rq_fail(err, RQ_USAGE, "--%s takes one of %s, not \"%s\"", option->name,
		       option->choices, value);
}

/* "2h" is two hours ago. */
static int set_time(const struct rq_option *option, const char *value, struct rq_error *err)
{
	struct rq_error not_a_duration = { 0 };
	int64_t ago;

	if (rq_clock_parse_duration(value, &ago, &not_a_duration) == 0) {
		*option->time = rq_clock_now() - ago;
		return 0;
	}
	if (rq_clock_parse(value, option->time, &not_a_duration) == 0)
		return 0;
	return rq_fail(err, RQ_USAGE,
		       "--%s takes a time such as 2026-11-24T06:00:00Z or 2h, not \"%s\"",
		       option->name, value);
}

static int set_flag(const struct rq_option *option, const char *value, struct rq_error *err)
{
	if (!value || strcmp(value, "1") == 0) {
		*option->flag = true;
		return 0;
	}
	if (strcmp(value, "0") == 0 || *value == '\0') {
		*option->flag = false;
		return 0;
	}
	return rq_fail(err, RQ_USAGE, "%s is 0 or 1, not \"%s\"", option->environment, value);
}

static int set_value(const struct rq_option *option, const char *value, struct rq_error *err)
{
	if (option->flag)
		return set_flag(option, value, err);
	if (option->number)
		return set_number(option, value, err);
	if (option->choice)
		return set_choice(option, value, err);
	if (option->time)
		return set_time(option, value, err);
	if (option->duration)
		return rq_clock_parse_duration(value, option->duration, err);
	if (option->list)
		rq_list_add(option->list, value);
	else
		*option->text = value;
	return 0;
}

static int read_environment(const struct rq_option *options, size_t count, struct rq_error *err)
{
	for (size_t i = 0; i < count; i++) {
		const char *value = options[i].environment ? getenv(options[i].environment) : NULL;

		if (value && *value && set_value(&options[i], value, err) == -1)
			return -1;
	}
	return 0;
}

static int takes_argument(const struct rq_option *option)
{
	if (!option->argument)
		return no_argument;
	return option->implied ? optional_argument : required_argument;
}

/* What getopt_long() wants, from our table; both are the caller's, free(). */
static struct option *make_getopt_table(const struct rq_option *options, size_t count,
					char **letters)
{
	struct option *table = rq_alloc(count + 1, sizeof *table);
	char *letter = *letters = rq_alloc(3 * count + 2, 1);

	*letter++ = ':';
	for (size_t i = 0; i < count; i++) {
		table[i] = (struct option) {
			.name = options[i].name,
			.has_arg = takes_argument(&options[i]),
			.val = FIRST_LONG + (int)i,
		};
		if (!options[i].letter)
			continue;
		*letter++ = options[i].letter;
		for (int colons = takes_argument(&options[i]); colons > 0; colons--)
			*letter++ = ':'; /* one: needed, two: may be left out */
	}
	return table;
}

static const struct rq_option *find_option(const struct rq_option *options, size_t count, int got)
{
	if (got >= FIRST_LONG)
		return &options[got - FIRST_LONG];
	for (size_t i = 0; i < count; i++)
		if (options[i].letter == got)
			return &options[i];
	return NULL;
}

int rq_options_parse(const struct rq_option *options, size_t count, int argc, char **argv,
		     int *operand, struct rq_error *err)
{
	char *letters;
	struct option *table = make_getopt_table(options, count, &letters);
	int result = read_environment(options, count, err), got;

	optind = 0;
	opterr = 0;
	while (result == 0 && (got = getopt_long(argc, argv, letters, table, NULL)) != -1) {
		const struct rq_option *option = find_option(options, count, got);

		if (option)
			result = set_value(option, optarg ? optarg : option->implied, err);
		else
			result = rq_fail(err, RQ_USAGE, "%s: %s", argv[optind - 1],
					 got == ':' ? "needs a value" : "no such option");
	}
	*operand = optind;
	free(table);
	free(letters);
	return result;
}

void rq_options_print(const struct rq_option *options, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int width =
		    options[i].letter ? printf("  -%c, ", options[i].letter) : printf("      ");

		width += printf("--%s", options[i].name);
		if (options[i].argument)
			width +=
			    printf(options[i].implied ? "[=%s]" : "=%s",
				   options[i].choices ? options[i].choices : options[i].argument);
		if (width + 2 > HELP_COLUMN)
			width = printf("\n") - 1;
		(void)printf("%*s%s", HELP_COLUMN - width, "", options[i].help);
		if (options[i].environment)
			(void)printf(" [%s]", options[i].environment);
		(void)printf("\n");
	}
}
