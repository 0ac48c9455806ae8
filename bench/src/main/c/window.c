// SPDX-License-Identifier: Apache-2.0
#include "load.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

int64_t now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ll + t.tv_nsec;
}

static double own_cpu(void) {
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

// All threads of a process, user and system, in seconds; in steps of a clock tick.
static double cpu_of(pid_t process) {
	char path[64], line[1024];
	unsigned long user = 0, system = 0;
	snprintf(path, sizeof path, "/proc/%d/stat", (int)process);
	FILE *file = process ? fopen(path, "r") : NULL;
	if (!file) return 0;
	char *rest = fgets(line, sizeof line, file) ? strrchr(line, ')') : NULL;
	if (rest) sscanf(rest + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
	fclose(file);
	return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

void begin_window(struct window *w, pid_t server) {
	w->server = server;
	w->server_cpu = cpu_of(server);
	w->own_cpu = own_cpu();
	w->began = now();
}

double end_window(const struct window *w, const struct options *o) {
	double seconds = (double)(now() - w->began) / 1e9;
	double own = own_cpu() - w->own_cpu;
	double server = cpu_of(w->server) - w->server_cpu;
	printf("{\"workload\":\"%s\",\"connections\":%d,\"size\":%d,\"seconds\":%.4f,\"load_cpu\":%.3f,\"server_cpu\":%.3f",
		o->workload, o->connections, o->size, seconds, own / seconds, server / seconds);
	return seconds;
}
