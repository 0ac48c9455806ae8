// SPDX-License-Identifier: Apache-2.0
//
// Many connections: kept idle, or all told the same.
#include "load.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

// Waits until every connection has received size bytes more.
static void receive_round(int poller, const struct options *o) {
	struct epoll_event events[BATCH];
	int64_t stalled = deadline(STALL_SECONDS);
	for (int complete = 0; complete < o->connections;) {
		int count = epoll_wait(poller, events, BATCH, 100);
		for (int i = 0; i < count; i++) {
			struct connection *c = events[i].data.ptr;
			c->received += receive(c, CHUNK);
			if (c->received > o->size) fail("a connection was told more than once");
			complete += c->received == o->size;
		}
		if (now() > stalled) fail("not everybody was told within 15 seconds");
	}
}

static void next_round(struct connection *all, const struct options *o) {
	for (int i = 0; i < o->connections; i++) all[i].received = 0;
}

// Each connection echoes one message and then rests. Says so, and holds them until a line or the end of stdin.
void idle(const struct options *o) {
	verify_echo(o);
	int poller = epoll_create1(0);
	struct window window;
	begin_window(&window, o->server);
	struct connection *all = open_all(o, poller);
	for (int i = 0; i < o->connections; i++) {
		all[i].due = o->size;
		send_due(poller, &all[i]);
	}
	receive_round(poller, o);
	puts("OPEN");
	fflush(stdout);
	struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
	int told = poll(&input, 1, (int)(o->seconds * 1000));
	if (told < 0) die("poll");
	if (told == 0) fail("nobody has looked in time");
	end_window(&window, o);
	puts("}");
	close_all(all, o);
}

// The connection that came last speaks, the hub tells everybody, the speaker too; the next round begins when all have heard.
void fanout(const struct options *o) {
	static struct histogram rounds;
	int poller = epoll_create1(0);
	struct connection *all = open_all(o, poller);
	struct connection *speaker = &all[o->connections - 1];
	struct window window;
	int64_t measured_from = deadline(o->warmup);
	int64_t end = measured_from + (int64_t)(o->seconds * 1e9);
	int measuring = 0;
	for (int64_t time = now(); time < end || rounds.total == 0; time = now()) {
		if (!measuring && time >= measured_from) {
			begin_window(&window, o->server);
			measuring = 1;
		}
		next_round(all, o);
		speaker->due = o->size;
		send_due(poller, speaker);
		receive_round(poller, o);
		if (measuring) record(&rounds, now() - time);
	}
	double seconds = end_window(&window, o);
	double deliveries = (double)rounds.total * o->connections;
	printf(",\"messages\":%.0f,\"per_second\":%.1f", deliveries, deliveries / seconds);
	print_percentiles(&rounds);
	puts("}");
	close_all(all, o);
}
