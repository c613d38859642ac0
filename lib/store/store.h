#ifndef RQ_STORE_STORE_H
#define RQ_STORE_STORE_H

/*
 * All that lasts: résumés, jobs, recipes, tasks, results and what is counted.
 * The interface speaks of the domain, not of keys, so that another database can
 * stand behind it. Every call is one transaction, durable when it returns, and
 * takes arrays where a group can share one commit. A crash at any instruction
 * leaves the state before or the state after.
 *
 * Open it after fork(), never before; one store at a time in a process. Not
 * for use by several threads.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/span.h"
#include "io/keyring.h"
#include "store/breaker.h"
#include "store/limit.h"
#include "store/task.h"

struct rq_store;

/* A stored record's bytes: JSON text, not terminated. */
struct rq_bytes {
	const char *data;
	size_t length;
};

/* --- life ------------------------------------------------------------------ */

struct rq_store_options {
	bool read_only;
	bool must_exist;               /* do not create */
	bool force_network;            /* take a store on a network file system all the same */
	const struct rq_keyring *keys; /* what it is encrypted with, or will be; NULL: it is not */
	bool clear_too;      /* open one that is not encrypted, too, though there are keys */
	size_t map_size;     /* LMDB: bytes of address space at first; 0: the default */
	size_t settle_after; /* LMDB: newest tasks to be indexed in bulk; 0: the default */
};

/*
 * Opens the store at a path (or a URL, later), creating folder 0700 and files
 * 0600 unless must_exist. RQ_STORE: not a store, of a newer format, no
 * permission, no space, encrypted with a key that is not among those that are given, or not
 * encrypted though there are some; RQ_NOT_FOUND with must_exist. Keys must outlive the store.
 */
int rq_store_open(const char *where, const struct rq_store_options *options,
		  struct rq_store **store, struct rq_error *err);
void rq_store_close(struct rq_store *store);

/*
 * The time that counts on this store (ms since 1970), for every now, run_at and deadline
 * that it is given: a server's own, so that hosts whose clocks are wrong share leases and
 * limits all the same.
 */
int64_t rq_store_now(struct rq_store *store);

/* --- what tasks refer to --------------------------------------------------- */

enum rq_store_kind {
	RQ_STORED_RESUME,
	RQ_STORED_JOB,
	RQ_STORED_RECIPE,
	RQ_STORED_RESULT,
	RQ_STORED_REVIEW,
};

/* Keeps a job (by its version) or a recipe (by its digest); again is a no-op. */
int rq_store_put(struct rq_store *store, enum rq_store_kind kind, const char *id,
		 struct rq_bytes bytes, struct rq_error *err);

/*
 * Gets a record: résumé by resume_id, job by job_version, recipe by digest,
 * result and review by task_id. *text is the caller's (free()), terminated. RQ_NOT_FOUND.
 */
int rq_store_get(struct rq_store *store, enum rq_store_kind kind, const char *id, char **text,
		 size_t *length, struct rq_error *err);

/*
 * Calls visit for each résumé that is kept, also those that no task needs any more; like
 * rq_store_each(), but it must not use the store.
 */
int rq_store_resumes(struct rq_store *store,
		     int (*visit)(const char *resume_id, struct rq_bytes record, void *context,
				  struct rq_error *err),
		     void *context, struct rq_error *err);

/* --- the queue ------------------------------------------------------------- */

enum rq_admission {
	RQ_ADMITTED,  /* queued now */
	RQ_CACHED,    /* done already, and young enough to answer */
	RQ_DUPLICATE, /* waiting, running or dead already: see task.status */
};

/* "queued", "cached", "duplicate"; static. */
const char *rq_admission_name(enum rq_admission admission);

/* A task to be put in the queue, with the résumé it needs. */
struct rq_submission {
	struct rq_task task; /* in: ids, engine, model, source, priority, run_at; out: as stored */
	struct rq_bytes resume; /* the résumé record, kept under task.resume_id if it is new */
	enum rq_admission admission; /* out */
};

struct rq_enqueue_options {
	int64_t now;
	int64_t ttl; /* ms for which a result answers */
	bool force;  /* run again what is done or dead; never what is waiting or running */
	/*
	 * What the call behind a result cost, by its gist: micro-dollars, -1 for none. Each
	 * RQ_CACHED counts in the usage with it. NULL: they are not counted.
	 */
	int64_t (*worth)(struct rq_bytes gist);
};

/*
 * Puts tasks in the queue, each once, however often it is submitted. On return
 * every submission has its admission, and its task is the one in the store: free
 * it with rq_task_free(). A cancelled task, or one whose result is older than
 * ttl, is queued again as if it were new, with its first created_at.
 */
int rq_store_enqueue(struct rq_store *store, struct rq_submission *submissions, size_t count,
		     const struct rq_enqueue_options *options, struct rq_error *err);

struct rq_claim {
	int64_t now;
	int64_t lease;               /* ms until the task is free again */
	const char *engine, *model;  /* only these; NULL: any */
	const char *const *task_ids; /* the first of these that are free; NULL: the most urgent */
	size_t task_count;
};

/*
 * Leases up to max tasks that are due: queued, retry with run_at passed, leases
 * that ran out or whose process on this host is dead. Sorted by priority, job,
 * age. *count of them, to be freed with rq_task_free(). Attempts are counted
 * here, so a worker that dies has used one.
 */
int rq_store_claim(struct rq_store *store, const struct rq_claim *claim, struct rq_task *tasks,
		   size_t max, size_t *count, struct rq_error *err);

/* Longer leases for tasks in hand; *lost counts those that were taken away. */
int rq_store_extend(struct rq_store *store, const struct rq_task *tasks, size_t count,
		    int64_t deadline, size_t *lost, struct rq_error *err);

/*
 * What an answer cost, what calls without an answer did, or what an answer that was there
 * already made needless; counted per day, model and job.
 */
struct rq_usage {
	int64_t calls, prompt_tokens, cached_tokens, completion_tokens;
	int64_t reasoning_tokens; /* part of the completion tokens */
	int64_t cost_microusd;
	int64_t saved_microusd; /* by the provider's cache and by batches; of that: */
	int64_t cache_saved_microusd, batch_saved_microusd; /* 0 both where an rq did not tell */
	int64_t unsettled_microusd; /* may have been paid: the store adds it, see rq_charge */
	int64_t latency_ms;
	int64_t refused;     /* calls that the server had no room for: 429, 498 */
	int64_t batch_calls; /* of the calls, those in batches */
	int64_t reused,
	    reused_microusd; /* answers that stood in for calls; what these would cost */
};

enum rq_ending {
	RQ_END_DONE,      /* with a result */
	RQ_END_RETRY,     /* failed; again at run_at */
	RQ_END_DEAD,      /* failed for good */
	RQ_END_GIVE_BACK, /* untouched; the attempt does not count; at run_at unless that is 0 */
};

/* What becomes of that which was reserved for a call. */
enum rq_charge {
	RQ_CHARGE_ALL,   /* it may have been paid: all stays taken, its dollars are unsettled */
	RQ_CHARGE_USAGE, /* what the outcome's usage says; cached tokens are not counted */
	RQ_CHARGE_NONE,  /* it was not sent, or refused without cost */
};

/* What the call behind an outcome told. Counts only for a task that has a permit. */
struct rq_settlement {
	enum rq_charge charge;
	bool told;                  /* the server said what is left: */
	int64_t remaining_tokens;   /* of this minute; -1: it did not */
	int64_t limit_tokens;       /* of which they are left; 0 or -1: it did not */
	int64_t remaining_requests; /* of the day, or of the minute when no day is limited; or -1 */
	int64_t gate;               /* ms for which nobody calls from now on; 0: none */
	enum rq_endpoint endpoint;
};

/* How a task in hand ended. */
struct rq_outcome {
	const struct rq_task *task; /* task_id and fence tell the lease */
	enum rq_ending ending;
	struct rq_bytes result;  /* RQ_END_DONE */
	struct rq_bytes gist;    /* RQ_END_DONE: for reports (result/gist.h); empty: none */
	const char *status;      /* RQ_END_DONE: of the result, to be counted; NULL: not */
	bool provisional;        /* RQ_END_DONE: it does not answer the next time it is asked for */
	struct rq_error failure; /* RQ_END_RETRY, RQ_END_DEAD */
	int64_t run_at;          /* RQ_END_RETRY, RQ_END_GIVE_BACK */
	struct rq_usage usage;
	struct rq_settlement settlement;
	const char *batch_id; /* NULL; or the batch that answered, which then holds the task */
	bool lost; /* out: somebody else has the task by now, or it has ended; nothing was kept */
};

/*
 * Result, state, indexes and counters move together, all outcomes in one commit.
 * The usage of an outcome counts however it ended, unless it was lost.
 */
int rq_store_finish(struct rq_store *store, struct rq_outcome *outcomes, size_t count, int64_t now,
		    struct rq_error *err);

/*
 * When the next waiting task is due (ms; it may have passed), or 0 when none
 * waits; leases count at their end.
 */
int rq_store_next_due(struct rq_store *store, int64_t *when, struct rq_error *err);

/*
 * Waits until there may be a task to claim: one was queued, or the time of the next one came; or
 * until wake_fd can be read (-1: none); or so many ms, or less. Where a store can tell of a task,
 * it does so at once; others are looked at again a moment later. For whoever found none.
 */
int rq_store_wait(struct rq_store *store, int64_t milliseconds, int wake_fd, struct rq_error *err);

/* --- what people decide about results ---------------------------------------- */

enum rq_reception {
	RQ_REVIEW_KEPT,      /* it stands now */
	RQ_REVIEW_KNOWN,     /* it stood already */
	RQ_REVIEW_OUTDATED,  /* made before the result, or before the decision that stands */
	RQ_REVIEW_NO_RESULT, /* the task is unknown, or not done */
};

struct rq_review {
	const char *task_id;
	int64_t at;                  /* ms: when it was made */
	const char *reviewer;        /* who made it, for the audit; or NULL */
	struct rq_bytes decision;    /* the record, read back as RQ_STORED_REVIEW */
	struct rq_submission *again; /* sent back: what to queue if it is kept; NULL: nothing */
	enum rq_reception reception; /* out */
};

/*
 * Keeps decisions, and queues what is sent back, all in one commit. Of several about
 * a result the one made last stands, whatever the order in which they come, so that
 * the same file may be given again. A new result of the task has no decision. Of a
 * submission only the admission is set: what is done answers, however old it is.
 */
int rq_store_review(struct rq_store *store, struct rq_review *reviews, size_t count,
		    struct rq_error *err);

/* --- permits to call a server ----------------------------------------------- */

enum rq_refusal_reason {
	RQ_REFUSED_NOT,
	RQ_REFUSED_LIMIT,   /* over a rate, or over the budget until calls in flight are settled */
	RQ_REFUSED_GATE,    /* the server asked everybody to stay away */
	RQ_REFUSED_BREAKER, /* the server is ill */
	RQ_REFUSED_BUDGET,  /* the day's dollars are spent */
	RQ_REFUSED_NEVER,   /* more than a limit ever allows */
	RQ_REFUSED_LOST,    /* the lease is somebody else's by now */
};

/* A leased task that is to be sent, and what that takes at most. */
struct rq_permit {
	const struct rq_task *task;
	struct rq_need need;
	const char *digest;         /* fingerprint of what is to be sent, for the audit; or NULL */
	bool granted;               /* out */
	bool probe;                 /* out: granted to find out whether an ill server is well */
	enum rq_refusal_reason why; /* out: when it was not */
};

struct rq_take {
	const char *scope;       /* whose limits: server and model; at most RQ_MAX_SCOPE_BYTES */
	struct rq_limits limits; /* what they are, as far as is known */
	int64_t budget_microusd; /* of a day (UTC), for all on this store; 0: none */
	int64_t now;
};

/*
 * Grants permits in order, up to the first that has to wait: it and all behind
 * it are refused for the same reason, and *next is when it may ask again (ms; 0
 * when all were granted, and for the budget). What can never be granted and what
 * is lost is passed over. A permit belongs to the lease. rq_store_finish() settles
 * it; with a lease that runs out or whose process dies it stays charged in full.
 * Taken again for the same lease, the one before is settled like that, too.
 */
int rq_store_take(struct rq_store *store, const struct rq_take *take, struct rq_permit *permits,
		  size_t count, int64_t *next, struct rq_error *err);

/* --- a provider's batches ---------------------------------------------------- */

enum rq_batch_state {
	RQ_BATCH_INTENDED,  /* written down before anything is sent */
	RQ_BATCH_UPLOADED,  /* the provider has the lines */
	RQ_BATCH_SUBMITTED, /* and was told to work on them */
	RQ_BATCH_ENDED,     /* no more answers will come */
	RQ_BATCH_CLOSED,    /* nothing is left to do, here or there */
};
enum { RQ_BATCH_STATES = 5 };

/* Tasks that a provider works on together, whenever it likes. */
struct rq_batch {
	char batch_id[RQ_ID_SIZE]; /* ours; told to the provider, to find it again */
	char scope[RQ_MAX_SCOPE_BYTES + 1];
	char model[96];
	char digest[RQ_DIGEST_SIZE];             /* of the lines */
	char input_file[RQ_MAX_PROVIDER_ID + 1]; /* what the provider calls it; "": not yet */
	char remote_id[RQ_MAX_PROVIDER_ID + 1];
	char output_file[RQ_MAX_PROVIDER_ID + 1];
	char error_file[RQ_MAX_PROVIDER_ID + 1];
	enum rq_batch_state state;
	int64_t created_at, expires_at; /* ms; expires_at 0: unknown */
	int64_t count;                  /* tasks at its beginning */
	int64_t left;                   /* out: of these, still without an answer */
};

struct rq_batch_terms {
	int64_t budget_microusd; /* of a day, for all on this store; 0: none */
	int64_t lease;           /* ms for which the batch is this process's */
	int64_t now;
};

/*
 * Makes a batch of tasks that this process has leased, all or none; permits tell
 * the tasks and, in need.microusd, what each may cost. The tasks are submitted
 * then: they belong to the batch, nobody claims them, and their leases are over. The
 * batch is leased to this process. *why: RQ_REFUSED_NOT when it was done; LOST (the
 * permits tell which) or BUDGET when nothing was. A batch is begun as intended.
 * RQ_USAGE for a batch_id that there is already, and for what is no price.
 */
int rq_store_batch_begin(struct rq_store *store, struct rq_batch *batch, struct rq_permit *permits,
			 size_t count, const struct rq_batch_terms *terms,
			 enum rq_refusal_reason *why, struct rq_error *err);

/*
 * Leases the oldest batch that is not closed and that no process has (dead ones
 * of this host have none): 1 and *batch; 0 when there is none; -1.
 */
int rq_store_batch_claim(struct rq_store *store, int64_t now, int64_t lease, struct rq_batch *batch,
			 struct rq_error *err);

/*
 * Keeps the state, the provider's names and expires_at of a batch that this process
 * has leased, and sets the end of the lease; 0 gives it up. RQ_LEASE_LOST when it is
 * somebody else's. A batch with tasks left cannot be closed: RQ_USAGE.
 */
int rq_store_batch_update(struct rq_store *store, const struct rq_batch *batch, int64_t deadline,
			  struct rq_error *err);

/*
 * Gives the tasks that are left back to the queue, as if they had not been
 * claimed; charge tells whether they may have been paid. *count of them.
 * RQ_LEASE_LOST when the batch is somebody else's.
 */
int rq_store_batch_release(struct rq_store *store, const char *batch_id, enum rq_charge charge,
			   int64_t now, size_t *count, struct rq_error *err);

/* Calls visit for each batch, or for those that are not closed; like rq_store_each(). */
int rq_store_batches(struct rq_store *store, bool all,
		     int (*visit)(const struct rq_batch *batch, void *context,
				  struct rq_error *err),
		     void *context, struct rq_error *err);

/* "intended" and the like; static. */
const char *rq_batch_state_name(enum rq_batch_state state);

/* The "batch" record. New. */
json_t *rq_batch_to_json(const struct rq_batch *batch);

/* --- looking, and the operator's hand -------------------------------------- */

/* RQ_NOT_FOUND when there is no such task. Free the task. */
int rq_store_task(struct rq_store *store, const char *task_id, struct rq_task *task,
		  struct rq_error *err);

struct rq_filter {          /* all that are set must hold */
	int status;         /* enum rq_task_status, or -1 for any */
	const char *job_id; /* NULL for any, here and below */
	const char *candidate_id;
	const char *task_id;
	const char *batch_id; /* in this batch, without an answer so far */
	enum rq_code code;    /* of the last failure; RQ_OK for any */
	int64_t since, until; /* since <= created_at < until; 0 for open */
	size_t limit;         /* 0: no limit */
};

/*
 * Calls visit for each task that the filter takes, oldest first, in short
 * transactions, outside of which visit is called: it may use the store. visit
 * returns 0 to go on, 1 to stop, -1 to fail. The task is visit's only until it
 * returns. RQ_DAMAGED, behind all others, when records are no tasks: nobody knows
 * whether the filter takes them.
 */
int rq_store_each(struct rq_store *store, const struct rq_filter *filter,
		  int (*visit)(const struct rq_task *task, void *context, struct rq_error *err),
		  void *context, struct rq_error *err);

/* A task, with what reports add up of its result and what a person decided. */
struct rq_sight {
	const struct rq_task *task;
	struct rq_bytes gist;   /* of a task that is done; empty when the store has none */
	struct rq_bytes review; /* likewise; with one that is damaged, there is no gist either */
};

/* Like rq_store_each(), with the gists, in the same transactions. */
int rq_store_see(struct rq_store *store, const struct rq_filter *filter,
		 int (*visit)(const struct rq_sight *sight, void *context, struct rq_error *err),
		 void *context, struct rq_error *err);

/*
 * Dead, retry and cancelled tasks become queued, attempts anew. *count of them, also with
 * RQ_DAMAGED, as rq_store_each().
 */
int rq_store_retry(struct rq_store *store, const struct rq_filter *filter, int64_t now,
		   size_t *count, struct rq_error *err);

/* Queued and retry tasks become cancelled; likewise. */
int rq_store_cancel(struct rq_store *store, const struct rq_filter *filter, int64_t now,
		    size_t *count, struct rq_error *err);

/*
 * The counters: {"tasks":{"queued":n,…},"jobs":{JOB_ID:{"queued":n,…}},
 * "resumes":n,"results":n,"oldest_due":ms}.
 * Reads counters, never tasks: its time does not grow with history. New.
 */
int rq_store_counts(struct rq_store *store, json_t **counts, struct rq_error *err);

/*
 * What calls cost on the days (UTC) with since <= beginning of the day < until (ms;
 * 0: open), oldest first: [{"day":"2026-11-24","model","job_id","calls":n,…}] with a
 * member for each of struct rq_usage. New.
 */
int rq_store_usage(struct rq_store *store, int64_t since, int64_t until, json_t **list,
		   struct rq_error *err);

/*
 * What has happened on this store since it was made, whichever processes did it:
 * {"counters":{"admissions.queued":n,…},"histograms":{"latency_ms":{"buckets":
 * [{"le":50,"count":n},…,{"count":n}],"sum":n},…}}. Counters: admissions.queued,
 * .cached, .duplicate; results.STATUS; errors.CODE, for each attempt; endings.done,
 * .retry, .dead, .give-back. Histograms: latency_ms of calls, wait_ms from due to
 * claim, commit_ms of write transactions. A bucket holds what is over the one before
 * and at most le. New.
 */
int rq_store_metrics(struct rq_store *store, json_t **metrics, struct rq_error *err);

/*
 * Appends the gist that belongs to a result (result/gist.h), in the form that another has (size 0:
 * in that of today): so the store, which reads no results, can tell whether what it keeps is it.
 */
typedef int rq_gist_maker(const json_t *result, struct rq_span like, struct rq_buffer *gist,
			  struct rq_error *err);

struct rq_checking {
	void (*say)(const char *line, void *context); /* of one thing that is wrong */
	void *context;
	rq_gist_maker *make_gist; /* NULL: gists are not looked into */
};

/* Verifies every record and every index both ways and recounts; *wrong: how much is wrong. */
int rq_store_check(struct rq_store *store, const struct rq_checking *how, size_t *wrong,
		   struct rq_error *err);

#endif
