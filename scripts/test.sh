#!/usr/bin/env bash
# Every test of the repository, in steps that say how far the run is. See `just test`.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/steps.sh

target=${CARGO_TARGET_DIR:-target}
# One set of features for all steps: so one build gives the tests and the programs that later steps start.
features=(--features magnetiq/test-clock)

openapi_is_up_to_date() {
  "$target/debug/magnetiq" openapi | diff -u openapi/openapi.json - ||
    { echo 'openapi/openapi.json differs from the code: run: just openapi, and commit the file' >&2; return 1; }
  echo 'openapi/openapi.json says what the code does'
}

# Every mail in both languages: written by the program, read by other programs, laid out by Chromium.
mails_are_read_by_others() {
  rm -rf "$target/mails"
  "$target/debug/examples/preview" "$target/mails" >"$target/mails.log"
  "$target/check-mails/bin/python" scripts/check-mails.py "$target/mails"
  node e2e/mails.mjs "$target/mails"
}

crowds_and_crashes() {
  ulimit -n 8192 2>/dev/null || true # 1,000 people come at once
  scripts/with-postgres.sh "$target/debug/magnetiq-bench" proof
}

browser_tests() {
  (cd e2e && npx playwright test)
}

steps_total=10
step 'What the tests need' scripts/needs.sh rust wasm node browser postgres e2e mails
step 'The browser app, as delivered' cargo run -q -p magnetiq-xtask -- spa --release
step 'What the browser app decides by itself' cargo test --quiet -p magnetiq-frontend -p magnetiq-xtask --lib --bins
step 'Server and tests, compiled' cargo test --no-run "${features[@]}"
step 'Rules, mails and API on SQLite' env -u MAGNETIQ_TEST_DATABASE_URL cargo test --quiet "${features[@]}"
step 'The same again on PostgreSQL' scripts/with-postgres.sh cargo test --quiet "${features[@]}"
step 'A crowd of 1,000, and processes killed' crowds_and_crashes
step 'Every mail, read by other programs' mails_are_read_by_others
step 'OpenAPI is up to date' openapi_is_up_to_date
step 'The browser, through every page' browser_tests
