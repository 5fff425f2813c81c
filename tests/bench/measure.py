#!/usr/bin/env python3
"""Time and memory of a command.

  measure.py [-o FILE] NAME COMMAND...

Prints NAME-time and NAME-cpu in seconds, and NAME-memory: the most that the command
had of its own, in MiB. Pages of files that it maps, which the system may take back, are
not counted where /proc tells them apart (Linux: RssAnon, seen every 10 ms); elsewhere
they are. FILE gets what the command prints. Ends as the command does.
"""
import re
import resource
import subprocess
import sys
import time


def own_memory(pid):
    """KiB, or 0 if nobody tells."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as status:
            found = re.search(r"RssAnon:\s+(\d+)", status.read())
        return int(found.group(1)) if found else 0
    except OSError:
        return 0


def main():
    args = sys.argv[1:]
    out = subprocess.DEVNULL
    if args[:1] == ["-o"]:
        out = open(args[1], "wb")
        args = args[2:]
    name, command = args[0], args[1:]
    start, memory = time.monotonic(), 0
    with subprocess.Popen(command, stdout=out) as running:
        while running.poll() is None:
            memory = max(memory, own_memory(running.pid))
            time.sleep(0.01)
    real = time.monotonic() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    if running.returncode not in (0, 1):
        print(f"{name} failed with status {running.returncode}")
        sys.exit(running.returncode if running.returncode > 0 else 99)
    print(f"{name}-time {real:.2f} s")
    print(f"{name}-cpu {used.ru_utime + used.ru_stime:.2f} s")
    print(f"{name}-memory {(memory or used.ru_maxrss) / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
