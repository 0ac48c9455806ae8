"""Sends seeded random bytes through an echo server and compares what comes back: flood.py PORT MEBIBYTES SEED"""

import hashlib
import random
import socket
import sys
import threading

port, mebibytes, seed = map(int, sys.argv[1:4])
numbers = random.Random(seed)
sent = hashlib.sha256()
received = hashlib.sha256()

with socket.create_connection(("127.0.0.1", port)) as connection:

    def send():
        for _ in range(mebibytes * 16):
            chunk = numbers.randbytes(65536)
            sent.update(chunk)
            connection.sendall(chunk)
        connection.shutdown(socket.SHUT_WR)

    sender = threading.Thread(target=send)
    sender.start()
    while chunk := connection.recv(65536):
        received.update(chunk)
    sender.join()

print("sent    ", sent.hexdigest())
print("received", received.hexdigest())
sys.exit(0 if sent.digest() == received.digest() else 1)
