#!/usr/bin/env bash
# Installs what a recipe needs and this machine lacks. Says what it does; does nothing the second time.
#
#   scripts/needs.sh rust wasm node browser postgres e2e schemathesis mails
#
# Debian packages come through apt-get, with sudo where one is not root. Elsewhere the message says what to install.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=()

have() { command -v "$1" >/dev/null 2>&1; }

stop() {
  printf 'needs: %s\n' "$*" >&2
  exit 1
}

need_rust() {
  have cargo || stop 'cargo is missing: install Rust by https://rustup.rs, then run this again'
  have cc || packages+=(build-essential)
}

need_wasm() {
  local sysroot
  sysroot=$(rustc --print sysroot)
  [ -d "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib" ] && return
  have rustup || stop 'the target wasm32-unknown-unknown is missing and there is no rustup to add it'
  echo 'needs: adding the Rust target wasm32-unknown-unknown (about a minute)'
  rustup target add wasm32-unknown-unknown
}

need_node() {
  have npm || stop 'Node.js 20 or newer with npm is missing'
}

need_browser() {
  have chromium || packages+=(chromium fonts-liberation)
}

need_postgres() {
  scripts/with-postgres.sh --find >/dev/null 2>&1 || packages+=(postgresql)
}

# The browser tests' own packages; a stamp inside node_modules says which lock file they came from.
need_e2e() {
  need_node
  cmp -s e2e/package-lock.json e2e/node_modules/.installed-from && return
  echo 'needs: installing the packages of e2e/'
  (cd e2e && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund)
  cp e2e/package-lock.json e2e/node_modules/.installed-from
}

# Schemathesis, in a folder of its own; its version stands here.
need_schemathesis() {
  local version=4.32.5 folder=${CARGO_TARGET_DIR:-target}/schemathesis
  "$folder/bin/pip" list --format=freeze 2>/dev/null | grep -qx "schemathesis==$version" && return
  have python3 || stop 'Python 3.10 or newer is missing'
  echo "needs: installing Schemathesis $version"
  python3 -m venv "$folder" || stop 'python3 has no venv (Debian: apt-get install python3-venv)'
  "$folder/bin/pip" install -q --disable-pip-version-check "schemathesis==$version"
}

# Second readers of calendar objects and HTML, in a folder of their own; their versions stand here.
need_mails() {
  local readers=(icalendar==7.3.0 html5lib==1.1) folder=${CARGO_TARGET_DIR:-target}/check-mails
  [ "$(cat "$folder/.installed" 2>/dev/null)" = "${readers[*]}" ] && return
  have python3 || stop 'Python 3.10 or newer is missing'
  echo "needs: installing ${readers[*]} for Python"
  python3 -m venv "$folder" || stop 'python3 has no venv (Debian: apt-get install python3-venv)'
  "$folder/bin/pip" install -q --disable-pip-version-check "${readers[@]}"
  echo "${readers[*]}" >"$folder/.installed"
}

install_packages() {
  [ ${#packages[@]} -gt 0 ] || return 0
  have apt-get || stop "please install: ${packages[*]}"
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    have sudo || stop "please install as root: apt-get install ${packages[*]}"
    root=(sudo)
  fi
  echo "needs: installing the Debian packages ${packages[*]}"
  "${root[@]}" apt-get update -q
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends -o Dpkg::Use-Pty=0 "${packages[@]}"
}

for need in "$@"; do "need_$need"; done
install_packages
