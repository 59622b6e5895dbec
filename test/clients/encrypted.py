"""Starts the kernel with encryption, runs a cell over it, and tries to reach it without the keys."""

import zmq
from jupyter_client import KernelManager

manager = KernelManager(kernel_name="acc-typescript", transport_encryption="required")
manager.start_kernel()
client = manager.client()
client.start_channels()
try:
    client.wait_for_ready(timeout=60)
    reply = client.execute_interactive("6 * 7", timeout=60)
    print(reply["content"]["status"], "heartbeat", client.hb_channel.is_beating())
    plain = zmq.Context.instance().socket(zmq.REQ)
    plain.linger = 0
    plain.connect(f"tcp://127.0.0.1:{manager.hb_port}")
    plain.send(b"ping")
    print("without keys:", "answered" if plain.poll(1000) else "no answer")
finally:
    client.stop_channels()
    manager.shutdown_kernel(now=True)
