// SPDX-License-Identifier: Apache-2.0
//
// Puts load on a server that listens on 127.0.0.1, and prints what it saw as one line of JSON.
#include "load.h"

#include <getopt.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static const struct {
	const char *name;
	void (*run)(const struct options *);
} workloads[] = {
	{"pingpong", pingpong}, {"rate", rate}, {"bulk-in", bulk_in}, {"bulk-out", bulk_out}, {"churn", churn},
	{"accept", accept_latency}, {"idle", idle}, {"fanout", fanout}, {"start", start},
};

static void usage(void) {
	fprintf(stderr,
		"load WORKLOAD --port P [--pid SERVER] [--connections N] [--size BYTES] [--warmup S] [--seconds S]\n"
		"              [--rate PER_SECOND] [--reset]\n"
		"load start [--runs N] -- COMMAND...\n"
		"workloads: pingpong rate bulk-in bulk-out churn accept idle fanout start\n");
	exit(2);
}

static void parse(struct options *o, int argc, char **argv) {
	static const struct option names[] = {
		{"port", 1, 0, 'p'}, {"pid", 1, 0, 'i'}, {"connections", 1, 0, 'c'}, {"size", 1, 0, 's'}, {"warmup", 1, 0, 'w'},
		{"seconds", 1, 0, 't'}, {"rate", 1, 0, 'r'}, {"runs", 1, 0, 'n'}, {"reset", 0, 0, 'x'}, {0},
	};
	for (int name; (name = getopt_long(argc, argv, "", names, NULL)) >= 0;) {
		switch (name) {
			case 'p': o->port = atoi(optarg); break;
			case 'i': o->server = atoi(optarg); break;
			case 'c': o->connections = atoi(optarg); break;
			case 's': o->size = atoi(optarg); break;
			case 'w': o->warmup = atof(optarg); break;
			case 't': o->seconds = atof(optarg); break;
			case 'r': o->rate = atof(optarg); break;
			case 'n': o->runs = atoi(optarg); break;
			case 'x': o->reset = 1; break;
			default: usage();
		}
	}
	o->command = argv + optind;
}

static void check(const struct options *o) {
	int starts = strcmp(o->workload, "start") == 0;
	if (starts ? !*o->command || o->runs < 1 : o->port < 1) usage();
	if (o->connections < 1 || o->connections > 1000000 || o->size < 1 || o->size > CHUNK) fail("connections or size out of range");
	if (o->warmup < 0 || o->seconds <= 0 || o->seconds > 600 || o->rate <= 0) fail("warmup, seconds or rate out of range");
}

int main(int argc, char **argv) {
	if (argc < 2) usage();
	struct options o = {.workload = argv[1], .connections = 1, .size = 64, .warmup = 0.5, .seconds = 1, .rate = 1000, .runs = 10};
	parse(&o, argc - 1, argv + 1);
	check(&o);
	struct rlimit files;
	getrlimit(RLIMIT_NOFILE, &files);
	// The limit goes to the processes of "start" as it was.
	if (strcmp(o.workload, "start") != 0) {
		files.rlim_cur = files.rlim_max;
		setrlimit(RLIMIT_NOFILE, &files);
	}
	signal(SIGPIPE, SIG_IGN);
	for (int i = 0; i < CHUNK; i++) payload[i] = (char)('a' + i % 26);
	for (size_t i = 0; i < sizeof workloads / sizeof *workloads; i++) {
		if (strcmp(workloads[i].name, o.workload) == 0) {
			workloads[i].run(&o);
			return 0;
		}
	}
	usage();
}
