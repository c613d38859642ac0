#ifndef RQ_NOTIFY_NEWS_H
#define RQ_NOTIFY_NEWS_H

/*
 * What there is to tell of a run: how many of what. Of all that records and summaries
 * say, only numbers come in here, under keys of one table, and stages and codes that rq
 * has itself. So nothing about a person can leave by way of it, whatever a record holds.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/run.h"

/* Figures, as a night's summary and a "report" record call them. */
#define RQ_NEWS_FIGURES(X)                                                                         \
	X(RQ_NEWS_FILES, "files")                                                                  \
	X(RQ_NEWS_RESULTS, "results")                                                              \
	X(RQ_NEWS_OK, "ok")                                                                        \
	X(RQ_NEWS_OK_REDUCED, "ok_reduced")                                                        \
	X(RQ_NEWS_UNCHANGED, "unchanged")                                                          \
	X(RQ_NEWS_REVIEW, "review")                                                                \
	X(RQ_NEWS_QUARANTINE, "quarantine")                                                        \
	X(RQ_NEWS_FAILED, "failed")                                                                \
	X(RQ_NEWS_ERRORS, "errors")                                                                \
	X(RQ_NEWS_CACHED, "cached")                                                                \
	X(RQ_NEWS_FALLBACK, "fallback")                                                            \
	X(RQ_NEWS_LEFT, "left")                                                                    \
	X(RQ_NEWS_COST, "cost_microusd")                                                           \
	X(RQ_NEWS_SECONDS, "seconds")

enum rq_news_figure {
#define RQ_NEWS_ENUM(figure, name) figure,
	RQ_NEWS_FIGURES(RQ_NEWS_ENUM)
#undef RQ_NEWS_ENUM
	    RQ_NEWS_FIGURE_COUNT
};

/* Stages of error records; the last stands for any other. */
enum { RQ_NEWS_STAGES = 8 };

/* Error codes: the first stands for any that rq does not have. */
enum {
	RQ_NEWS_OTHER_CODE = RQ_OK,
#define RQ_NEWS_CODE(code, name, kind) RQ_NEWS_##code,
	RQ_CODES(RQ_NEWS_CODE)
#undef RQ_NEWS_CODE
	    RQ_NEWS_CODES
};

enum rq_news_level { RQ_NEWS_FINE, RQ_NEWS_WARNING, RQ_NEWS_ERROR };

enum { RQ_NEWS_NO_STATUS = -1 };

struct rq_news {
	char run_id[RQ_RUN_ID_SIZE];
	const char *name; /* what the machine is called, or NULL; borrowed */
	int status;       /* exit status of the run, or RQ_NEWS_NO_STATUS */
	int64_t figure[RQ_NEWS_FIGURE_COUNT];
	bool known[RQ_NEWS_FIGURE_COUNT];
	int64_t errors[RQ_NEWS_STAGES][RQ_NEWS_CODES];
};

/* Nothing yet, of this run. */
void rq_news_init(struct rq_news *news);

/* Whether a name may go out: up to 64 letters, digits, '.', '_', '-'. */
bool rq_news_is_name(const char *name);

/*
 * Takes a line: a "report" record (its figures replace those before), a "result" or
 * "error" record (is counted), or KEY=VALUE words, of which those in the table fill in
 * what no record told, and "status". Other records, keys and values are left out.
 * RQ_BAD_RECORD for JSON that is no record.
 */
int rq_news_take(struct rq_news *news, const char *line, size_t length, struct rq_error *err);

/* Counts one error more; stage and code may be any text, or NULL. */
void rq_news_count(struct rq_news *news, const char *stage, const char *code, int64_t count);

/* How bad it is. Fine: nobody needs to look. */
enum rq_news_level rq_news_level(const struct rq_news *news);

/* "fine", "warning", "error"; static. */
const char *rq_news_level_name(enum rq_news_level level);

/* Something that a person has to look after. Its strings are static. */
struct rq_news_alert {
	const char *stage; /* "ingest"; "result", "run" for what is no error record */
	const char *code;  /* "encrypted", "quarantine", "work-left" */
	int64_t count;
	enum rq_news_level level;
};

/* The index-th of them; false: there are no more. */
bool rq_news_alert(const struct rq_news *news, size_t index, struct rq_news_alert *alert);

/* One line, "rq: some records failed"; and all there is, in lines of ASCII. The caller's, free().
 */
char *rq_news_title(const struct rq_news *news);
char *rq_news_text(const struct rq_news *news);

#endif
