/*
 * SQLite as a library that keeps its database in memory: `query` runs SQL and
 * returns the rows as text.
 */

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "sqlite3.h"

static sqlite3 *database;

/* There are no files, so opening one fails. */
static int vfs_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *out)
{
	(void) vfs, (void) name, (void) flags, (void) out;
	file->pMethods = NULL;
	return SQLITE_CANTOPEN;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	(void) vfs, (void) name, (void) sync;
	return SQLITE_IOERR_DELETE;
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
	(void) vfs, (void) name, (void) flags;
	*out = 0;
	return SQLITE_OK;
}

static int vfs_full_pathname(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
	(void) vfs;
	sqlite3_snprintf(size, out, "%s", name);
	return SQLITE_OK;
}

static int vfs_randomness(sqlite3_vfs *vfs, int size, char *out)
{
	(void) vfs;
	return getentropy(out, size > 256 ? 256 : size) == 0 ? size : 0;
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds)
{
	(void) vfs;
	return microseconds;
}

static int vfs_current_time(sqlite3_vfs *vfs, sqlite3_int64 *out)
{
	struct timespec now;
	(void) vfs;
	clock_gettime(CLOCK_REALTIME, &now);
	*out = 210866760000000LL + now.tv_sec * 1000LL + now.tv_nsec / 1000000;
	return SQLITE_OK;
}

static int vfs_current_time_double(sqlite3_vfs *vfs, double *out)
{
	sqlite3_int64 now;
	vfs_current_time(vfs, &now);
	*out = now / 86400000.0;
	return SQLITE_OK;
}

static int vfs_last_error(sqlite3_vfs *vfs, int size, char *out)
{
	(void) vfs, (void) size, (void) out;
	return 0;
}

static sqlite3_vfs no_files = {
	.iVersion = 2,
	.szOsFile = sizeof(sqlite3_file),
	.mxPathname = 256,
	.zName = "none",
	.xOpen = vfs_open,
	.xDelete = vfs_delete,
	.xAccess = vfs_access,
	.xFullPathname = vfs_full_pathname,
	.xRandomness = vfs_randomness,
	.xSleep = vfs_sleep,
	.xCurrentTime = vfs_current_time_double,
	.xGetLastError = vfs_last_error,
	.xCurrentTimeInt64 = vfs_current_time,
};

int sqlite3_os_init(void)
{
	return sqlite3_vfs_register(&no_files, 1);
}

int sqlite3_os_end(void)
{
	return SQLITE_OK;
}

static int append(void *context, int columns, char **values, char **names)
{
	sqlite3_str *text = context;
	(void) names;
	for (int i = 0; i < columns; i++) {
		sqlite3_str_appendf(text, "%s%s", i == 0 ? "" : "|", values[i] ? values[i] : "");
	}
	sqlite3_str_appendchar(text, 1, '\n');
	return 0;
}

__attribute__((export_name("alloc"))) void *alloc(size_t size)
{
	return malloc(size);
}

__attribute__((export_name("dealloc"))) void dealloc(void *pointer, size_t size)
{
	(void) size;
	free(pointer);
}

/* Returns where the text is, and in the lower half its length. */
__attribute__((export_name("query"))) unsigned long long query(const char *sql, size_t length)
{
	char *error = NULL;
	char *statement = malloc(length + 1);
	memcpy(statement, sql, length);
	statement[length] = 0;
	if (database == NULL) {
		sqlite3_open(":memory:", &database);
	}
	sqlite3_str *text = sqlite3_str_new(database);
	if (sqlite3_exec(database, statement, append, text, &error) != SQLITE_OK) {
		sqlite3_str_appendf(text, "error: %s", error);
		sqlite3_free(error);
	}
	free(statement);
	size_t size = sqlite3_str_length(text);
	char *found = sqlite3_str_finish(text);
	char *result = malloc(size + 1);
	if (found != NULL) {
		memcpy(result, found, size);
		sqlite3_free(found);
	}
	return (unsigned long long) (size_t) result << 32 | size;
}
