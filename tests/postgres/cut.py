"""cut.py before|after|crash LISTEN SERVER [COMMAND...]: stands between a client and the server
(folders of their sockets) and breaks the connection at every third COMMIT: before the server has
it, or after, with the answer withheld. crash: at the COMMIT of a batch, which would show if it were
done twice, and at each fifteenth: the server has it, and then, within milliseconds, the command lets
it crash and come again. Prints a line for each."""

import os
import select
import socket
import subprocess
import sys
import threading
import time

how, listen, server = sys.argv[1:4]
crash = sys.argv[4:]
every = 15 if how == "crash" else 3
name = ".s.PGSQL.5432"
lock, commits = threading.Lock(), 0


def is_to_cut(data):
    global commits
    if b"COMMIT\0" not in data:
        return False
    with lock:
        commits += 1
        return commits % every == 0 or (how == "crash" and b"INTO batches" in data)


def serve(client):
    upstream = socket.socket(socket.AF_UNIX)
    upstream.connect(os.path.join(server, name))
    try:
        while True:
            for ready in select.select([client, upstream], [], [])[0]:
                data = ready.recv(1 << 20)
                if not data:
                    return
                if ready is upstream:
                    client.sendall(data)
                    continue
                cut = is_to_cut(data)
                if not (cut and how == "before"):
                    upstream.sendall(data)
                if cut:
                    if crash:
                        time.sleep(commits % 4 * 0.002)  # before it is on the disk, and after
                        subprocess.run(crash, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                    else:
                        time.sleep(0.1)
                    print("cut", flush=True)
                    return
    except OSError:
        pass
    finally:
        client.close()
        upstream.close()


listener = socket.socket(socket.AF_UNIX)
listener.bind(os.path.join(listen, name))
listener.listen(16)
while True:
    threading.Thread(target=serve, args=(listener.accept()[0],), daemon=True).start()
