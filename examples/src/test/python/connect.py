"""Opens connections, and closes them when it is told to: connect.py PORT COUNT"""

import socket
import sys

port, count = map(int, sys.argv[1:3])
connections = [socket.create_connection(("127.0.0.1", port)) for _ in range(count)]
print("connected", len(connections), flush=True)
sys.stdin.read()
for connection in connections:
    connection.close()
