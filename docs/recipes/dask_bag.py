"""Dask: clean a bag of JSON lines on a cluster, one dehusk a partition. Pages are cleaned in a process of their own: a
crash costs one record, which becomes an error record, and no worker of the cluster dies.

  dask_bag.py 'pages/*.jsonl' clean/           starts a cluster of two processes on this machine
"""

import subprocess
import sys

import dask.bag
from distributed import Client, LocalCluster

DEHUSK = ["dehusk", "--in", "jsonl", "--isolate", "worker", "-q"]


def clean(lines):
    """The answers to the JSON lines of one partition, in order."""
    text = "".join(line if line.endswith("\n") else line + "\n" for line in lines)
    ran = subprocess.run(DEHUSK, input=text.encode(), stdout=subprocess.PIPE, check=True)
    return ran.stdout.decode().splitlines()


def main():
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        with Client(cluster):
            files = (
                dask.bag.read_text(sys.argv[1], blocksize="16MiB")
                .map_partitions(clean)
                .to_textfiles(f"{sys.argv[2]}/*.jsonl")
            )
            print(len(files), "files")


if __name__ == "__main__":
    main()
