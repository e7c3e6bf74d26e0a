#!/bin/sh
# Native libraries and programs that no wheel brings.
#
#   tools/natives.sh venv    Python can make virtual environments
#   tools/natives.sh run     what building a brief needs
#   tools/natives.sh test    the same, and what the tests ask for a second opinion
#
# Looks first, and is silent and quick when all is there. As root on Debian and its kin it installs what is missing;
# anybody else is told in one line what to install. A library counts as there when Python can load it, so copies
# found through LD_LIBRARY_PATH count too.
set -eu

cd "$(dirname "$0")/.."
python=.venv/bin/python
[ -x "$python" ] || python=$(sh tools/python.sh)

# Each of these prints the Debian packages that are missing, if any.

missing_venv() {
    [ ! -x .venv/bin/pip ] || return 0
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
}

missing_libraries() {
    "$python" - <<'EOF'
import ctypes
import sys

PACKAGES = {
    "libpango-1.0-0": "libpango-1.0",
    "libpangoft2-1.0-0": "libpangoft2-1.0",
    "libharfbuzz-subset0": "libharfbuzz-subset",
}
for package, library in PACKAGES.items():
    try:
        ctypes.CDLL(library + (".0.dylib" if sys.platform == "darwin" else ".so.0"))
    except OSError:
        print(package)
EOF
}

has_writer() {
    office=$(command -v soffice || command -v libreoffice) || return 1
    # Calc alone also brings soffice; on Debian, Writer is this library beside it.
    ! command -v dpkg >/dev/null || [ -e "$(dirname "$(readlink -f "$office")")/libswlo.so" ]
}

missing_programs() {
    has_writer || echo libreoffice-writer-nogui
    { command -v pdftotext && command -v pdftoppm; } >/dev/null || echo poppler-utils
    javac -version >/dev/null 2>&1 || echo default-jdk-headless # java alone cannot start a source file
    command -v node >/dev/null || echo nodejs
    command -v npm >/dev/null || echo npm
}

missing() {
    case $1 in
        venv) missing_venv ;;
        run) missing_venv && missing_libraries ;;
        test) missing_venv && missing_libraries && missing_programs ;;
    esac | tr '\n' ' ' | sed 's/ $//'
}

remedy() {
    if command -v apt-get >/dev/null; then
        echo "sudo apt-get install --no-install-recommends $1"
    elif command -v brew >/dev/null; then
        case $2 in
            test) echo "brew install pango harfbuzz poppler openjdk node && brew install --cask libreoffice" ;;
            *) echo "brew install pango harfbuzz" ;;
        esac
    else
        echo "with your package manager, what Debian calls $1"
    fi
}

install() {
    echo "Installing $1" >&2
    mkdir -p /usr/share/man/man1 # slim images leave it out, and Java's package wants it
    log=$(mktemp)
    # shellcheck disable=SC2086 # a list of names
    if ! {
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq && apt-get install -y -qq --no-install-recommends $1
    } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
    fi
    rm -f "$log"
}

case ${1:-} in
    venv | run | test) ;;
    *)
        echo "usage: tools/natives.sh venv|run|test" >&2
        exit 2
        ;;
esac

wanted=$(missing "$1")
[ -n "$wanted" ] || exit 0

if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    install "$wanted"
    wanted=$(missing "$1")
    [ -n "$wanted" ] || exit 0
fi
echo "Missing: $wanted. Install: $(remedy "$wanted" "$1")" >&2
exit 1
