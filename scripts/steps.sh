# shellcheck shell=bash disable=SC2154
# Sourced by the longer scripts: numbered steps that say their name, how far the run is, and how long each took.
#
#   steps_total=3
#   step 'The browser app' just spa

steps_done=0
steps_report=''
steps_current=''

step() {
  local name=$1 from=$SECONDS
  shift
  steps_done=$((steps_done + 1))
  steps_current="$steps_done/$steps_total  $name"
  printf '\n━━ %s\n' "$steps_current"
  "$@"
  local line
  line=$(printf '%5d s  %s' $((SECONDS - from)) "$steps_current")
  printf '✓ %s\n' "$line"
  steps_report+="$line"$'\n'
  steps_current=''
}

steps_end() {
  local status=$?
  printf '\n%s' "$steps_report"
  if [ "$status" -eq 0 ] && [ -z "$steps_current" ]; then
    printf '%5d s  all %d steps passed\n' "$SECONDS" "$steps_done"
  else
    printf '✗ %d s: stopped in step %s\n' "$SECONDS" "$steps_current"
  fi
}
trap steps_end EXIT
