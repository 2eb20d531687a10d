#!/usr/bin/env bash
# Runs a command beside a throw-away PostgreSQL: own folder, free port, stopped and removed at the end.
#
#   scripts/with-postgres.sh COMMAND…    the command finds the server in MAGNETIQ_TEST_DATABASE_URL
#   scripts/with-postgres.sh --durable COMMAND…   the same, and what it commits survives a power cut: for measuring
#   scripts/with-postgres.sh --find      prints the folder of PostgreSQL's programs
#
# Where MAGNETIQ_TEST_DATABASE_URL is set already, that server is used and none is started.
set -euo pipefail

programs() {
  local folder
  for folder in "$(pg_config --bindir 2>/dev/null || true)" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
    if [ -x "$folder/initdb" ]; then
      echo "$folder"
      return
    fi
  done
  echo 'with-postgres: PostgreSQL is not installed (Debian: apt-get install postgresql)' >&2
  return 1
}

if [ "${1:-}" = --find ]; then
  programs
  exit
fi
# The data live as long as the command: unless it measures, nothing needs to survive a power cut.
speed='-c fsync=off -c synchronous_commit=off -c full_page_writes=off'
if [ "${1:-}" = --durable ]; then
  speed=''
  shift
fi
if [ -n "${MAGNETIQ_TEST_DATABASE_URL:-}" ]; then
  exec "$@"
fi

bin=$(programs)
folder=$(mktemp -d "${TMPDIR:-/tmp}/magnetiq-postgres.XXXXXX")
port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')

# PostgreSQL refuses to run as root: then it runs as the user that Debian's package made for it.
as_owner() { (cd "$folder" && "$@"); }
if [ "$(id -u)" -eq 0 ]; then
  owner=$(id -un postgres 2>/dev/null || echo nobody)
  chown "$owner" "$folder"
  as_owner() { (cd "$folder" && runuser -u "$owner" -- "$@"); }
fi

finish() {
  as_owner "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap finish EXIT

as_owner "$bin/initdb" -D "$folder/data" -U magnetiq -A trust -E UTF8 --no-sync >"$folder/initdb.log" 2>&1 ||
  { cat "$folder/initdb.log" >&2; exit 1; }
as_owner "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/server.log" -w -s start -o "-p $port \
  -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c max_connections=500 $speed" || { cat "$folder/data/server.log" >&2; exit 1; }

echo "PostgreSQL $(cat "$folder/data/PG_VERSION") runs on port $port for this run only"
MAGNETIQ_TEST_DATABASE_URL="postgres://magnetiq@127.0.0.1:$port" "$@"
