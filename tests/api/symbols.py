#!/usr/bin/env python3
"""libdehusk.so shows the functions of dehusk_c.h, in their version, and nothing else; its name is that of its ABI.

symbols.py LIBRARY HEADER     exit code 1 and the difference if it does not
"""

import re
import subprocess
import sys

# What programs may be linked with: a name may come, with a version of its own; none may ever go.
GOLDEN = """
dehusk_abi_version dehusk_clean dehusk_create dehusk_error dehusk_fault dehusk_fault_count dehusk_faults_free
dehusk_field dehusk_free dehusk_load dehusk_note dehusk_note_count dehusk_removed dehusk_removed_count dehusk_rescued
dehusk_result_free dehusk_rules_digest dehusk_strerror dehusk_text dehusk_version
""".split()


def output_of(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def main():
    library, header = sys.argv[1:]
    shown = sorted(line.split()[-1] for line in output_of("nm", "-D", "--defined-only", library).splitlines())
    wanted = sorted([name + "@@DEHUSK_1" for name in GOLDEN] + ["DEHUSK_1"])
    failed = False
    for name in sorted(set(shown) ^ set(wanted)):
        print(("shown but not on the list: " if name in shown else "on the list but not shown: ") + name)
        failed = True
    with open(header, encoding="ascii") as file:
        text = file.read()
    declared = sorted(re.findall(r"^DEHUSK_API .*?\b(dehusk_\w+)\(", text, re.MULTILINE))
    if declared != GOLDEN:
        print("dehusk_c.h declares others:", sorted(set(declared) ^ set(GOLDEN)))
        failed = True
    abi = re.search(r"#define DEHUSK_ABI_VERSION (\d+)", text).group(1)
    if f"[libdehusk.so.{abi}]" not in output_of("readelf", "-d", library):
        print(f"the library is not called libdehusk.so.{abi}")
        failed = True
    sys.exit(failed)


if __name__ == "__main__":
    main()
