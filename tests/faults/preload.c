/* A layer between an unmodified program and the system, loaded with LD_PRELOAD.
 *
 * Under the folder FAULTS_FOLDER it
 *   - writes what changes files to the log FAULTS_LOG: creations, writes, truncates, syncs, unlinks and
 *     renames, and the program's standard output in between, so that it is known what was acknowledged when;
 *   - with FAULTS_SWALLOW set, says that a sync succeeded and does not log it;
 *   - with FAULTS_NO_SHARED_MEMORY set, refuses to open files whose names end in -shm, as file systems
 *     without shared memory would;
 *   - with FAULTS_READ_ONLY set, refuses whatever would alter the folder, as a read-only disk does;
 *   - with FAULTS_FAIL_AT=n, lets the n-th call fail with FAULTS_ERROR (EIO, ENOSPC, or SHORT for a write of
 *     half the bytes), and with FAULTS_PERSIST set every later one too.
 *
 * A record of the log: kind (1 byte, 3 of padding), length of the path, inode, offset, length of the data
 * (each 8 bytes, in the order of the machine), then path and data. Kinds: C created, W write, T truncate,
 * S sync of a file, D sync of a folder, U unlink, R rename (data is the new path), A standard output,
 * F a call was made to fail.
 *
 * Only system calls are used below, never the C library's own functions of the same name. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096

enum { OTHER, A_FILE, A_FOLDER };

static struct {
    int kind;
    uint64_t inode;
} files[FILES];

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX];
static size_t folder_length;
static int log_fd = -1;
static int swallow, unshared, read_only, persist, shortened, error;
static long fail_at, calls;

__attribute__((constructor)) static void start(void) {
    const char *value = getenv("FAULTS_FOLDER");
    if (value == NULL || strlen(value) >= sizeof folder) return;
    strcpy(folder, value);
    folder_length = strlen(folder);
    value = getenv("FAULTS_LOG");
    if (value != NULL)
        log_fd = (int)syscall(SYS_openat, AT_FDCWD, value, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    swallow = getenv("FAULTS_SWALLOW") != NULL;
    unshared = getenv("FAULTS_NO_SHARED_MEMORY") != NULL;
    read_only = getenv("FAULTS_READ_ONLY") != NULL;
    persist = getenv("FAULTS_PERSIST") != NULL;
    value = getenv("FAULTS_FAIL_AT");
    fail_at = value == NULL ? 0 : atol(value);
    value = getenv("FAULTS_ERROR");
    if (value != NULL) {
        shortened = strcmp(value, "SHORT") == 0;
        error = strcmp(value, "ENOSPC") == 0 ? ENOSPC : EIO;
    }
}

static void record(char kind, const char *path, uint64_t inode, uint64_t offset, const void *data, uint64_t length) {
    struct {
        char kind;
        char padding[7];
        uint64_t path, inode, offset, data;
    } head = {kind, {0}, path == NULL ? 0 : strlen(path), inode, offset, length};
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)path, head.path}, {(void *)data, length}};
    if (log_fd >= 0) (void)!syscall(SYS_writev, log_fd, parts, 3);
}

static int within(const char *path) {
    return folder_length > 0 && path != NULL && strncmp(path, folder, folder_length) == 0 &&
           (path[folder_length] == '/' || path[folder_length] == 0);
}

static int tracked(int fd) { return fd >= 0 && fd < FILES && files[fd].kind != OTHER; }

/* Whether this call is to fail. A full disk does not keep anybody from reading or from giving room back. */
static int fails(int needs_room) {
    calls++;
    if (fail_at == 0 || shortened || calls < fail_at || (calls > fail_at && !persist)) return 0;
    if (error == ENOSPC && !needs_room) return 0;
    record('F', NULL, 0, (uint64_t)calls, NULL, 0);
    errno = error;
    return 1;
}

/* How many bytes of a write are let through. */
static size_t let_through(size_t length) {
    if (!shortened || fail_at == 0 || calls < fail_at || (calls > fail_at && !persist)) return length;
    record('F', NULL, 0, (uint64_t)calls, NULL, 0);
    return length / 2;
}

static int is_shared_memory(const char *path) {
    size_t length = strlen(path);
    return length >= 4 && strcmp(path + length - 4, "-shm") == 0;
}

static int open_at(int at, const char *path, int flags, mode_t mode) {
    if (unshared && within(path) && is_shared_memory(path)) {
        errno = EACCES;
        return -1;
    }
    if (read_only && within(path) && (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC))) {
        errno = EROFS;
        return -1;
    }
    if (!within(path)) {
        int fd = (int)syscall(SYS_openat, at, path, flags, mode);
        if (fd >= 0 && fd < FILES) files[fd].kind = OTHER;
        return fd;
    }
    pthread_mutex_lock(&lock);
    int fd = -1;
    if (!fails((flags & O_CREAT) != 0)) {
        int there = syscall(SYS_faccessat, at, path, F_OK) == 0;
        fd = (int)syscall(SYS_openat, at, path, flags, mode);
        struct stat about;
        if (fd >= 0 && fd < FILES && fstat(fd, &about) == 0) {
            files[fd].kind = S_ISDIR(about.st_mode) ? A_FOLDER : A_FILE;
            files[fd].inode = about.st_ino;
            if (!there) record('C', path, about.st_ino, 0, NULL, 0);
            else if (flags & O_TRUNC) record('T', NULL, about.st_ino, 0, NULL, 0);
        }
    }
    int saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return fd;
}

#define MODE                                                    \
    mode_t mode = 0;                                            \
    if (flags & (O_CREAT | __O_TMPFILE)) {                      \
        va_list list;                                           \
        va_start(list, flags);                                  \
        mode = va_arg(list, mode_t);                            \
        va_end(list);                                           \
    }

int open(const char *path, int flags, ...) { MODE return open_at(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return open_at(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE return open_at(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE return open_at(at, path, flags, mode); }

int close(int fd) {
    if (fd >= 0 && fd < FILES) files[fd].kind = OTHER;
    return (int)syscall(SYS_close, fd);
}

static ssize_t write_at(int fd, const void *data, size_t length, off_t offset, int positioned) {
    if (!tracked(fd)) {
        ssize_t done = positioned ? syscall(SYS_pwrite64, fd, data, length, offset)
                                  : syscall(SYS_write, fd, data, length);
        if (fd == STDOUT_FILENO && done > 0) record('A', NULL, 0, 0, data, (uint64_t)done);
        return done;
    }
    pthread_mutex_lock(&lock);
    ssize_t done = -1;
    if (!fails(1)) {
        if (!positioned) offset = (off_t)syscall(SYS_lseek, fd, 0, SEEK_CUR);
        length = let_through(length);
        done = positioned ? syscall(SYS_pwrite64, fd, data, length, offset)
                          : syscall(SYS_write, fd, data, length);
        if (done > 0) record('W', NULL, files[fd].inode, (uint64_t)offset, data, (uint64_t)done);
    }
    int saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return done;
}

ssize_t write(int fd, const void *data, size_t length) { return write_at(fd, data, length, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
    return write_at(fd, data, length, offset, 1);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    return write_at(fd, data, length, offset, 1);
}

static int read_fails(int fd) {
    if (!tracked(fd)) return 0;
    pthread_mutex_lock(&lock);
    int failed = fails(0);
    int saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return failed;
}

ssize_t read(int fd, void *data, size_t length) {
    return read_fails(fd) ? -1 : syscall(SYS_read, fd, data, length);
}
ssize_t pread(int fd, void *data, size_t length, off_t offset) {
    return read_fails(fd) ? -1 : syscall(SYS_pread64, fd, data, length, offset);
}
ssize_t pread64(int fd, void *data, size_t length, off64_t offset) {
    return read_fails(fd) ? -1 : syscall(SYS_pread64, fd, data, length, offset);
}

static int cut(int fd, off_t length) {
    if (!tracked(fd)) return (int)syscall(SYS_ftruncate, fd, length);
    pthread_mutex_lock(&lock);
    int done = -1;
    if (!fails(1)) {
        done = (int)syscall(SYS_ftruncate, fd, length);
        if (done == 0) record('T', NULL, files[fd].inode, (uint64_t)length, NULL, 0);
    }
    int saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return done;
}

int ftruncate(int fd, off_t length) { return cut(fd, length); }
int ftruncate64(int fd, off64_t length) { return cut(fd, length); }

static int synced(int fd, long call) {
    if (!tracked(fd)) return (int)syscall(call, fd);
    pthread_mutex_lock(&lock);
    int done = -1;
    if (!fails(1)) {
        done = swallow ? 0 : (int)syscall(call, fd);
        if (done == 0 && !swallow)
            record(files[fd].kind == A_FOLDER ? 'D' : 'S', NULL, files[fd].inode, 0, NULL, 0);
    }
    int saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return done;
}

int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

static int remove_at(int at, const char *path, int flags) {
    if (!within(path)) return (int)syscall(SYS_unlinkat, at, path, flags);
    pthread_mutex_lock(&lock);
    int done = -1;
    if (!fails(0)) {
        done = (int)syscall(SYS_unlinkat, at, path, flags);
        if (done == 0) record('U', path, 0, 0, NULL, 0);
    }
    int saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return done;
}

int unlink(const char *path) { return remove_at(AT_FDCWD, path, 0); }
int unlinkat(int at, const char *path, int flags) { return remove_at(at, path, flags); }

int rename(const char *from, const char *to) {
    if (!within(from)) return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    pthread_mutex_lock(&lock);
    int done = -1;
    if (!fails(1)) {
        done = (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
        if (done == 0) record('R', from, 0, 0, to, strlen(to));
    }
    int saved = errno;
    pthread_mutex_unlock(&lock);
    errno = saved;
    return done;
}
