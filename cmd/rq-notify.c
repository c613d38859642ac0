/* rq-notify: tells a chat, Sentry or a mailbox how a run went. */

#include <unistd.h>

#include "tool/notify.h"

static int run(struct rq_program *program, const struct rq_notify_wants *wants)
{
	struct rq_error err = { 0 };
	struct rq_output out;
	int status;

	rq_output_init(&out, STDOUT_FILENO);
	if (rq_program_catch(program, &err) == 0)
		(void)rq_notify_run(program, wants, &out, &err);
	status = rq_program_finish(program, &out, &err);
	rq_output_free(&out);
	return status;
}

int main(int argc, char **argv)
{
	struct rq_program_wants common = { 0 };
	struct rq_notify_wants wants = { .sendmail = "/usr/sbin/sendmail",
					 .status = -1,
					 .patience = 30000 };
	struct rq_program program = {
		.name = "rq-notify",
		.usage = "[OPTION]... <report.json",
		.about =
		    "Tells a webhook, Sentry or a mailbox how a run went: counts and codes of\n"
		    "records, or of KEY=VALUE words, on standard input, and nobody's name.\n",
	};
	const struct rq_option options[] = {
		RQ_PROGRAM_OPTIONS(program, common),
		RQ_TEXT(0, "webhook-file", "FILE", "RQ_WEBHOOK_FILE", &wants.webhook_file,
			"holds the URL of a webhook (else $RQ_WEBHOOK)"),
		RQ_TEXT(0, "sentry-file", "FILE", "RQ_SENTRY_FILE", &wants.dsn_file,
			"holds a DSN of Sentry (else $RQ_SENTRY_DSN)"),
		RQ_TEXT('m', "mail", "ADDRESS", "RQ_NOTIFY_MAIL", &wants.mail, "who gets a mail"),
		RQ_TEXT(0, "sendmail", "FILE", "RQ_SENDMAIL", &wants.sendmail,
			"the program that sends it (/usr/sbin/sendmail)"),
		RQ_CHOICE('w', "when", "RQ_NOTIFY_WHEN", &wants.when, "always|trouble",
			  "tell it always, or only when a person is needed"),
		RQ_NUMBER(0, "status", NULL, &wants.status, 0, 255, "how the run exited"),
		RQ_TEXT(0, "name", "NAME", "RQ_NOTIFY_NAME", &wants.name,
			"what this machine is called there"),
		RQ_DURATION(0, "patience", "RQ_NOTIFY_PATIENCE", &wants.patience,
			    "how long to try each of them (30s)"),
		RQ_TEXT(0, "ca-file", "FILE", "RQ_CA_FILE", &wants.ca_file,
			"certificates to trust instead of the system's"),
		RQ_FLAG(0, "insecure", &wants.insecure, "take http:// to other machines"),
		RQ_FLAG('n', "dry-run", &wants.dry_run, "print what would be sent"),
	};
	int status;

	program.options = options;
	program.option_count = sizeof options / sizeof options[0];
	if (!rq_program_begin(&program, &common, argc, argv, &status))
		return status;
	return run(&program, &wants);
}
