#include "document/tongue.h"

#ifdef RQ_WITH_OCR

#include <fcntl.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <tesseract/capi.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/text.h"
#include "document/language.h"
#include "document/ocr.h"

enum { MAX_LANGUAGES = 120 }; /* bytes of their names */

/* Languages that a text tells of itself, as Tesseract and as document/language call them. */
static const struct told {
	char name[4], code[3];
} told[] = { { "eng", "en" }, { "deu", "de" }, { "fra", "fr" }, { "spa", "es" },
	     { "ita", "it" }, { "por", "pt" }, { "nld", "nl" } };

enum { TOLD = sizeof told / sizeof told[0] };

/* What Tesseract learned of a language, as its file holds it. */
struct learned {
	const char *name, *code;
	void *bytes;
	size_t length;
};

struct rq_tongues {
	struct learned languages[TOLD];
	size_t count;
	struct learned turning; /* no bytes when it is not installed */
	TessBaseAPI *awake;
	size_t which; /* of the languages is awake, when there are any */
};

/* --- loading --------------------------------------------------------------------------- */

static TessBaseAPI *new_reader(void)
{
	TessBaseAPI *api = TessBaseAPICreate();

	if (api) /* what it prints is for its makers */
		(void)TessBaseAPISetVariable(api, "debug_file", "/dev/null");
	return api;
}

/* By name, from files. */
static TessBaseAPI *load(const char *languages, TessOcrEngineMode mode)
{
	TessBaseAPI *api = new_reader();

	if (api && TessBaseAPIInit2(api, NULL, languages, mode) != 0) {
		TessBaseAPIDelete(api);
		return NULL;
	}
	if (api)
		TessBaseAPISetPageSegMode(api, PSM_AUTO);
	return api;
}

/* The same of what is mapped, which need not stay in memory then. */
static TessBaseAPI *wake(const struct learned *learned, TessOcrEngineMode mode)
{
	TessBaseAPI *api = new_reader();
	int failed = api ? TessBaseAPIInit5(api, learned->bytes, (int)learned->length,
					    learned->name, mode, NULL, 0, NULL, NULL, 0, 0)
			 : -1;

	(void)madvise(learned->bytes, learned->length, MADV_DONTNEED);
	if (failed) {
		TessBaseAPIDelete(api);
		return NULL;
	}
	TessBaseAPISetPageSegMode(api, PSM_AUTO);
	return api;
}

static void *map_file(const char *path, size_t *length)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat status;
	void *bytes = MAP_FAILED;

	if (fd != -1 && fstat(fd, &status) == 0 && status.st_size > 0) {
		*length = (size_t)status.st_size;
		bytes = mmap(NULL, *length, PROT_READ, MAP_PRIVATE, fd, 0);
	}
	if (fd != -1)
		(void)close(fd);
	return bytes == MAP_FAILED ? NULL : bytes;
}

/* Where Tesseract finds a language only it knows: it is loaded once to ask. */
static bool learn(const char *name, const char *code, TessOcrEngineMode mode,
		  struct learned *learned)
{
	char path[RQ_MAX_NAME_BYTES];
	TessBaseAPI *api = load(name, mode);

	if (!api)
		return false;
	(void)snprintf(path, sizeof path, "%s/%s.traineddata", TessBaseAPIGetDatapath(api), name);
	TessBaseAPIDelete(api);
	*learned = (struct learned) { .name = name, .code = code };
	learned->bytes = map_file(path, &learned->length);
	return learned->bytes != NULL;
}

/* --- which ------------------------------------------------------------------------------ */

/* "eng,deu" to "eng+deu"; they become names of files: false when they cannot be. */
static bool write_languages(const char *given, char *languages)
{
	size_t length = strlen(given);

	if (length == 0 || length >= MAX_LANGUAGES ||
	    strspn(given, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+,") !=
		length)
		return false;
	for (size_t i = 0; i <= length; i++)
		languages[i] = given[i];
	for (char *comma = languages; (comma = strchr(comma, ','));)
		*comma = '+';
	return true;
}

static const struct told *told_named(const char *name, size_t length)
{
	for (size_t i = 0; i < TOLD; i++)
		if (strlen(told[i].name) == length && !strncmp(told[i].name, name, length))
			return &told[i];
	return NULL;
}

static int fail_missing(const char *languages, struct rq_error *err)
{
	return rq_fail(err, RQ_USAGE,
		       "OCR of \"%s\" is not installed: its packages are called "
		       "tesseract-ocr-LANGUAGE",
		       languages);
}

static bool has(const struct rq_tongues *tongues, const struct told *wanted)
{
	for (size_t i = 0; i < tongues->count; i++)
		if (tongues->languages[i].name == wanted->name)
			return true;
	return false;
}

static bool add(struct rq_tongues *tongues, const struct told *wanted)
{
	if (has(tongues, wanted))
		return true;
	if (!learn(wanted->name, wanted->code, OEM_LSTM_ONLY, &tongues->languages[tongues->count]))
		return false;
	tongues->count++;
	return true;
}

static bool are_told(const char *languages)
{
	size_t length;

	for (const char *at = languages; *at; at += length + (at[length] == '+'))
		if (!told_named(at, length = strcspn(at, "+")))
			return false;
	return true;
}

static int add_each(struct rq_tongues *tongues, const char *languages, struct rq_error *err)
{
	size_t length;

	for (const char *at = languages; *at; at += length + (at[length] == '+'))
		if (!add(tongues, told_named(at, length = strcspn(at, "+"))))
			return fail_missing(languages, err);
	return 0;
}

static int add_installed(struct rq_tongues *tongues, struct rq_error *err)
{
	for (size_t i = 0; i < TOLD; i++)
		(void)add(tongues, &told[i]);
	return tongues->count > 0 ? 0 : fail_missing(told[0].name, err);
}

int rq_tongues_open(const char *languages, struct rq_tongues **tongues, struct rq_error *err)
{
	char names[MAX_LANGUAGES], shown[MAX_LANGUAGES];
	struct rq_tongues *made;
	int result = 0;

	if (!write_languages(languages, names))
		return rq_fail(err, RQ_USAGE, "no languages for OCR: \"%s\"",
			       rq_text_escape(languages, shown, sizeof shown));
	made = rq_alloc(1, sizeof *made);
	if (!strcmp(names, RQ_OCR_DEFAULT))
		result = add_installed(made, err);
	else if (are_told(names))
		result = add_each(made, names, err);
	else if (!(made->awake = load(names, OEM_LSTM_ONLY)))
		result = fail_missing(names, err);
	if (result == -1) {
		rq_tongues_free(made);
		return -1;
	}
	(void)learn("osd", NULL, OEM_TESSERACT_ONLY, &made->turning);
	(void)malloc_trim(0); /* what asking took would be every worker's */
	*tongues = made;
	return 0;
}

void rq_tongues_free(struct rq_tongues *tongues)
{
	if (!tongues)
		return;
	for (size_t i = 0; i < tongues->count; i++)
		(void)munmap(tongues->languages[i].bytes, tongues->languages[i].length);
	if (tongues->turning.bytes)
		(void)munmap(tongues->turning.bytes, tongues->turning.length);
	if (tongues->awake)
		TessBaseAPIDelete(tongues->awake);
	free(tongues);
}

/* --- awake ------------------------------------------------------------------------------ */

static TessBaseAPI *switch_to(struct rq_tongues *tongues, size_t which)
{
	if (tongues->awake && tongues->which == which)
		return tongues->awake;
	if (tongues->awake)
		TessBaseAPIDelete(tongues->awake);
	tongues->which = which;
	return tongues->awake = wake(&tongues->languages[which], OEM_LSTM_ONLY);
}

void rq_tongues_first(struct rq_tongues *tongues)
{
	if (tongues->count > 0)
		(void)switch_to(tongues, 0);
}

TessBaseAPI *rq_tongues_awake(struct rq_tongues *tongues)
{
	return tongues->count > 0 ? switch_to(tongues, tongues->which) : tongues->awake;
}

void rq_tongues_rest(struct rq_tongues *tongues)
{
	if (tongues->count > 0 && tongues->awake) {
		TessBaseAPIDelete(tongues->awake);
		tongues->awake = NULL;
	}
	(void)malloc_trim(0);
}

TessBaseAPI *rq_tongues_of_text(struct rq_tongues *tongues, const char *text)
{
	const char *code = tongues->count > 1 ? rq_language_guess(text) : NULL;

	for (size_t i = 0; code && i < tongues->count; i++)
		if (i != tongues->which && !strcmp(tongues->languages[i].code, code))
			return switch_to(tongues, i);
	return NULL;
}

TessBaseAPI *rq_tongues_turner(const struct rq_tongues *tongues)
{
	return tongues->turning.bytes ? wake(&tongues->turning, OEM_TESSERACT_ONLY) : NULL;
}

#endif
