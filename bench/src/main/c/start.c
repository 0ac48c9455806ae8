// SPDX-License-Identifier: Apache-2.0
//
// How long a process takes from its start to its end.
#define _GNU_SOURCE
#include "load.h"

#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>

extern char **environ;

static int64_t run_once(char **command) {
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
	pid_t process;
	int status = 0;
	int64_t began = now();
	if (posix_spawnp(&process, command[0], &actions, NULL, command, environ) != 0) die(command[0]);
	if (waitpid(process, &status, 0) < 0) die("waitpid");
	int64_t took = now() - began;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) fail("the process did not end with 0");
	posix_spawn_file_actions_destroy(&actions);
	return took;
}

void start(const struct options *o) {
	static struct histogram times;
	struct window window;
	run_once(o->command);
	begin_window(&window, 0);
	for (int i = 0; i < o->runs; i++) record(&times, run_once(o->command));
	end_window(&window, o);
	printf(",\"messages\":%d,\"p50_ms\":%.2f,\"max_ms\":%.2f}\n", o->runs, percentile_us(&times, 50) / 1000,
		(double)times.max / 1e6);
}
