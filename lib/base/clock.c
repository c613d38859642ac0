#include "base/clock.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR };

static int64_t read_clock(clockid_t id)
{
	struct timespec now = { 0 };

	(void)clock_gettime(id, &now); /* cannot fail for these two clocks */
	return (int64_t)now.tv_sec * SECOND + now.tv_nsec / 1000000;
}

int64_t rq_clock_moved(int64_t shown)
{
	const char *told = getenv("RQ_NOW");
	struct rq_error err = { 0 };
	int64_t now = 0;

	if (told && rq_clock_parse(told, &now, &err) == 0)
		return now;
	if (told && told[0] == '+')
		(void)rq_clock_parse_duration(told + 1, &now, &err);
	return shown + now;
}

int64_t rq_clock_now(void)
{
	return rq_clock_moved(read_clock(CLOCK_REALTIME));
}

int64_t rq_clock_steady(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

void rq_clock_sleep(int64_t milliseconds)
{
	struct timespec time = { milliseconds / SECOND, milliseconds % SECOND * 1000000 };

	(void)nanosleep(&time, NULL);
}

int64_t rq_clock_day(int64_t milliseconds)
{
	int64_t into = milliseconds % DAY;

	return milliseconds - (into < 0 ? into + DAY : into);
}

const char *rq_clock_format(int64_t milliseconds, char text[RQ_TIME_SIZE])
{
	int64_t rest = milliseconds % SECOND;
	time_t seconds = (time_t)(milliseconds / SECOND);
	struct tm utc;
	size_t used;

	if (rest < 0) {
		rest += SECOND;
		seconds--;
	}
	if (!gmtime_r(&seconds, &utc))
		memset(&utc, 0, sizeof utc);
	used = strftime(text, RQ_TIME_SIZE, "%Y-%m-%dT%H:%M:%S", &utc);
	(void)snprintf(text + used, RQ_TIME_SIZE - used, ".%03uZ", (unsigned)rest % 1000);
	return text;
}

/* ".123" with any number of digits, as milliseconds; *text moves behind it. */
static int read_fraction(const char **text)
{
	int milliseconds = 0, weight = 100;

	if (**text != '.')
		return 0;
	for ((*text)++; **text >= '0' && **text <= '9'; (*text)++) {
		milliseconds += (**text - '0') * weight;
		weight /= 10;
	}
	return milliseconds;
}

static int read_offset(const char *text, int *minutes)
{
	int hour, minute, length = 0;

	if (strcmp(text, "Z") == 0 || strcmp(text, "z") == 0) {
		*minutes = 0;
		return 0;
	}
	/* Here and below a width bounds each number, so none can overflow. */
	if ((text[0] != '+' && text[0] != '-') ||
	    sscanf(text + 1, "%2d:%2d%n", &hour, &minute, &length) != 2 || // NOLINT(cert-err34-c)
	    text[1 + length] != '\0')
		return -1;
	*minutes = (hour * 60 + minute) * (text[0] == '-' ? -1 : 1);
	return 0;
}

int rq_clock_parse(const char *text, int64_t *milliseconds, struct rq_error *err)
{
	struct tm utc = { 0 };
	const char *rest;
	int length = 0, fraction, offset;

	// NOLINTNEXTLINE(cert-err34-c)
	if (sscanf(text, "%4d-%2d-%2d%*1[Tt ]%2d:%2d:%2d%n", &utc.tm_year, &utc.tm_mon,
		   &utc.tm_mday, &utc.tm_hour, &utc.tm_min, &utc.tm_sec, &length) != 6)
		return rq_fail(err, RQ_BAD_RECORD, "not a time: \"%.40s\"", text);
	rest = text + length;
	fraction = read_fraction(&rest);
	if (read_offset(rest, &offset) == -1 || utc.tm_mon < 1 || utc.tm_mon > 12 ||
	    utc.tm_mday < 1 || utc.tm_mday > 31 || utc.tm_hour > 23 || utc.tm_min > 59 ||
	    utc.tm_sec > 60)
		return rq_fail(err, RQ_BAD_RECORD, "not a time: \"%.40s\"", text);
	utc.tm_year -= 1900;
	utc.tm_mon -= 1;
	*milliseconds = (int64_t)timegm(&utc) * SECOND + fraction - (int64_t)offset * MINUTE;
	return 0;
}

enum { BILLION = 1000000000 };

/* "ms" stands before "m": the first that fits is meant. */
static const struct unit {
	const char *name;
	int64_t length;  /* ms; 0: less than one */
	int64_t in_a_ms; /* how many make 1 ms, where it is less */
} units[] = {
	{ "ms", 1, 0 },    { "w", (int64_t)7 * DAY, 0 }, { "d", DAY, 0 },
	{ "h", HOUR, 0 },  { "m", MINUTE, 0 },           { "s", SECOND, 0 },
	{ "us", 0, 1000 }, { "\u00b5s", 0, 1000 },       { "ns", 0, 1000000 },
};

static const struct unit *read_unit(const char **text)
{
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		size_t length = strlen(units[i].name);

		if (strncmp(*text, units[i].name, length) == 0) {
			*text += length;
			return &units[i];
		}
	}
	return NULL;
}

/* ".5" as billionths, rounded up; *text moves behind it. -1: no digit follows the point. */
static int64_t read_billionths(const char **text)
{
	int64_t billionths = 0, weight = BILLION / 10;
	bool more = false;
	const char *start = *text + 1;

	if (**text != '.')
		return 0;
	for (*text = start; **text >= '0' && **text <= '9'; (*text)++) {
		billionths += (**text - '0') * weight;
		more = more || (weight == 0 && **text != '0');
		weight /= 10;
	}
	return *text == start ? -1 : billionths + more;
}

/* One number with its unit: how many ms, rounded up; -1 when it is none. */
static int64_t read_term(const char **text, const struct unit **unit, bool *whole)
{
	int64_t billionths;
	long long count;
	int length = 0;

	// NOLINTNEXTLINE(cert-err34-c)
	if (**text < '0' || **text > '9' || sscanf(*text, "%9lld%n", &count, &length) != 1)
		return -1;
	*text += length;
	billionths = read_billionths(text);
	*unit = billionths < 0 ? NULL : read_unit(text);
	if (!*unit)
		return -1;
	*whole = billionths == 0 && (*unit)->length > 0;
	if ((*unit)->length > 0)
		return count * (*unit)->length +
		       (billionths * (*unit)->length + BILLION - 1) / BILLION;
	billionths += count * BILLION;
	return (billionths + (*unit)->in_a_ms * BILLION - 1) / ((*unit)->in_a_ms * BILLION);
}

int rq_clock_parse_duration(const char *text, int64_t *milliseconds, struct rq_error *err)
{
	const char *rest = text;
	int64_t sum = 0, shortest = INT64_MAX;
	bool whole = true;

	do {
		const struct unit *unit = NULL;
		int64_t term = whole ? read_term(&rest, &unit, &whole) : -1;

		/* Falling units also keep the sum far from overflow. */
		if (term < 0 || unit->length >= shortest)
			return rq_fail(err, RQ_USAGE,
				       "not a duration such as 90s, 2h or 7d: \"%.40s\"", text);
		shortest = unit->length;
		sum += term;
	} while (*rest);
	*milliseconds = sum;
	return 0;
}

int rq_clock_parse_http(const char *text, int64_t *milliseconds, struct rq_error *err)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct tm utc = { 0 };
	char name[4] = "";
	const char *month;
	int length = 0;

	// NOLINTNEXTLINE(cert-err34-c)
	if (sscanf(text, "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d GMT%n", &utc.tm_mday, name,
		   &utc.tm_year, &utc.tm_hour, &utc.tm_min, &utc.tm_sec, &length) != 6 ||
	    length == 0 || text[length] != '\0' || strlen(name) != 3 ||
	    !(month = strstr(months, name)) || (month - months) % 3 != 0 || utc.tm_mday < 1 ||
	    utc.tm_mday > 31 || utc.tm_hour > 23 || utc.tm_min > 59 || utc.tm_sec > 60)
		return rq_fail(err, RQ_BAD_RECORD, "not a date of HTTP: \"%.40s\"", text);
	utc.tm_year -= 1900;
	utc.tm_mon = (int)(month - months) / 3;
	*milliseconds = (int64_t)timegm(&utc) * SECOND;
	return 0;
}

/*
 * When a clock on the wall here shows hour:minute, so many days after local. summer as
 * tm_isdst; -1 when it shows that at no time of such a kind.
 */
static int64_t local_moment(const struct tm *local, int days, int hour, int minute, int summer)
{
	struct tm then = *local;
	int64_t at;

	then.tm_mday += days;
	then.tm_hour = hour;
	then.tm_min = minute;
	then.tm_sec = 0;
	then.tm_isdst = summer;
	at = (int64_t)mktime(&then) * SECOND;
	return summer == -1 || (then.tm_hour == hour && then.tm_min == minute) ? at : -1;
}

/* The next such time: an hour that is there twice has two, one that is left out has the hour behind
 * it. */
static int64_t next_local(int hour, int minute, int64_t now)
{
	time_t seconds = (time_t)(now / SECOND);
	struct tm local = { 0 };

	(void)localtime_r(&seconds, &local);
	for (int days = 0;; days++) {
		int64_t summer = local_moment(&local, days, hour, minute, 1);
		int64_t winter = local_moment(&local, days, hour, minute, 0);
		int64_t either = local_moment(&local, days, hour, minute, -1);

		if (summer > now)
			return summer;
		if (winter > now)
			return winter;
		if (summer == -1 && winter == -1 && either > now)
			return either;
	}
}

int rq_clock_parse_deadline(const char *text, int64_t now, int64_t *milliseconds,
			    struct rq_error *err)
{
	struct rq_error ignored = { 0 };
	int hour, minute, length = 0;
	int64_t duration = 0;

	// NOLINTNEXTLINE(cert-err34-c)
	if (sscanf(text, "%2d:%2d%n", &hour, &minute, &length) == 2 && text[length] == '\0' &&
	    hour >= 0 && hour < 24 && minute >= 0 && minute < 60) {
		*milliseconds = next_local(hour, minute, now);
		return 0;
	}
	if (rq_clock_parse_duration(text, &duration, &ignored) == 0) {
		*milliseconds = now + duration;
		return 0;
	}
	ignored = (struct rq_error) { 0 };
	if (rq_clock_parse(text, milliseconds, &ignored) == 0)
		return 0;
	return rq_fail(err, RQ_USAGE,
		       "not a time such as 06:00, 2h or 2026-11-24T06:00:00Z: "
		       "\"%.40s\"",
		       text);
}
