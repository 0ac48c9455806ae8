// SPDX-License-Identifier: Apache-2.0
//
// What the workloads share. One thread, one core, no allocation while measuring.
#ifndef LOAD_H
#define LOAD_H

#include <stdint.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/types.h>

enum { CHUNK = 64 * 1024, BATCH = 256, STALL_SECONDS = 15 };

struct options {
	const char *workload;
	int port;
	pid_t server;       // whose CPU time is reported; 0: nobody's
	int connections;
	int size;           // bytes of one message
	double warmup;      // seconds
	double seconds;
	double rate;        // messages or connections per second
	int runs;           // process starts
	int reset;          // close by RST instead of FIN
	char **command;     // process to start
};

// ---- histogram.c: durations in nanoseconds, exact to 0.8 % ----

enum { SUB_BITS = 7, BUCKETS = (64 - SUB_BITS) << SUB_BITS };

struct histogram {
	uint64_t counts[BUCKETS];
	uint64_t total;
	uint64_t max;
};

void record(struct histogram *h, int64_t nanos);
double percentile_us(const struct histogram *h, double percent);
void print_percentiles(const struct histogram *h);

// ---- window.c: the measured part of a run ----

struct window {
	pid_t server;
	int64_t began;
	double own_cpu;
	double server_cpu;
};

int64_t now(void);
void begin_window(struct window *w, pid_t server);
// Prints the start of the result, up to and without its closing brace; returns the seconds since the beginning.
double end_window(const struct window *w, const struct options *o);

// ---- connection.c: sockets and what is due on them ----

struct connection {
	int fd;
	int waits_to_write;
	int64_t due;        // bytes that should be sent and are not
	int64_t received;
	int64_t sent_at;
	int64_t count;
};

extern char payload[CHUNK];
extern char inbox[CHUNK];

void die(const char *what);
void fail(const char *message);
int64_t deadline(double seconds);
int open_socket(const struct options *o, int blocking);
struct connection *open_all(const struct options *o, int poller);
void close_all(struct connection *all, const struct options *o);
void send_due(int poller, struct connection *c);
ssize_t receive(struct connection *c, size_t limit);
void verify_echo(const struct options *o);

// ---- the workloads; each prints one line of JSON ----

void pingpong(const struct options *o);
void rate(const struct options *o);
void bulk_in(const struct options *o);
void bulk_out(const struct options *o);
void churn(const struct options *o);
void accept_latency(const struct options *o);
void idle(const struct options *o);
void fanout(const struct options *o);
void start(const struct options *o);

#endif
