#include "report/pages.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "report/frame.h"

/* A path in pieces: "a/", "report", ".html"; they point into it. */
struct pieces {
	const char *folder, *stem, *extension;
	int folder_length, stem_length;
};

static struct pieces cut(const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.'), *end = dot && dot > name ? dot : name + strlen(name);

	return (struct pieces) {
		.folder = path,
		.folder_length = (int)(name - path),
		.stem = name,
		.stem_length = (int)(end - name),
		.extension = end,
	};
}

char *rq_pages_path(const char *path, size_t number)
{
	struct pieces pieces = cut(path);

	return rq_printf("%.*s%.*s-%zu%s", pieces.folder_length, pieces.folder, pieces.stem_length,
			 pieces.stem, number, pieces.extension);
}

/* Which page of the report a file would be by its name; 0: none. */
static size_t page_number(const char *path, const char *name)
{
	struct pieces pieces = cut(path);
	size_t stem = (size_t)pieces.stem_length;
	unsigned long number;
	char *page;
	bool same;

	if (strncmp(name, pieces.stem, stem) != 0 || name[stem] != '-')
		return 0;
	number = strtoul(name + stem + 1, NULL, 10);
	page = rq_pages_path(path, number);
	same = strcmp(page + pieces.folder_length, name) == 0;
	free(page);
	return same ? number : 0;
}

/* Only a plain file that begins as our further pages do. */
static bool is_further_page(const char *path)
{
	char begin[sizeof RQ_FRAME_FURTHER - 1];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	ssize_t got = fd == -1 ? -1 : read(fd, begin, sizeof begin);

	if (fd != -1)
		(void)close(fd);
	return got == (ssize_t)sizeof begin && memcmp(begin, RQ_FRAME_FURTHER, sizeof begin) == 0;
}

static int prune_in(DIR *entries, const char *path, size_t count, struct rq_error *err)
{
	struct pieces pieces = cut(path);
	const struct dirent *entry;
	int result = 0;

	while (result == 0 && (entry = readdir(entries))) {
		char *page =
		    rq_printf("%.*s%s", pieces.folder_length, pieces.folder, entry->d_name);

		if (page_number(path, entry->d_name) > count && is_further_page(page) &&
		    unlink(page) == -1 && errno != ENOENT)
			result = rq_fail_errno(err, RQ_SYSTEM,
					       "cannot remove %s of an earlier report", page);
		free(page);
	}
	return result;
}

int rq_pages_prune(const char *path, size_t count, struct rq_error *err)
{
	struct pieces pieces = cut(path);
	char *folder = rq_printf("%.*s.", pieces.folder_length, pieces.folder);
	DIR *entries = opendir(folder);
	int result;

	if (entries) {
		result = prune_in(entries, path, count, err);
		(void)closedir(entries);
	} else {
		result = rq_fail_errno(err, RQ_SYSTEM,
				       "cannot look for pages of an earlier report in %s", folder);
	}
	free(folder);
	return result;
}
