#!/usr/bin/env bash
# Calls every operation of the API as its description allows, and as it doesn't, and compares what is answered with
# what is described. See `just schemathesis`; what is asked is in scripts/schemathesis.toml.
#
#   scripts/schemathesis.sh --include-operation-id createTopic    options are Schemathesis' own
#
# The program runs over demo data of its own, which are gone afterwards.
set -euo pipefail
cd "$(dirname "$0")/.."

target=${CARGO_TARGET_DIR:-target}
python=$target/schemathesis/bin/python
folder=$(mktemp -d "${TMPDIR:-/tmp}/magnetiq-schemathesis.XXXXXX")
port=$("$python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port

MAGNETIQ_DATA_DIR=$folder/data MAGNETIQ_LISTEN=127.0.0.1:$port MAGNETIQ_BASE_URL=$url MAGNETIQ_RATE_LIMITS=off \
  "$target/debug/magnetiq" serve --demo >"$folder/log" 2>&1 &
server=$!
finish() {
  kill "$server" 2>/dev/null && wait "$server" || true
  rm -rf "$folder"
}
trap finish EXIT

# call PATH BODY BEARER WHAT: a field of what is answered.
call() {
  local body=() bearer=()
  [ -z "$2" ] || body=(-H 'content-type: application/json' -d "$2")
  [ -z "$3" ] || bearer=(-H "authorization: Bearer $3")
  curl -sSf "$url/api/v1/$1" "${body[@]}" "${bearer[@]}" |
    "$python" -c "import json, sys; print(eval(sys.argv[1], {'it': json.load(sys.stdin), 'json': json}))" "$4"
}

for _ in $(seq 120); do
  curl -sf "$url/health/ready" >/dev/null && break
  kill -0 "$server" || { cat "$folder/log" >&2; exit 1; }
  sleep 0.5
done
read -r email password < <(sed -n 's/^The panel: .* e-mail \(.*\), password \(.*\)$/\1 \2/p' "$folder/log")

MAGNETIQ_STAFF=$(call auth/sign-in "{\"email\":\"$email\",\"password\":\"$password\"}" '' 'it["accessToken"]')
scopes=$(call auth/me '' "$MAGNETIQ_STAFF" 'json.dumps(it["scopes"])')
ends=$(date -u -d '+1 day' +%Y-%m-%dT%H:%M:%SZ)
wish="{\"name\":\"Schemathesis\",\"scopes\":$scopes,\"expiresAt\":\"$ends\"}"
MAGNETIQ_API_TOKEN=$(call api-tokens "$wish" "$MAGNETIQ_STAFF" 'it["token"]')
MAGNETIQ_VISIT=$(call public/visits '{}' '' 'it["token"]["token"]')
MAGNETIQ_SLUG=$(call 'public/sessions?limit=1' '' '' 'it["data"][0]["slug"]')
export MAGNETIQ_STAFF MAGNETIQ_API_TOKEN MAGNETIQ_VISIT MAGNETIQ_SLUG

status=0
"$target/schemathesis/bin/schemathesis" --config-file scripts/schemathesis.toml run openapi/openapi.json --url "$url" \
  --seed 1 --max-examples 15 --warnings off "$@" || status=$?
if grep -a 'internal error\|panicked' "$folder/log"; then status=1; fi
exit "$status"
