#include "store/place.h"

#include <dirent.h>
#include <errno.h>
#include <libgen.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"

/* On a full disk the new lock file is a hole, and writing into its map is SIGBUS. */
#define ROOM_TO_BEGIN RQ_MIB(1)

bool rq_place_is_network(unsigned long type)
{
	static const unsigned long types[] = {
		0x6969,     /* NFS */
		0x517b,     /* SMB */
		0xfe534d42, /* SMB2 */
		0xff534d42, /* CIFS */
		0x65735546, /* FUSE: sshfs and the like */
		0x01021997, /* 9P */
		0x00c36400, /* Ceph */
		0x5346414f, /* AFS */
		0x73757245, /* Coda */
		0x0bd00bd0, /* Lustre */
		0x47504653, /* GPFS */
		0x7461636f, /* OCFS2 */
		0x01161970, /* GFS2 */
		0xaad7aaea, /* Panasas */
		0x19830326, /* BeeGFS */
	};

	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (types[i] == (type & 0xffffffff))
			return true;
	return false;
}

static char *parent_of(const char *folder)
{
	char *copy = rq_strdup(folder), *parent = rq_strdup(dirname(copy));

	free(copy);
	return parent;
}

/* The file system that the store is on, or will be. */
static int check_file_system(const char *folder, const char *existing, bool beginning,
			     const struct rq_place_wants *wants, struct rq_error *err)
{
	struct statfs system;

	if (statfs(existing, &system) == -1)
		return rq_fail_errno(err, RQ_STORE, "%s", existing);
	if (!wants->force_network && rq_place_is_network((unsigned long)system.f_type))
		return rq_fail(err, RQ_STORE,
			       "%s: on a network file system, where a store is not safe", folder);
	if (beginning &&
	    (uint64_t)system.f_bavail * (uint64_t)system.f_bsize < (uint64_t)ROOM_TO_BEGIN)
		return rq_fail(err, RQ_STORE, "%s: no space left on the disk", folder);
	return 0;
}

/* What stands in a folder that exists. */
static int look_inside(const char *folder, bool *has_data, bool *has_lock, bool *has_other,
		       struct rq_error *err)
{
	DIR *directory = opendir(folder);
	const struct dirent *entry;

	*has_data = *has_lock = *has_other = false;
	if (!directory)
		return rq_fail_errno(err, RQ_STORE, "%s", folder);
	/* NOLINTNEXTLINE(concurrency-mt-unsafe): no threads */
	while ((entry = readdir(directory))) {
		const char *name = entry->d_name;

		if (strcmp(name, RQ_PLACE_DATA) == 0)
			*has_data = true;
		else if (strcmp(name, RQ_PLACE_LOCK) == 0)
			*has_lock = true;
		else if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
			 strcmp(name, RQ_PLACE_BENCH) != 0)
			*has_other = true;
	}
	(void)closedir(directory);
	return 0;
}

/* Nobody else may have put a link there by which we would write over another file. */
static int check_file(const char *folder, const char *name, struct rq_error *err)
{
	char *path = rq_printf("%s/%s", folder, name);
	struct stat status;
	bool is_file = lstat(path, &status) == -1 || S_ISREG(status.st_mode);

	free(path);
	return is_file ? 0
		       : rq_fail(err, RQ_STORE, "%s: its %s is a link or the like, not a file",
				 folder, name);
}

static int check_rights(const char *folder, const struct stat *status, struct rq_error *err)
{
	if (status->st_mode & S_IWOTH)
		return rq_fail(err, RQ_STORE,
			       "%s: anybody may write into this folder: no place for a store",
			       folder);
	return check_file(folder, RQ_PLACE_DATA, err) == -1 ||
		       check_file(folder, RQ_PLACE_LOCK, err) == -1
		   ? -1
		   : 0;
}

static int check_folder(const char *folder, const struct rq_place_wants *wants,
			struct rq_error *err)
{
	bool has_data, has_lock, has_other;

	if (look_inside(folder, &has_data, &has_lock, &has_other, err) == -1)
		return -1;
	if (!has_data && has_other)
		return rq_fail(err, RQ_STORE, "%s: a folder with other things in it, not a store",
			       folder);
	if (!has_data && wants->must_exist)
		return rq_fail(err, RQ_NOT_FOUND, "%s: no store here", folder);
	return check_file_system(folder, folder, !has_lock, wants, err);
}

static int make_folder(const char *folder, const struct rq_place_wants *wants, bool *made,
		       struct rq_error *err)
{
	char *parent = parent_of(folder);
	int result = check_file_system(folder, parent, true, wants, err);

	free(parent);
	if (result == -1)
		return -1;
	*made = mkdir(folder, 0700) == 0;
	if (!*made && errno != EEXIST) /* made by another process meanwhile */
		return rq_fail_errno(err, RQ_STORE, "cannot make the folder %s", folder);
	return 0;
}

int rq_place_prepare(const char *folder, const struct rq_place_wants *wants, bool *made,
		     struct rq_error *err)
{
	struct stat status;

	*made = false;
	if (stat(folder, &status) == -1) {
		if (errno != ENOENT)
			return rq_fail_errno(err, RQ_STORE, "%s", folder);
		if (wants->must_exist)
			return rq_fail(err, RQ_NOT_FOUND, "%s: no store here", folder);
		return make_folder(folder, wants, made, err);
	}
	if (!S_ISDIR(status.st_mode))
		return rq_fail(err, RQ_STORE, "%s: a file, not the folder of a store", folder);
	return check_rights(folder, &status, err) == -1 ? -1 : check_folder(folder, wants, err);
}

bool rq_place_has_data(const char *folder)
{
	char *path = rq_printf("%s/%s", folder, RQ_PLACE_DATA);
	bool there = access(path, F_OK) == 0;

	free(path);
	return there;
}

int rq_place_give(const char *file, const char *folder, struct rq_error *err)
{
	struct stat owner;

	if (geteuid() != 0)
		return 0;
	if (stat(folder, &owner) == -1 || lchown(file, owner.st_uid, owner.st_gid) == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot give %s to the owner of %s", file,
				     folder);
	return 0;
}
