#include "trouble.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define REFUSAL(name, status, type, code, text)                                                    \
	{                                                                                          \
		name, REFUSE, status, type, code, 0, text                                          \
	}
#define OTHER(name, kind, which)                                                                   \
	{                                                                                          \
		name, kind, 0, NULL, NULL, which, NULL                                             \
	}

static const struct trouble troubles[] = {
	REFUSAL("400", 400, "invalid_request_error", NULL, "property 'nonsense' is unsupported"),
	REFUSAL("401", 401, "invalid_request_error", "invalid_api_key", "Invalid API Key"),
	REFUSAL("403", 403, "permission_error", "forbidden", "Forbidden"),
	REFUSAL("404", 404, "invalid_request_error", "model_not_found",
		"The model does not exist or you do not have access to it."),
	REFUSAL("413", 413, "tokens", "rate_limit_exceeded", "Request too large for the model"),
	REFUSAL("422", 422, "invalid_request_error", NULL, "Unprocessable entity"),
	REFUSAL("429", 429, "tokens", "rate_limit_exceeded",
		"Rate limit reached on tokens per minute (TPM)"),
	REFUSAL("429-bare", 429, "requests", "rate_limit_exceeded", "Rate limit reached"),
	REFUSAL("498", 498, "capacity_exceeded", "capacity_exceeded", "Flex capacity exceeded"),
	REFUSAL("500", 500, "internal_server_error", NULL, "Internal Server Error"),
	REFUSAL("502", 502, "internal_server_error", NULL, "Bad Gateway"),
	REFUSAL("503", 503, "internal_server_error", NULL, "Service Unavailable"),
	REFUSAL("html", 502, NULL, NULL,
		"<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>"
		"<body><h1>Bad gateway</h1>cloudflare</body></html>"),
	REFUSAL("spend-cap", 400, "invalid_request_error", "blocked_api_access",
		"Your organization has reached its monthly spend limit"),
	REFUSAL("json-failed", 400, "invalid_request_error", "json_validate_failed",
		"Failed to validate JSON. See 'failed_generation'."),
	REFUSAL("quota", 429, "insufficient_quota", "insufficient_quota",
		"You exceeded your current quota"),
	OTHER("reset-before", REFUSE, RESET_BEFORE),
	OTHER("reset-lost", BREAK, RESET_BEFORE),
	OTHER("reset-in", BREAK, RESET_IN),
	OTHER("reset-after", BREAK, RESET_AFTER),
	OTHER("half", BREAK, HALF),
	OTHER("drip", BREAK, DRIP),
	OTHER("stall", BREAK, STALL),
	OTHER("slow", BREAK, WHOLE),
	OTHER("truncated", SPOIL, TRUNCATED),
	OTHER("length", SPOIL, CUT_OFF),
	OTHER("not-json", SPOIL, NOT_JSON),
	OTHER("fenced", SPOIL, FENCED),
	OTHER("wrong-schema", SPOIL, WRONG_SCHEMA),
	OTHER("empty", SPOIL, EMPTY),
	OTHER("invent-number", SPOIL, NUMBER),
	OTHER("invent-skill", SPOIL, SKILL),
	OTHER("invent-employer", SPOIL, EMPLOYER),
	OTHER("obey", SPOIL, OBEY),
	OTHER("line-missing", LOSE, LINE_MISSING),
	OTHER("line-twice", LOSE, LINE_TWICE),
	OTHER("expired", LOSE, EXPIRED),
	OTHER("batch-failed", LOSE, BATCH_FAILED),
};

enum { COUNT = sizeof troubles / sizeof troubles[0] };

static const struct trouble *find(const char *name)
{
	for (size_t i = 0; name && i < COUNT; i++)
		if (strcmp(troubles[i].name, name) == 0)
			return &troubles[i];
	return NULL;
}

int rules_add(struct rules *rules, const json_t *json, struct rq_error *err)
{
	const char *name = rq_json_string(json, "do");
	const struct trouble *trouble = find(name);

	for (size_t i = 0; i < json_array_size(json); i++)
		if (rules_add(rules, json_array_get(json, i), err) == -1)
			return -1;
	if (json_is_array(json))
		return 0;
	if (!trouble)
		return rq_fail(err, RQ_USAGE, "no such trouble: %s", name ? name : "(no \"do\")");
	rules->rule = rq_grow(rules->rule, rules->count, &rules->capacity, sizeof *rules->rule);
	rules->rule[rules->count++] =
	    (struct rule) { .trouble = trouble, .json = json_deep_copy(json) };
	return 0;
}

void rules_clear(struct rules *rules)
{
	for (size_t i = 0; i < rules->count; i++)
		json_decref(rules->rule[i].json);
	free(rules->rule);
	*rules = (struct rules) { 0 };
}

static bool is_at(const struct rule *rule, const char *at)
{
	const char *wanted = rq_json_string(rule->json, "at");
	bool of_batch = rule->trouble->kind == LOSE;

	if (wanted)
		return strcmp(wanted, at) == 0;
	if (of_batch && (rule->trouble->which == EXPIRED || rule->trouble->which == BATCH_FAILED))
		return strcmp(at, "batch") == 0;
	return strcmp(at, of_batch ? "line" : "chat") == 0;
}

static bool is_due(struct rule *rule, struct dice *dice)
{
	long nth = (long)rq_json_integer(rule->json, "nth", 0);
	long every = (long)rq_json_integer(rule->json, "every", 0);
	long times = (long)rq_json_integer(rule->json, "times", 0);
	const json_t *rate = json_object_get(rule->json, "rate");

	rule->seen++;
	if ((times > 0 && rule->fired >= times) || (nth > 0 && rule->seen != nth) ||
	    (every > 0 && rule->seen % every != 0) ||
	    (rate && dice_roll(dice) >= json_number_value(rate)))
		return false;
	rule->fired++;
	return true;
}

const struct rule *rules_pick(struct rules *rules, const char *at, const char *bytes,
			      struct dice *dice)
{
	for (size_t i = 0; i < rules->count; i++) {
		struct rule *rule = &rules->rule[i];
		const char *match = rq_json_string(rule->json, "match");

		if (is_at(rule, at) && (!match || strstr(bytes, match)) && is_due(rule, dice))
			return rule;
	}
	return NULL;
}

void rule_refuse(const struct rule *rule, struct reply *reply)
{
	const struct trouble *trouble = rule->trouble;
	json_int_t fallback = strcmp(trouble->name, "429") == 0 ? 1000 : -1;

	reply->ending = (enum ending)trouble->which;
	if (trouble->type)
		reply_error(reply, trouble->status, trouble->type, trouble->code, "%s",
			    trouble->text);
	else if (trouble->text)
		reply_bytes(reply, trouble->status, "text/html", trouble->text,
			    strlen(trouble->text));
	reply->retry_after = rq_json_integer(rule->json, "retry_after", fallback);
	reply->delay += rq_json_integer(rule->json, "delay", 0);
}
