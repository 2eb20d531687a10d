# The one index of what can be done here. CI calls these recipes and nothing else.
# Without `just`: npx --yes rust-just RECIPE

set shell := ["bash", "-euo", "pipefail", "-c"]

just := just_executable()
target := env("CARGO_TARGET_DIR", "target")

# list the recipes
[private]
default:
    @{{ just }} --list --unsorted

# ── Use it ────────────────────────────────────────────────────────────────────────────────────────

# the product with demo data at http://localhost:8080, on SQLite, with a mailbox page
[group('use')]
demo:
    @scripts/demo.sh

# one program with everything inside: target/release/magnetiq
[group('use')]
build: (_needs "rust wasm node") (spa "--release")
    cargo build --release -p magnetiq
    @ls -lh {{ target }}/release/magnetiq

# demo data for the database that the environment names; more of it by `just seed --scale 10`
[group('use')]
seed *options: (_needs "rust")
    cargo run -q -p magnetiq -- seed --demo {{ options }}

# ── Work on it ────────────────────────────────────────────────────────────────────────────────────

# server from source with demo data; run `just spa` beside it and reload the page to see a changed frontend
[group('work')]
dev: (_needs "rust wasm node") spa
    MAGNETIQ_DATA_DIR=${MAGNETIQ_DATA_DIR:-data/dev} cargo run -p magnetiq -- serve --demo

# the browser app, into dist/, which the server embeds; with --release as it is delivered, small and compressed
[group('work')]
spa *options: (_needs "rust wasm node")
    cargo run -q -p magnetiq-xtask -- spa {{ options }}

# write openapi/openapi.json from the code
[group('work')]
openapi: (_needs "rust")
    mkdir -p openapi
    cargo run -q -p magnetiq -- openapi > openapi/openapi.json

# every mail in both languages as HTML, text, .eml and .ics, with its files, in target/mails
[group('work')]
preview-mails: (_needs "rust")
    cargo run -q -p magnetiq-mail --example preview -- {{ target }}/mails
    @echo "look at {{ target }}/mails/*.html"

# pictures of every mail as phones and desks show it, light and dark, in target/mail-shots
[group('work')]
mail-shots: (_needs "rust browser e2e") preview-mails
    node e2e/mails.mjs {{ target }}/mails {{ target }}/mail-shots

# pictures of every screen, in target/shots, and the one of the README
[group('work')]
shots: (_needs "rust wasm node browser e2e") (spa "--release")
    cargo build -p magnetiq --features test-clock
    cd e2e && SHOTS="${SHOTS:-../target/shots}" npm run shots

# ── Prove it ──────────────────────────────────────────────────────────────────────────────────────

# every test: rules, API on SQLite and on PostgreSQL, OpenAPI, browser; installs what it lacks
[group('prove')]
test:
    @scripts/test.sh

# formatting, lints and types, for the host, for the browser and for its tests
[group('prove')]
check: (_needs "rust wasm e2e")
    cargo fmt --all --check
    cargo clippy --all-targets -- -D warnings
    cargo clippy -p magnetiq-frontend --target wasm32-unknown-unknown -- -D warnings
    cd e2e && npm run types

# the browser tests alone; `just e2e --headed`, `just e2e -g "waitlist"`
[group('prove')]
e2e *options: (_needs "rust wasm node browser e2e") (spa "--release")
    cargo build -p magnetiq --features test-clock
    cd e2e && npx playwright test {{ options }}

# every operation of the API called as its description allows, and as it doesn't; options are Schemathesis' own
[group('prove')]
schemathesis *options: (_needs "rust schemathesis")
    cargo build -p magnetiq --features test-clock
    scripts/schemathesis.sh {{ options }}

# every mail in both languages, read by other programs and laid out by Chromium: parts, HTML, calendar objects, files
[group('prove')]
check-mails: (_needs "rust mails browser e2e") preview-mails
    {{ target }}/check-mails/bin/python scripts/check-mails.py {{ target }}/mails
    node e2e/mails.mjs {{ target }}/mails

# the ten most important screens against their stored pictures; `just look --update` stores them anew
[group('prove')]
look *options: (_needs "rust wasm node browser e2e") (spa "--release")
    cargo build -p magnetiq --features test-clock
    cd e2e && npm run look -- {{ replace(options, "--update", "--update-snapshots") }}

# what Lighthouse says of the overview and a landing page on a phone; writes docs/lighthouse.md
[group('prove')]
lighthouse: (_needs "browser") build
    node e2e/lighthouse.mjs

# two months of the whole program of mails, sessions x people; prints its figures
[group('prove')]
simulate size="50x20000": (_needs "rust")
    MAGNETIQ_SIMULATION={{ size }} cargo test -q --release --features magnetiq/test-clock -p magnetiq --lib -- automations::tests::simulation --nocapture

# how fast it is, against the limits of the same machine; writes docs/benchmarks.md
[group('prove')]
bench *options: (_needs "rust postgres") build
    ulimit -n 8192 2>/dev/null || true; scripts/with-postgres.sh --durable cargo run -q --release -p magnetiq-bench -- {{ options }}

# what holds when a crowd comes or a process is killed, on the delivered program
[group('prove')]
proof *options: (_needs "rust postgres") build
    ulimit -n 8192 2>/dev/null || true; scripts/with-postgres.sh --durable cargo run -q --release -p magnetiq-bench -- proof {{ options }}

# throw odd input at every parser that strangers reach, for some seconds
[group('prove')]
fuzz target="parsers" seconds="60": (_needs "rust")
    @command -v cargo-fuzz >/dev/null || { echo 'cargo-fuzz is missing: cargo install --locked cargo-fuzz'; exit 1; }
    cd fuzz && cargo fuzz run --sanitizer none {{ target }} -- -max_total_time={{ seconds }}

# licences, advisories and sources of all dependencies
[group('prove')]
deny:
    @command -v cargo-deny >/dev/null || { echo 'cargo-deny is missing: cargo install --locked cargo-deny'; exit 1; }
    cargo deny --workspace check

# ── Inside ────────────────────────────────────────────────────────────────────────────────────────

[private]
_needs things:
    @scripts/needs.sh {{ things }}
