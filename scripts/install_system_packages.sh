#!/usr/bin/env bash
# Install Debian's packages of system-packages.txt. Does nothing when all are there; asks no question.
set -euo pipefail
cd "$(dirname "$0")"

if ! command -v dpkg-query >/dev/null; then
    echo "Not a Debian machine: install the equivalents of scripts/system-packages.txt by hand." >&2
    exit 3
fi

missing=()
while read -r package _; do
    [[ -z "$package" || "$package" == "#"* ]] && continue
    state=$(dpkg-query --show --showformat='${db:Status-Abbrev}' "$package" 2>/dev/null || true)
    [[ "$state" == ii* ]] || missing+=("$package")
done <system-packages.txt

if [[ ${#missing[@]} -eq 0 ]]; then
    exit 0
fi

as_root=()
if [[ $(id -u) -ne 0 ]]; then
    as_root=(sudo -n)
    if ! sudo -n true 2>/dev/null; then
        echo "Missing: ${missing[*]}. As root: apt-get install ${missing[*]}" >&2
        exit 3
    fi
fi

echo "Installing Debian's packages: ${missing[*]}"
apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@" </dev/null
}
apt update
# The log is shown only when something went wrong.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! apt install --yes --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    exit 1
fi
