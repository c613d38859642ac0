#ifndef RQ_ENGINE_ENGINE_H
#define RQ_ENGINE_ENGINE_H

/*
 * Who proposes edits. An engine takes proposals to make and gives them back
 * when they are made, in any order: the local engine at once, a remote one with
 * hundreds in flight. It never sees the store and never writes a result.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/json.h"
#include "edit/guard.h"
#include "engine/refusal.h"
#include "store/store.h"

/*
 * How to reach a remote server. None of it shapes an answer, so none of it is
 * in a recipe. Strings are borrowed; NULL: the default, or none.
 */
struct rq_engine_options {
	const char *base_url; /* up to and without "/chat/completions" */
	const char *key_file; /* holds the key; else the environment does */
	const char *ca_file;  /* certificates to trust instead of the system's */
	const char *models;   /* file of models, prices and limits */
	const char *plan;     /* whose default limits hold */
	const char *limits;   /* "rpm=30,tpm=8000": instead of the plan's */
	const char *record;   /* folder: each exchange is kept there */
	const char *replay;   /* folder: exchanges are answered from there, nothing is sent */
	bool insecure;        /* http:// to other machines */
	bool budgeted;        /* money is limited: models without a price are refused */
	size_t in_flight;     /* requests at most */
};

/* Whose limits a call counts against, and what they are. */
struct rq_terms {
	const char *scope; /* server and model */
	struct rq_limits limits;
};

struct rq_wordings; /* edit/wording.h */

/* One task's work. The caller owns it and keeps it alive until it is done. */
struct rq_proposal {
	const json_t *record; /* the resume record; borrowed. NULL while it is under way */
	const struct rq_job *job;
	const struct rq_vocabulary *vocabulary;
	struct rq_wordings *wordings;
	const json_t *recipe;     /* model and parameters; borrowed */
	const char *candidate_id; /* of the task; never sent */
	int attempt;              /* from 1 */
	bool more_room;           /* the last answer could not be used: it may have been cut off */
	bool shorter;             /* the last request was too large */
	void *context;            /* the caller's */

	/* Set by prepare. */
	const struct rq_terms *terms; /* NULL: it needs no permit; the engine's */
	struct rq_need need;          /* what the call may take at most */
	char digest[RQ_DIGEST_SIZE];  /* fingerprint of what is to be sent */
	bool warms;                   /* the first of its posting should go alone */
	void *request;                /* the engine's, until it is dropped */

	/* Set when done. */
	json_t *answer;      /* when it went well: rq.tailor.v1; new */
	json_t *usage;       /* tokens, cost, latency; new, NULL for none */
	struct rq_error err; /* when it failed */
	enum rq_remedy remedy;
	int again; /* how often to try again for this reason; -1: no bound */
	struct rq_settlement settlement;
};

struct rq_engine;

struct rq_engine_class {
	const char *name;    /* "local" */
	const char *version; /* part of the recipe */
	bool remote;         /* somebody else's machine: redaction, permits, money */
	int (*open)(const struct rq_engine_options *options, struct rq_engine **engine,
		    struct rq_error *err);
	int (*prepare)(struct rq_engine *engine, struct rq_proposal *proposal,
		       struct rq_error *err);
	void (*drop)(struct rq_engine *engine, struct rq_proposal *proposal);
	size_t (*room)(const struct rq_engine *engine, const struct rq_proposal *proposal);
	int (*start)(struct rq_engine *engine, struct rq_proposal *proposal, struct rq_error *err);
	int (*wait)(struct rq_engine *engine, int milliseconds, int wake_fd,
		    struct rq_proposal **done, struct rq_error *err);
	int (*restore)(struct rq_engine *engine, struct rq_proposal *proposal,
		       struct rq_error *err);
	void (*free)(struct rq_engine *engine);
};

struct rq_engine {
	const struct rq_engine_class *class;
};

/* Does in another engine's place what that one could not do in time. */
#define RQ_FALLBACK_ENGINE "local"

/* The engine of that name, ready; RQ_USAGE when there is none. The options must outlive it. */
int rq_engine_open(const char *name, const struct rq_engine_options *options,
		   struct rq_engine **engine, struct rq_error *err);
void rq_engine_free(struct rq_engine *engine);

/* The class of that name, or NULL: its version belongs to the recipe. Static. */
const struct rq_engine_class *rq_engine_find(const char *name);

/* Engines that are opened when they are first needed. */
enum { RQ_MAX_ENGINES = 4 };
struct rq_engines { /* begins with its options, which are borrowed */
	const struct rq_engine_options *options;
	struct rq_engine *engine[RQ_MAX_ENGINES];
	size_t count;
};

/* The engine of that name, NULL when it cannot be opened. Borrowed. */
struct rq_engine *rq_engines_get(struct rq_engines *engines, const char *name,
				 struct rq_error *err);
void rq_engines_free(struct rq_engines *engines);

/* Whether the engine of that name works on somebody else's machine. */
bool rq_engine_is_remote(const char *name);

/*
 * Gets a proposal ready to be started, and says what it will need. Fails for
 * this proposal (too large, nothing that may be sent), or with RQ_FATAL when
 * the engine itself is broken.
 */
int rq_engine_prepare(struct rq_engine *engine, struct rq_proposal *proposal, struct rq_error *err);

/* Forgets the request of a proposal that was prepared: it is done, or will not be started. */
void rq_engine_drop(struct rq_engine *engine, struct rq_proposal *proposal);

/* How many proposals like this one, which was prepared, may be started now. */
size_t rq_engine_room(const struct rq_engine *engine, const struct rq_proposal *proposal);

/*
 * Begins a proposal that was prepared. Fails only when the engine itself is broken. Until
 * it is restored it needs no record.
 */
int rq_engine_start(struct rq_engine *engine, struct rq_proposal *proposal, struct rq_error *err);

/*
 * Waits up to so many milliseconds (0: not at all) for a proposal that is done:
 * 1 and *done; 0 when none is, or when wake_fd (-1: none) became readable; -1
 * when the engine is broken.
 */
int rq_engine_wait(struct rq_engine *engine, int milliseconds, int wake_fd,
		   struct rq_proposal **done, struct rq_error *err);

/*
 * Puts back into the answer of a proposal that is done what was hidden from the engine; its
 * record must be there again. Fails for this proposal.
 */
int rq_engine_restore(struct rq_engine *engine, struct rq_proposal *proposal, struct rq_error *err);

#endif
