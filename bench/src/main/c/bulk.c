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

// The time includes the server's reading of the last byte: it closes when it has seen the end.
void bulk_in(const struct options *o) {
	int fd = open_socket(o, 1);
	struct window window;
	write_until(fd, deadline(o->warmup));
	begin_window(&window, o->server);
	int64_t bytes = write_until(fd, deadline(o->seconds));
	shutdown(fd, SHUT_WR);
	if (read(fd, inbox, CHUNK) != 0) fail("the sink has not closed after the end");
	print(&window, o, bytes);
	close(fd);
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
