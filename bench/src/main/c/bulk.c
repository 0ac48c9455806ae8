// SPDX-License-Identifier: Apache-2.0
//
// As many bytes as go through one connection, in one direction.
#include "load.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

static int64_t write_until(int fd, int64_t end) {
	int64_t total = 0;
	while (now() < end) {
		ssize_t count = write(fd, payload, CHUNK);
		if (count < 0) die(errno == EAGAIN ? "the server reads nothing" : "write");
		total += count;
	}
	return total;
}

static int64_t read_until(int fd, int64_t end) {
	int64_t total = 0;
	while (now() < end) {
		ssize_t count = read(fd, inbox, CHUNK);
		if (count == 0) fail("the server has ended the connection");
		if (count < 0) die(errno == EAGAIN ? "the server sends nothing" : "read");
		total += count;
	}
	return total;
}

static void print(const struct window *window, const struct options *o, int64_t bytes) {
	double seconds = end_window(window, o);
	printf(",\"bytes\":%lld,\"mb_per_second\":%.2f}\n", (long long)bytes, (double)bytes / seconds / 1e6);
}

// Writes for some time, and waits until the server has read the last byte: it closes when it has seen the end.
static int64_t pour(const struct options *o, double seconds) {
	int fd = open_socket(o, 1);
	int64_t bytes = write_until(fd, deadline(seconds));
	shutdown(fd, SHUT_WR);
	if (read(fd, inbox, CHUNK) != 0) fail("the sink has not closed after the end");
	close(fd);
	return bytes;
}

// Warmed up on a connection of its own: what was under way when the time began would be read in it, and not counted.
void bulk_in(const struct options *o) {
	struct window window;
	if (o->warmup > 0) pour(o, o->warmup);
	begin_window(&window, o->server);
	int64_t bytes = pour(o, o->seconds);
	print(&window, o, bytes);
}

void bulk_out(const struct options *o) {
	int fd = open_socket(o, 1);
	struct window window;
	read_until(fd, deadline(o->warmup));
	begin_window(&window, o->server);
	int64_t bytes = read_until(fd, deadline(o->seconds));
	print(&window, o, bytes);
	close(fd);
}
