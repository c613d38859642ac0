#include "store/footprint.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/limits.h"

#define LEAST_KEPT RQ_MIB(6)
#define MOST_KEPT RQ_MIB(128)
enum { PART_KEPT = 8 };

/* The third number of /proc/self/statm (proc(5)): resident pages of files. */
size_t rq_footprint_files(void)
{
	FILE *statm = fopen("/proc/self/statm", "re");
	char line[128] = "", *rest = line;
	size_t pages = 0;

	if (!statm)
		return 0;
	if (fgets(line, sizeof line, statm))
		for (int i = 0; i < 3; i++)
			pages = strtoul(rest, &rest, 10);
	(void)fclose(statm);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

size_t rq_footprint_kept(size_t size, bool writes)
{
	size_t part = size / PART_KEPT;

	if (!writes || part < LEAST_KEPT)
		return LEAST_KEPT;
	return part < MOST_KEPT ? part : MOST_KEPT;
}

/* "start-end perms offset major:minor inode path", a line of /proc/self/maps */
static void trim_map(char *line, const struct stat *file)
{
	uintptr_t start = strtoumax(line, &line, 16), end;
	union {
		uintptr_t number;
		void *address;
	} map = { start };
	unsigned long device[2], inode;

	end = strtoumax(line + 1, &line, 16);
	line += 6; /* " r--s " */
	(void)strtoumax(line, &line, 16);
	device[0] = strtoul(line, &line, 16);
	device[1] = strtoul(line + 1, &line, 16);
	inode = strtoul(line, &line, 10);
	if (inode == file->st_ino && device[0] == major(file->st_dev) &&
	    device[1] == minor(file->st_dev))
		(void)madvise(map.address, end - start, MADV_DONTNEED);
}

void rq_footprint_trim(int file, size_t enough)
{
	char line[8192];
	struct stat status;
	FILE *maps;

	if (rq_footprint_files() < enough || fstat(file, &status) == -1)
		return;
	maps = fopen("/proc/self/maps", "re");
	if (!maps)
		return;
	while (fgets(line, sizeof line, maps))
		trim_map(line, &status);
	(void)fclose(maps);
}
