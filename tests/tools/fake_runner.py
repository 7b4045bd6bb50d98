"""A runner that extracts nothing: what it does with a page is what the page says, so that tests know the answer."""

import json
import sys
import time

print(json.dumps({"tool": "fake 1.0", "seconds": 0.5}), flush=True)
for line in sys.stdin:
    with open(line.rstrip("\n"), encoding="utf-8") as file:
        word, _, rest = file.read().partition(" ")
    if word == "hang":
        time.sleep(60)
    while word == "spin":
        pass
    if word == "crash":
        sys.exit("Traceback\nboom")
    fields = {"error": rest} if word == "fail" else {"text": rest}
    print(json.dumps({"seconds": float(sys.argv[1]), **fields}), flush=True)
