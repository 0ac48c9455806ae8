// SPDX-License-Identifier: Apache-2.0
//
// Every connection has one message under way: the next is sent when the echo of the last is complete.
#include "load.h"

#include <stdlib.h>
#include <unistd.h>

static struct histogram latencies;
static int64_t messages;

static void ask(int poller, struct connection *c, const struct options *o) {
	c->received = 0;
	c->due = o->size;
	c->sent_at = now();
	send_due(poller, c);
}

static void serve(int poller, struct epoll_event *event, const struct options *o) {
	struct connection *c = event->data.ptr;
	if (event->events & EPOLLOUT) send_due(poller, c);
	if (!(event->events & ~(unsigned)EPOLLOUT)) return;
	c->received += receive(c, CHUNK);
	if (c->received > o->size) fail("the server has sent more than it was asked for");
	if (c->received == o->size) {
		record(&latencies, now() - c->sent_at);
		messages++;
		c->count++;
		ask(poller, c, o);
	}
}

static void serve_until(int64_t end, int poller, const struct options *o) {
	struct epoll_event events[BATCH];
	int64_t stalled = deadline(STALL_SECONDS);
	for (int64_t time = now(); time < end; time = now()) {
		int count = epoll_wait(poller, events, BATCH, 100);
		for (int i = 0; i < count; i++) serve(poller, &events[i], o);
		if (count > 0) stalled = time + STALL_SECONDS * 1000000000ll;
		if (time > stalled) fail("no echo for 15 seconds");
	}
}

void pingpong(const struct options *o) {
	verify_echo(o);
	int poller = epoll_create1(0);
	struct connection *all = open_all(o, poller);
	for (int i = 0; i < o->connections; i++) ask(poller, &all[i], o);
	if (o->warmup > 0) serve_until(deadline(o->warmup), poller, o);
	latencies = (struct histogram){0};
	messages = 0;
	struct window window;
	begin_window(&window, o->server);
	serve_until(deadline(o->seconds), poller, o);
	double seconds = end_window(&window, o);
	if (messages == 0) fail("not a single echo was completed");
	// Without a warm-up the server is new, and may not have come round to everybody.
	for (int i = 0; o->warmup > 0 && i < o->connections; i++) {
		if (all[i].count == 0) fail("a connection was never answered");
	}
	double rate = (double)messages / seconds;
	printf(",\"messages\":%lld,\"per_second\":%.1f,\"mb_per_second\":%.2f", (long long)messages, rate, rate * o->size / 1e6);
	print_percentiles(&latencies);
	puts("}");
	close_all(all, o);
}
