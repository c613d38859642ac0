#include "tool/notify.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "io/input.h"
#include "io/origin.h"
#include "io/secret.h"
#include "notify/mail.h"
#include "notify/news.h"
#include "notify/post.h"
#include "notify/sentry.h"
#include "notify/webhook.h"

enum {
	MOST_ALERTS = 20, /* sent to Sentry one by one: more would not be read */
	MOST_PATIENCE = 60 * 60 * 1000,
};

struct work {
	struct rq_program *program;
	const struct rq_notify_wants *wants;
	struct rq_output *out;
	struct rq_news news;
	char *webhook, *webhook_path;
	struct rq_sentry_dsn dsn;
};

/* --- whom to tell ----------------------------------------------------------------- */

static int check_origin(const struct rq_notify_wants *wants, const char *url, struct rq_error *err)
{
	bool loopback;

	return rq_origin_check(url, wants->insecure, &loopback, err);
}

static int read_webhook(struct work *work, struct rq_error *err)
{
	char *url;
	int result = 0;

	if (rq_secret_read(work->wants->webhook_file, "RQ_WEBHOOK", &url, err) == -1)
		return -1;
	if (url)
		result = rq_webhook_split(url, &work->webhook, &work->webhook_path, err);
	if (url && result == 0)
		result = check_origin(work->wants, work->webhook, err);
	rq_secret_free(url);
	return result;
}

static int read_dsn(struct work *work, struct rq_error *err)
{
	char *dsn;
	int result = 0;

	if (rq_secret_read(work->wants->dsn_file, "RQ_SENTRY_DSN", &dsn, err) == -1)
		return -1;
	if (dsn)
		result = rq_sentry_dsn_read(dsn, &work->dsn, err);
	if (dsn && result == 0)
		result = check_origin(work->wants, work->dsn.base_url, err);
	rq_secret_free(dsn);
	return result;
}

static int read_wants(struct work *work, struct rq_error *err)
{
	const struct rq_notify_wants *wants = work->wants;

	if (wants->name && !rq_news_is_name(wants->name))
		return rq_fail(err, RQ_USAGE, "--name: only letters, digits, '.', '_' and '-'");
	if (wants->mail && !rq_mail_is_address(wants->mail))
		return rq_fail(err, RQ_USAGE, "--mail: not one address");
	if (wants->sendmail[0] != '/')
		return rq_fail(err, RQ_USAGE, "--sendmail: must begin with /");
	if (wants->patience < 1 || wants->patience > MOST_PATIENCE)
		return rq_fail(err, RQ_USAGE, "--patience: more than nothing, and an hour at most");
	if (read_webhook(work, err) == -1 || read_dsn(work, err) == -1)
		return -1;
	if (!work->webhook && !work->dsn.base_url && !wants->mail)
		return rq_fail(err, RQ_USAGE,
			       "nobody to tell: set RQ_WEBHOOK or RQ_SENTRY_DSN, or give --mail");
	return 0;
}

/* --- what to tell ------------------------------------------------------------------ */

/* A line that is too long or no record is an error to be told of, as rq-report counts it; so is
 * input that cannot be read. */
static int read_news(struct work *work, struct rq_error *err)
{
	struct rq_input in;
	size_t length;
	char *line;
	int got;

	rq_input_init(&in, STDIN_FILENO, work->program->stop_fd, RQ_MAX_REPORT_BYTES);
	do {
		struct rq_error failure = { 0 };
		bool lost;

		got = rq_input_line(&in, &line, &length, &failure);
		if (got == 1)
			got = rq_news_take(&work->news, line, length, &failure) == 0 ? 1 : -1;
		if (got != -1)
			continue;
		lost = failure.code == RQ_SYSTEM;
		if (!lost && rq_code_kind(failure.code) != RQ_REJECTED &&
		    rq_code_kind(failure.code) != RQ_LIMIT) {
			*err = failure;
			break;
		}
		rq_program_complain(work->program, "standard input", failure.message);
		rq_news_count(&work->news, "report", rq_code_name(failure.code), 1);
		if (lost)
			break;
	} while (got != 0);
	rq_input_free(&in);
	return err->code == RQ_OK ? 0 : -1;
}

/* --- telling ------------------------------------------------------------------------- */

/* What one of them could not be told is said, and the others are told all the same. */
static int note(struct work *work, const char *whom, const struct rq_error *failure,
		struct rq_error *err)
{
	if (failure->code == RQ_INTERRUPTED) {
		*err = *failure;
		return -1;
	}
	rq_program_complain(work->program, whom, failure->message);
	work->program->failed++;
	return 0;
}

static int print(struct work *work, const char *text, struct rq_error *err)
{
	return rq_output_format(work->out, err, "%s\n", text);
}

static void aim(const struct work *work, struct rq_post *post)
{
	post->ca_file = work->wants->ca_file;
	post->insecure = work->wants->insecure;
	post->deadline = rq_clock_steady() + work->wants->patience;
	post->stop_fd = work->program->stop_fd;
}

static int tell_webhook(struct work *work, struct rq_error *err)
{
	struct rq_post post = { .base_url = work->webhook, .path = work->webhook_path };
	char *body = rq_webhook_body(&work->news);
	struct rq_error failure = { 0 };
	int result = 0;

	aim(work, &post);
	if (work->wants->dry_run)
		result = print(work, body, err);
	else if (rq_post_send(&post, body, &failure) == -1)
		result = note(work, "webhook", &failure, err);
	free(body);
	return result;
}

static int tell_sentry(struct work *work, struct rq_error *err)
{
	struct rq_post post = { .base_url = work->dsn.base_url,
				.path = work->dsn.path,
				.header = work->dsn.header,
				.type = RQ_SENTRY_TYPE };
	struct rq_error failure = { 0 };
	struct rq_news_alert alert;
	int result = 0;

	aim(work, &post);
	for (size_t i = 0; result == 0 && failure.code == RQ_OK && i < MOST_ALERTS &&
			   rq_news_alert(&work->news, i, &alert);
	     i++) {
		char *envelope = rq_sentry_envelope(&work->news, &alert, rq_clock_now());

		if (work->wants->dry_run)
			result = print(work, envelope, err);
		else if (rq_post_send(&post, envelope, &failure) == -1)
			result = note(work, "sentry", &failure, err);
		free(envelope);
	}
	return result;
}

static int tell_mail(struct work *work, struct rq_error *err)
{
	const struct rq_notify_wants *wants = work->wants;
	char *message = rq_mail_message(&work->news, wants->mail);
	struct rq_error failure = { 0 };
	int result = 0;

	if (wants->dry_run)
		result = print(work, message, err);
	else if (rq_mail_send(wants->sendmail, message, wants->patience, work->program->stop_fd,
			      &failure) == -1)
		result = note(work, "mail", &failure, err);
	free(message);
	return result;
}

static int tell(struct work *work, struct rq_error *err)
{
	if (work->wants->when == RQ_NOTIFY_TROUBLE && rq_news_level(&work->news) == RQ_NEWS_FINE)
		return 0;
	if (work->webhook && tell_webhook(work, err) == -1)
		return -1;
	if (work->dsn.base_url && tell_sentry(work, err) == -1)
		return -1;
	return work->wants->mail ? tell_mail(work, err) : 0;
}

int rq_notify_run(struct rq_program *program, const struct rq_notify_wants *wants,
		  struct rq_output *out, struct rq_error *err)
{
	struct work work = { .program = program, .wants = wants, .out = out };
	int result = -1;

	rq_news_init(&work.news);
	work.news.name = wants->name;
	if (read_wants(&work, err) == 0 && read_news(&work, err) == 0) {
		if (wants->status >= 0)
			work.news.status = (int)wants->status;
		result = tell(&work, err);
	}
	rq_sentry_dsn_free(&work.dsn);
	rq_secret_free(work.webhook);
	rq_secret_free(work.webhook_path);
	return result;
}
