#!/bin/sh
# Prints the command of a Python that communique runs on: $PYTHON if it is set, else the first that will do.
set -eu

oldest='3.11'
found=''

for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
    # A name on PATH may be a shim that runs nothing, so ask it.
    version=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        echo "$candidate"
        exit 0
    fi
    found="$found $candidate is $version;"
done

told=${found:-" nothing answers to ${PYTHON:-python3};"}
echo "communique needs Python $oldest or newer:$told make PYTHON=/path/to/python names another." >&2
exit 1
