#include "io/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <malloc.h>
#include <sched.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Lowers a limit for good, never raises it; where that is not to be had, until it is raised. */
static int limit(int resource, rlim_t value, struct rq_error *err)
{
	struct rlimit now, lower;

	if (getrlimit((__rlimit_resource_t)resource, &now) == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot read a limit");
	lower.rlim_cur = lower.rlim_max = value < now.rlim_max ? value : now.rlim_max;
	if (setrlimit((__rlimit_resource_t)resource, &lower) == 0)
		return 0;
	lower.rlim_max = now.rlim_max;
	if (setrlimit((__rlimit_resource_t)resource, &lower) == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot set a limit");
	return 0;
}

void rq_sandbox_allow_cpu(unsigned seconds)
{
	struct rusage usage;
	struct rlimit limits;

	if (getrusage(RUSAGE_SELF, &usage) == -1 || getrlimit(RLIMIT_CPU, &limits) == -1)
		return;
	limits.rlim_cur = (rlim_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + seconds + 1;
	(void)setrlimit(RLIMIT_CPU, &limits);
}

void rq_sandbox_allow_memory(const struct rq_sandbox *sandbox, size_t bytes)
{
	struct rlimit limits;

	if (bytes > sandbox->memory || getrlimit(RLIMIT_DATA, &limits) == -1 ||
	    limits.rlim_max < sandbox->memory)
		return;
	limits.rlim_cur = limits.rlim_max - (rlim_t)(sandbox->memory - bytes);
	(void)setrlimit(RLIMIT_DATA, &limits);
}

#ifdef RQ_NO_SANDBOX

int rq_sandbox_enter(const struct rq_sandbox *sandbox, struct rq_error *err)
{
	(void)sandbox;
	return limit(RLIMIT_CORE, 0, err);
}

#else

/* --- Landlock ------------------------------------------------------------- */

/* Of the newest kernel we know; older ones are told the length they know. */
struct ruleset {
	uint64_t files;
	uint64_t network;
	uint64_t scoped;
};

/* The rights that versions 1 to 7 of the interface know: bits of the kernel's own list. */
static uint64_t file_rights(int version)
{
	if (version >= 5)
		return (1ULL << 16) - 1; /* with truncate and ioctl on devices */
	if (version >= 3)
		return (1ULL << 15) - 1; /* with truncate */
	if (version == 2)
		return (1ULL << 14) - 1; /* with refer */
	return (1ULL << 13) - 1;
}

static int allow_path(int ruleset, const char *path, struct rq_error *err)
{
	struct landlock_path_beneath_attr rule = { .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE };
	struct stat status;
	int result = 0;

	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd == -1)
		return 0;
	if (fstat(rule.parent_fd, &status) == 0 && S_ISDIR(status.st_mode))
		rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
	if (syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == -1)
		result = rq_fail_errno(err, RQ_SYSTEM, "cannot allow %s", path);
	(void)close(rule.parent_fd);
	return result;
}

static int allow_paths(int ruleset, const char *const *patterns, struct rq_error *err)
{
	int result = 0;

	for (; result == 0 && *patterns; patterns++) {
		glob_t found;

		if (glob(*patterns, GLOB_NOSORT, NULL, &found) != 0)
			continue;
		for (size_t i = 0; result == 0 && i < found.gl_pathc; i++)
			result = allow_path(ruleset, found.gl_pathv[i], err);
		globfree(&found);
	}
	return result;
}

static int forbid_files(const char *const *readable, struct rq_error *err)
{
	struct ruleset rights = { 0 };
	size_t size = sizeof rights.files;
	long version =
	    syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	int ruleset, result;

	if (version < 1)
		return 0; /* a kernel without it */
	rights.files = file_rights((int)version);
	if (version >= 4) {
		rights.network = 3; /* bind and connect of TCP */
		size = offsetof(struct ruleset, scoped);
	}
	if (version >= 6) {
		rights.scoped = 3; /* abstract sockets and signals beyond us */
		size = sizeof rights;
	}
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &rights, size, 0);
	if (ruleset == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot set up Landlock");
	result = allow_paths(ruleset, readable, err);
	if (result == 0 && syscall(SYS_landlock_restrict_self, ruleset, 0) == -1)
		result = rq_fail_errno(err, RQ_SYSTEM, "cannot enter Landlock");
	(void)close(ruleset);
	return result;
}

/* --- seccomp ---------------------------------------------------------------- */

#define DENY(name) SCMP_SYS(name)

/*
 * Programs, sockets, other processes, and the parts of the kernel that no
 * parser has business with. Not an allow-list: that would break with each
 * release of libc, and Landlock and the limits stand behind this.
 */
static const int denied[] = {
	DENY(execve),
	DENY(execveat),
	DENY(fork),
	DENY(vfork),
	DENY(socket),
	DENY(socketpair),
	DENY(connect),
	DENY(bind),
	DENY(listen),
	DENY(accept),
	DENY(accept4),
	DENY(ptrace),
	DENY(process_vm_readv),
	DENY(process_vm_writev),
	DENY(process_madvise),
	DENY(pidfd_open),
	DENY(pidfd_getfd),
	DENY(pidfd_send_signal),
	DENY(tkill),
	DENY(rt_sigqueueinfo),
	DENY(rt_tgsigqueueinfo),
	DENY(mount),
	DENY(umount2),
	DENY(pivot_root),
	DENY(chroot),
	DENY(unshare),
	DENY(setns),
	DENY(open_tree),
	DENY(move_mount),
	DENY(fsopen),
	DENY(fsmount),
	DENY(bpf),
	DENY(perf_event_open),
	DENY(add_key),
	DENY(request_key),
	DENY(keyctl),
	DENY(userfaultfd),
	DENY(io_uring_setup),
	DENY(io_uring_enter),
	DENY(io_uring_register),
	DENY(init_module),
	DENY(finit_module),
	DENY(delete_module),
	DENY(kexec_load),
	DENY(kexec_file_load),
	DENY(open_by_handle_at),
	DENY(name_to_handle_at),
	DENY(reboot),
	DENY(swapon),
	DENY(swapoff),
	DENY(sethostname),
	DENY(settimeofday),
	DENY(clock_settime),
	DENY(adjtimex),
	DENY(syslog),
	DENY(acct),
	DENY(quotactl),
	DENY(setuid),
	DENY(setgid),
	DENY(setpriority),
	DENY(shmget),
	DENY(msgget),
	DENY(semget),
	DENY(mq_open),
};

static int deny_calls(scmp_filter_ctx filter)
{
	for (size_t i = 0; i < sizeof denied / sizeof denied[0]; i++)
		if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), denied[i], 0) != 0)
			return -1;
	return 0;
}

/* abort() and threads of our own stay possible; other processes do not. */
static int deny_others(scmp_filter_ctx filter)
{
	scmp_datum_t self = (scmp_datum_t)getpid();

	if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(kill), 1,
			     SCMP_A0(SCMP_CMP_NE, self, 0)) != 0 ||
	    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(tgkill), 1,
			     SCMP_A0(SCMP_CMP_NE, self, 0)) != 0)
		return -1;
	/* clone3() hides its flags from a filter; libc then falls back to clone(). */
	if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) != 0)
		return -1;
	return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
				SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
}

static int forbid_calls(struct rq_error *err)
{
	scmp_filter_ctx filter;
	int why, result = 0;

	if (prctl(PR_GET_SECCOMP, 0, 0, 0, 0) == -1)
		return 0; /* a kernel without it */
	filter = seccomp_init(SCMP_ACT_ALLOW);
	if (!filter)
		return rq_fail(err, RQ_SYSTEM, "cannot set up seccomp");
	if (deny_calls(filter) != 0 || deny_others(filter) != 0)
		result = rq_fail(err, RQ_SYSTEM, "cannot set up seccomp");
	else if ((why = seccomp_load(filter)) != 0)
		result = rq_fail(err, RQ_SYSTEM, "cannot enter seccomp: %s", strerror(-why));
	seccomp_release(filter);
	return result;
}

/* --- the rest ---------------------------------------------------------------- */

/* What root may do beyond others: nothing of it is needed here. */
static void drop_capabilities(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { 0 };

	(void)syscall(SYS_capset, &header, none);
}

/* Bytes in use: of address space, and those of it that are data. */
struct used {
	rlim_t mapped, data;
};

/*
 * As proc(5) says it in statm; 0 when it cannot be told. What was freed between what is in use
 * counts as data there: here it does not, for it will be used before there is more.
 */
static struct used used_bytes(void)
{
	unsigned long long mapped = 0, data = 0;
	rlim_t page = (rlim_t)sysconf(_SC_PAGESIZE);
	size_t holes = mallinfo2().fordblks;
	FILE *file = fopen("/proc/self/statm", "re");

	if (!file)
		return (struct used) { 0 };
	/* NOLINTNEXTLINE(cert-err34-c): the kernel wrote it */
	if (fscanf(file, "%llu %*u %*u %*u %*u %llu", &mapped, &data) != 2)
		mapped = data = 0;
	(void)fclose(file);
	data = data * page > holes ? data * page - holes : 0;
	return (struct used) { (rlim_t)mapped * page, (rlim_t)data };
}

int rq_sandbox_enter(const struct rq_sandbox *sandbox, struct rq_error *err)
{
	struct used used = used_bytes();

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1 || prctl(PR_SET_DUMPABLE, 0) == -1)
		return rq_fail_errno(err, RQ_SYSTEM, "cannot give up privileges");
	if (limit(RLIMIT_CORE, 0, err) == -1 ||
	    limit(RLIMIT_FSIZE, (rlim_t)sandbox->file_bytes, err) == -1 ||
	    limit(RLIMIT_NOFILE, (rlim_t)sandbox->descriptors, err) == -1 ||
	    limit(RLIMIT_DATA, used.data + (rlim_t)sandbox->memory, err) == -1 ||
	    limit(RLIMIT_AS, used.mapped + (rlim_t)sandbox->memory + (rlim_t)sandbox->files, err) ==
		-1)
		return -1;
	if (forbid_files(sandbox->readable, err) == -1 || forbid_calls(err) == -1)
		return -1;
	drop_capabilities();
	return 0;
}

#endif
