"""relay.py LISTEN CONNECT: bytes between two doors, each PORT (of 127.0.0.1) or /PATH of a socket."""

import asyncio
import sys

listen, to = sys.argv[1:]


async def carry(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    writer.close()


async def serve(reader, writer):
    try:
        if to[0] == "/":
            there = await asyncio.open_unix_connection(to)
        else:
            there = await asyncio.open_connection("127.0.0.1", int(to))
    except OSError:
        writer.close()
        return
    await asyncio.gather(carry(reader, there[1]), carry(there[0], writer))


async def main():
    if listen[0] == "/":
        server = await asyncio.start_unix_server(serve, listen)
    else:
        server = await asyncio.start_server(serve, "127.0.0.1", int(listen))
    await server.serve_forever()


asyncio.run(main())
