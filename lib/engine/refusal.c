#include "engine/refusal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/memory.h"
#include "base/text.h"
#include "io/quota.h"

/* How long all wait after a 429 that does not say, and at most after one that does: a day. */
enum { GATE_MS = 5000, MAX_GATE_MS = 24 * 60 * 60 * 1000 };

/* What a row means. */
struct meaning {
	enum rq_code code;
	enum rq_remedy remedy;
	int again;
	bool billed, ill;
};

/* --- the tables ----------------------------------------------------------- */

#define STOP(code)                                                                                 \
	{                                                                                          \
		code, RQ_REMEDY_STOP, 0, false, false                                              \
	}

static const struct {
	enum rq_http_failure failure;
	struct meaning meaning;
} failures[] = {
	{ RQ_HTTP_DNS, { RQ_NETWORK, RQ_REMEDY_AWAIT, -1, false, true } },
	{ RQ_HTTP_UNREACHABLE, { RQ_NETWORK, RQ_REMEDY_AWAIT, -1, false, true } },
	{ RQ_HTTP_TLS, STOP(RQ_UNTRUSTED) },
	{ RQ_HTTP_TIMEOUT, { RQ_NETWORK, RQ_REMEDY_RETRY, -1, true, true } },
	{ RQ_HTTP_RESET, { RQ_NETWORK, RQ_REMEDY_RETRY, -1, true, true } },
	{ RQ_HTTP_CUT, { RQ_NETWORK, RQ_REMEDY_RETRY, -1, true, true } },
	{ RQ_HTTP_TOO_LARGE, { RQ_BAD_ANSWER, RQ_REMEDY_RETRY, 2, true, false } },
	{ RQ_HTTP_NONSENSE, { RQ_NETWORK, RQ_REMEDY_RETRY, -1, true, true } },
};

/*
 * The first row that fits decides. word: the error's code or type, whole; NULL:
 * any. Sources: Groq's documentation of errors and spend limits, OpenAI's guide
 * to error codes; that 500, 502 and 503 cost nothing is Groq's word.
 */
static const struct {
	int first, last; /* statuses */
	const char *word;
	struct meaning meaning;
} statuses[] = {
	{ 400, 429, "blocked_api_access", STOP(RQ_SPEND_CAP) },
	{ 400, 429, "insufficient_quota", STOP(RQ_SPEND_CAP) },
	{ 400, 429, "billing_hard_limit_reached", STOP(RQ_SPEND_CAP) },
	{ 400, 429, "organization_spend_limit_exceeded", STOP(RQ_SPEND_CAP) },
	{ 400, 429, "project_spend_limit_exceeded", STOP(RQ_SPEND_CAP) },
	{ 400, 404, "model_not_found", STOP(RQ_MODEL_GONE) },
	{ 400, 404, "model_decommissioned", STOP(RQ_MODEL_GONE) },
	{ 400, 400, "json_validate_failed", { RQ_BAD_ANSWER, RQ_REMEDY_ROOM, 2, true, false } },
	{ 400,
	  400,
	  "context_length_exceeded",
	  { RQ_TOO_LARGE, RQ_REMEDY_SHRINK, 1, false, false } },
	{ 401, 401, NULL, STOP(RQ_UNAUTHORIZED) },
	{ 402, 402, NULL, STOP(RQ_SPEND_CAP) },
	{ 403, 403, NULL, STOP(RQ_UNAUTHORIZED) },
	{ 404, 404, NULL, STOP(RQ_USAGE) },
	{ 407, 407, NULL, STOP(RQ_UNAUTHORIZED) },
	{ 408, 409, NULL, { RQ_NETWORK, RQ_REMEDY_RETRY, -1, true, true } },
	{ 413, 413, NULL, { RQ_TOO_LARGE, RQ_REMEDY_SHRINK, 1, false, false } },
	{ 422, 422, NULL, { RQ_BAD_ANSWER, RQ_REMEDY_RETRY, 1, true, false } },
	{ 429, 429, NULL, { RQ_RATE_LIMITED, RQ_REMEDY_WAIT, -1, false, false } },
	{ 498, 498, NULL, { RQ_RATE_LIMITED, RQ_REMEDY_RETRY, -1, false, false } },
	{ 499, 499, NULL, { RQ_NETWORK, RQ_REMEDY_RETRY, -1, true, false } },
	{ 400, 499, NULL, { RQ_HTTP_4XX, RQ_REMEDY_DEAD, 0, false, false } },
	{ 500, 503, NULL, { RQ_HTTP_5XX, RQ_REMEDY_RETRY, -1, false, true } },
	{ 504, 599, NULL, { RQ_HTTP_5XX, RQ_REMEDY_RETRY, -1, true, true } },
	{ 300, 399, NULL, STOP(RQ_USAGE) },
	{ 0, 999, NULL, { RQ_NETWORK, RQ_REMEDY_RETRY, -1, true, true } },
};

/* --- what the server says -------------------------------------------------- */

struct reason {
	json_t *body; /* owns the rest */
	const char *code, *type, *message;
};

/* {"error":{"message","type","code"}}, or {"error":"..."}, or nothing of use. */
static void read_reason(const struct rq_http_answer *answer, struct reason *reason)
{
	struct rq_error ignored = { 0 };
	const json_t *error;

	*reason = (struct reason) { 0 };
	if (rq_json_parse_object(answer->body.data, answer->body.length, &reason->body, &ignored) ==
	    -1)
		return;
	error = rq_json_object(reason->body, "error");
	reason->message = rq_json_string(error ? error : reason->body, error ? "message" : "error");
	reason->code = rq_json_string(error, "code");
	reason->type = rq_json_string(error, "type");
}

static bool is_word(const char *said, const char *word)
{
	return said && strcmp(said, word) == 0;
}

static const struct meaning *find_meaning(int status, const struct reason *reason)
{
	size_t i = 0;

	while (status < statuses[i].first || status > statuses[i].last ||
	       (statuses[i].word && !is_word(reason->code, statuses[i].word) &&
		!is_word(reason->type, statuses[i].word)))
		i++;
	return &statuses[i].meaning;
}

/* --- what is said of it ------------------------------------------------------ */

/*
 * A server may repeat the key, or the number of an account: long words with
 * digits are not shown.
 */
static char *hide_secrets(const char *text)
{
	enum { SECRET = 16 };
	char *shown = rq_strdup(text), *to = shown;

	while (*text) {
		size_t length = strcspn(text, " \t\n\"'`,;:()");

		if (length >= SECRET && strcspn(text, "0123456789") < length)
			to = stpcpy(to, "...");
		else
			to = mempcpy(to, text, length);
		text += length;
		if (*text)
			*to++ = *text++;
	}
	*to = '\0';
	return shown;
}

static void say_status(const struct rq_http_answer *answer, const struct reason *reason,
		       enum rq_code code, struct rq_error *err)
{
	char shown[160] = "no reason given", word[48] = "";
	bool silent = code == RQ_UNAUTHORIZED; /* what is said then is about the key */

	if (reason->message && !silent) {
		char *plain = hide_secrets(reason->message);

		(void)rq_text_escape(plain, shown, sizeof shown);
		free(plain);
	}
	if (reason->code && !silent) {
		char *plain = hide_secrets(reason->code);

		(void)rq_text_escape(plain, word, sizeof word);
		free(plain);
	}
	if (silent)
		(void)rq_fail(err, code, "the server refuses the key: status %d", answer->status);
	else if (code == RQ_USAGE)
		(void)rq_fail(err, code,
			      "there is nothing at that address: status %d; see --base-url",
			      answer->status);
	else
		(void)rq_fail(err, code, "status %d%s%s: %s", answer->status, *word ? " " : "",
			      word, shown);
}

/* --- the meaning -------------------------------------------------------------- */

static void take(struct rq_refusal *refusal, const struct meaning *meaning)
{
	refusal->remedy = meaning->remedy;
	refusal->again = meaning->again;
	refusal->billed = meaning->billed;
	refusal->ill = meaning->ill;
}

/* A server that says when to come again is obeyed, whatever its status. */
static int64_t read_gate(const struct rq_http_answer *answer, enum rq_remedy remedy)
{
	struct rq_quota quota;
	int64_t gate;

	if (remedy != RQ_REMEDY_WAIT && remedy != RQ_REMEDY_RETRY)
		return 0;
	rq_quota_read(answer, &quota);
	gate = quota.retry_after;
	if (gate < 0)
		gate = remedy == RQ_REMEDY_WAIT ? GATE_MS : 0;
	return gate < MAX_GATE_MS ? gate : MAX_GATE_MS;
}

static void read_failure(const struct rq_http_answer *answer, struct rq_refusal *refusal)
{
	size_t i = 0;

	while (failures[i].failure != answer->failure)
		i++;
	take(refusal, &failures[i].meaning);
	refusal->billed = refusal->billed && answer->sent;
	(void)rq_fail(&refusal->err, failures[i].meaning.code, "%s", answer->message);
}

void rq_refusal_read(const struct rq_http_answer *answer, struct rq_refusal *refusal)
{
	const struct meaning *meaning;
	struct reason reason;

	*refusal = (struct rq_refusal) { 0 };
	if (answer->failure != RQ_HTTP_WELL) {
		read_failure(answer, refusal);
		return;
	}
	read_reason(answer, &reason);
	meaning = find_meaning(answer->status, &reason);
	take(refusal, meaning);
	refusal->gate = read_gate(answer, meaning->remedy);
	say_status(answer, &reason, meaning->code, &refusal->err);
	json_decref(reason.body);
}
