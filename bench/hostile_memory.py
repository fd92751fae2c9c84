#!/usr/bin/env python3
"""What a gateway holds while many clients without a token send large bodies.

usage: bench/hostile_memory.py PORT PID [CONNECTIONS] [MEBIBYTES]
  Opens the connections, sends to an import path as much of the body on each as the
  gateway takes, and prints the resident memory of process PID before, at most and after.
"""
import socket
import sys
import time

port, pid = int(sys.argv[1]), sys.argv[2]
connections = int(sys.argv[3]) if len(sys.argv) > 3 else 60
size = (int(sys.argv[4]) if len(sys.argv) > 4 else 31) << 20


def resident():
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) >> 10 for line in status if line.startswith("VmRSS"))


head = (
    "POST /v1/partnerships/x/projects:import HTTP/1.1\r\nHost: x\r\n"
    f"Content-Type: text/csv\r\nContent-Length: {size}\r\n\r\n"
).encode()
before = most = resident()
clients = [[socket.create_connection(("127.0.0.1", port)), 0] for _ in range(connections)]
for client, _ in clients:
    client.sendall(head)
    client.setblocking(False)
block = b"x" * (1 << 20)
end = time.monotonic() + 15
while clients and time.monotonic() < end:
    for client in list(clients):
        try:
            client[1] += client[0].send(block[: max(0, min(len(block), size - 1 - client[1]))] or b"")
            if client[1] >= size - 1:
                clients.remove(client)
        except BlockingIOError:
            pass
        except OSError:
            clients.remove(client)
    most = max(most, resident())
time.sleep(1)
most = max(most, resident())
print(f"MiB resident: {before} before, {most} at most, {resident()} after")
