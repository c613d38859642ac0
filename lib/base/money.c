#include "base/money.h"

#include <ctype.h>
#include <stdio.h>

#define DOLLAR INT64_C(1000000)
#define MOST_DOLLARS INT64_C(1000000000)

const char *rq_money_format(int64_t microusd, char text[RQ_MONEY_SIZE])
{
	if (microusd >= DOLLAR)
		(void)snprintf(text, RQ_MONEY_SIZE, "$%lld.%02lld", (long long)(microusd / DOLLAR),
			       (long long)(microusd % DOLLAR / (DOLLAR / 100)));
	else
		(void)snprintf(text, RQ_MONEY_SIZE, "$0.%04lld",
			       (long long)(microusd / (DOLLAR / 10000)));
	return text;
}

/* The digits of a fraction; what each is worth goes down to a micro-dollar. */
static const char *read_fraction(const char *at, int64_t *microusd)
{
	int64_t worth = DOLLAR / 10;

	for (; isdigit((unsigned char)*at) && worth > 0; at++, worth /= 10)
		*microusd += (*at - '0') * worth;
	return at;
}

int rq_money_parse(const char *text, int64_t *microusd, struct rq_error *err)
{
	const char *at = text;
	int64_t sum = 0;

	for (; isdigit((unsigned char)*at) && sum <= MOST_DOLLARS; at++)
		sum = sum * 10 + (*at - '0');
	if (at == text || sum > MOST_DOLLARS)
		return rq_fail(err, RQ_USAGE, "not dollars such as 12.50: \"%.40s\"", text);
	sum *= DOLLAR;
	if (at[0] == '.' && isdigit((unsigned char)at[1]))
		at = read_fraction(at + 1, &sum);
	if (*at != '\0')
		return rq_fail(err, RQ_USAGE, "not dollars such as 12.50: \"%.40s\"", text);
	*microusd = sum;
	return 0;
}
