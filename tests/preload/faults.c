/*
 * A disk that fails, and one that tells what it was given: for LD_PRELOAD, into any
 * program and all that it starts. See faults.sh for how tests use it.
 *
 *   RQ_FAULT=KIND:N    what the N-th call comes to that changes a file or folder:
 *                      ENOSPC, EIO  that call fails so
 *                      short        it writes half of what it was to write
 *                      full         it and all that follow fail as on a full disk,
 *                                   the first one after half of its bytes
 *                      readonly     it and all that follow fail as on a disk that was
 *                                   mounted read-only, as a kernel does after errors
 *   RQ_FAULT_COUNT=F   the file F holds the number of such calls so far (8 bytes),
 *                      of all processes that share it
 *   RQ_FAULT_LOG=F     what was written, made, renamed, removed and synced is
 *                      appended to F; power_loss.py reads it
 *
 * Standard error, and what is no file with a name (pipes, sockets, memory), are left alone.
 */

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) real_##name
#define FIND(name) (*(void **)&REAL(name) = dlsym(RTLD_NEXT, #name))

static ssize_t (*REAL(write))(int, const void *, size_t);
static ssize_t (*REAL(pwrite))(int, const void *, size_t, off_t);
static ssize_t (*REAL(writev))(int, const struct iovec *, int);
static ssize_t (*REAL(pwritev))(int, const struct iovec *, int, off_t);
static int (*REAL(fsync))(int);
static int (*REAL(fdatasync))(int);
static int (*REAL(ftruncate))(int, off_t);
static int (*REAL(renameat2))(int, const char *, int, const char *, unsigned);
static int (*REAL(unlinkat))(int, const char *, int);
static int (*REAL(mkdirat))(int, const char *, mode_t);
static int (*REAL(openat))(int, const char *, int, ...);
static int (*REAL(mkostemps))(char *, int, int);

/* --- what is to go wrong --------------------------------------------------------------- */

enum kind { NOTHING, ONCE, SHORT, FULL, EVER };
enum verdict { GO_ON, FAIL, HALF };

static enum kind kind;
static int code;
static unsigned long turn;
static _Atomic unsigned long *calls;
static int record_fd = -1;

static void read_fault(const char *fault)
{
	static const struct {
		const char *name;
		enum kind kind;
		int code;
	} kinds[] = { { "ENOSPC:", ONCE, ENOSPC },
		      { "EIO:", ONCE, EIO },
		      { "short:", SHORT, 0 },
		      { "full:", FULL, ENOSPC },
		      { "readonly:", EVER, EROFS } };

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strncmp(fault, kinds[i].name, strlen(kinds[i].name)) == 0) {
			kind = kinds[i].kind;
			code = kinds[i].code;
			turn = strtoul(fault + strlen(kinds[i].name), NULL, 10);
		}
}

static void share_count(const char *path)
{
	int fd = REAL(openat)(AT_FDCWD, path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd == -1 || REAL(ftruncate)(fd, sizeof *calls) == -1)
		abort();
	calls = mmap(NULL, sizeof *calls, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (calls == MAP_FAILED)
		abort();
	(void)close(fd);
}

__attribute__((constructor)) static void begin(void)
{
	const char *fault = getenv("RQ_FAULT"), *count = getenv("RQ_FAULT_COUNT");
	const char *record = getenv("RQ_FAULT_LOG");

	if (REAL(write))
		return;
	FIND(pwrite), FIND(writev), FIND(pwritev), FIND(fsync), FIND(fdatasync), FIND(ftruncate);
	FIND(renameat2), FIND(unlinkat), FIND(mkdirat), FIND(openat), FIND(mkostemps), FIND(write);
	if (fault)
		read_fault(fault);
	if (count)
		share_count(count);
	if (record)
		record_fd =
		    REAL(openat)(AT_FDCWD, record, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
}

/* Counts a call, and says what it comes to. */
static enum verdict judge(bool writes)
{
	unsigned long number = calls ? atomic_fetch_add(calls, 1) + 1 : 0;

	if (kind == NOTHING || number < turn || (number > turn && kind < FULL))
		return GO_ON;
	if (kind == SHORT)
		return writes ? HALF : GO_ON;
	if (kind == FULL && number == turn && writes)
		return HALF;
	errno = code;
	return FAIL;
}

/* With a name: what only memory holds, or nobody finds again, is no disk's. */
static bool is_file(int fd)
{
	struct stat status;

	return fd != STDERR_FILENO && fstat(fd, &status) == 0 && S_ISREG(status.st_mode) &&
	       status.st_nlink > 0;
}

/* --- what was done ------------------------------------------------------------------------ */

static void record(const char *bytes, size_t length, const char *format, ...)
{
	char line[2 * PATH_MAX + 64];
	va_list arguments;
	int size;

	if (record_fd == -1)
		return;
	va_start(arguments, format);
	size = vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	(void)REAL(writev)(
	    record_fd, (struct iovec[]) { { line, (size_t)size }, { (char *)bytes, length } }, 2);
}

static unsigned long number_of(int fd)
{
	struct stat status;

	return fstat(fd, &status) == 0 ? status.st_ino : 0;
}

/* The whole path of a name in a folder. */
static const char *whole(int folder, const char *name, char path[PATH_MAX])
{
	char link[64];
	ssize_t length = 0;

	if (name[0] != '/') {
		(void)snprintf(link, sizeof link,
			       folder == AT_FDCWD ? "/proc/self/cwd" : "/proc/self/fd/%d", folder);
		length = readlink(link, path, PATH_MAX - 1);
	}
	(void)snprintf(path + length, (size_t)(PATH_MAX - length), "%s%s", length > 0 ? "/" : "",
		       name);
	return path;
}

static void record_written(int fd, const struct iovec *part, off_t at, ssize_t wrote)
{
	for (size_t left = wrote > 0 ? (size_t)wrote : 0; left > 0; part++) {
		size_t length = part->iov_len < left ? part->iov_len : left;

		if (fd == STDOUT_FILENO)
			record(part->iov_base, length, "print %zu\n", length);
		else
			record(part->iov_base, length, "write %lu %lld %zu\n", number_of(fd),
			       (long long)at, length);
		at += (off_t)length;
		left -= length;
	}
	if (fd != STDOUT_FILENO && (fcntl(fd, F_GETFL) & O_DSYNC))
		record(NULL, 0, "sync %lu\n", number_of(fd));
}

/* --- writing ------------------------------------------------------------------------------ */

/* at -1: where the file stands */
static ssize_t put(int fd, const struct iovec *parts, int count, off_t at)
{
	enum verdict verdict = is_file(fd) ? judge(true) : GO_ON;
	struct iovec half = { parts[0].iov_base, (parts[0].iov_len + 1) / 2 };
	ssize_t wrote;

	if (verdict == FAIL)
		return -1;
	if (verdict == HALF) {
		parts = &half;
		count = 1;
	}
	wrote = at == -1 ? REAL(writev)(fd, parts, count) : REAL(pwritev)(fd, parts, count, at);
	if (wrote > 0 && record_fd != -1 && (fd == STDOUT_FILENO || is_file(fd)))
		record_written(fd, parts, at == -1 ? lseek(fd, 0, SEEK_CUR) - wrote : at, wrote);
	return wrote;
}

ssize_t write(int fd, const void *bytes, size_t count)
{
	begin();
	return put(fd, &(struct iovec) { (void *)bytes, count }, 1, -1);
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
	begin();
	return put(fd, parts, count, -1);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at)
{
	return put(fd, &(struct iovec) { (void *)bytes, count }, 1, at);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at)
{
	return put(fd, parts, count, at);
}

int ftruncate(int fd, off_t size)
{
	int result = is_file(fd) && judge(false) == FAIL ? -1 : REAL(ftruncate)(fd, size);

	if (result == 0)
		record(NULL, 0, "size %lu %lld\n", number_of(fd), (long long)size);
	return result;
}

/* --- making it last ------------------------------------------------------------------------- */

static int sync_by(int (*how)(int), int fd)
{
	char path[PATH_MAX];
	struct stat status;
	int result = judge(false) == FAIL ? -1 : how(fd);

	if (result == 0 && record_fd != -1 && fstat(fd, &status) == 0) {
		if (S_ISDIR(status.st_mode))
			record(NULL, 0, "keep %s\n", whole(fd, "", path));
		else
			record(NULL, 0, "sync %lu\n", status.st_ino);
	}
	return result;
}

int fsync(int fd)
{
	return sync_by(REAL(fsync), fd);
}

int fdatasync(int fd)
{
	return sync_by(REAL(fdatasync), fd);
}

/* --- names ------------------------------------------------------------------------------------ */

static int record_open(int fd, int folder, const char *name, int flags)
{
	char path[PATH_MAX];

	if (fd == -1 || record_fd == -1 || (flags & O_TMPFILE) == O_TMPFILE || !is_file(fd))
		return fd;
	if (flags & (O_CREAT | O_EXCL))
		record(NULL, 0, "name %lu %s\n", number_of(fd), whole(folder, name, path));
	if (flags & O_TRUNC)
		record(NULL, 0, "size %lu 0\n", number_of(fd));
	return fd;
}

static int open_at(int folder, const char *name, int flags, mode_t mode)
{
	bool makes = (flags & O_CREAT) && faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW) == -1;

	begin();
	if (makes && judge(false) == FAIL)
		return -1;
	return record_open(REAL(openat)(folder, name, flags, mode), folder, name,
			   makes ? flags : flags & ~(O_CREAT | O_EXCL));
}

#define OPEN(name, parameters, folder)                                                             \
	int name parameters                                                                        \
	{                                                                                          \
		va_list arguments;                                                                 \
		mode_t mode = 0;                                                                   \
                                                                                                   \
		va_start(arguments, flags);                                                        \
		if (flags & (O_CREAT | O_TMPFILE))                                                 \
			mode = va_arg(arguments, mode_t);                                          \
		va_end(arguments);                                                                 \
		return open_at(folder, path, flags, mode);                                         \
	}

OPEN(open, (const char *path, int flags, ...), AT_FDCWD)
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD)
OPEN(openat, (int folder, const char *path, int flags, ...), folder)
OPEN(openat64, (int folder, const char *path, int flags, ...), folder)

int mkostemp(char *name, int flags)
{
	return judge(false) == FAIL
		   ? -1
		   : record_open(REAL(mkostemps)(name, 0, flags), AT_FDCWD, name, O_CREAT);
}

int renameat2(int from, const char *old, int to, const char *new, unsigned flags)
{
	char source[PATH_MAX], target[PATH_MAX];
	int result = judge(false) == FAIL ? -1 : REAL(renameat2)(from, old, to, new, flags);

	if (result == 0 && record_fd != -1)
		record(NULL, 0, "move %s\t%s\n", whole(from, old, source), whole(to, new, target));
	return result;
}

int renameat(int from, const char *old, int to, const char *new)
{
	return renameat2(from, old, to, new, 0);
}

int rename(const char *old, const char *new)
{
	return renameat2(AT_FDCWD, old, AT_FDCWD, new, 0);
}

int unlinkat(int folder, const char *name, int flags)
{
	char path[PATH_MAX];
	int result = REAL(unlinkat)(folder, name, flags);

	if (result == 0 && record_fd != -1)
		record(NULL, 0, "gone %s\n", whole(folder, name, path));
	return result;
}

int unlink(const char *name)
{
	return unlinkat(AT_FDCWD, name, 0);
}

int rmdir(const char *name)
{
	return unlinkat(AT_FDCWD, name, AT_REMOVEDIR);
}

int mkdir(const char *name, mode_t mode)
{
	char path[PATH_MAX];
	int result = judge(false) == FAIL ? -1 : REAL(mkdirat)(AT_FDCWD, name, mode);

	if (result == 0 && record_fd != -1)
		record(NULL, 0, "folder %s\n", whole(AT_FDCWD, name, path));
	return result;
}
