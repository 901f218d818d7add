#!/usr/bin/env bash
# Compares reportlint with the programs that people use for a part of what it does, all on the same files and in turn:
#
#     benches/peers.sh SCRATCH [CASE...]
#
# SCRATCH is a folder for the peers, which are installed there from their registries when they are not there yet, and for
# the reports. Without a case all are run: small, large, huge, json, faulty, few, many. Needs cargo, python3 and jq, and
# hyperfine and GNU time, as Debian has them.
#
# What is compared is not the same work. Only reportlint says where in the file each violation is, and runs rules that no
# schema can express. In the table, a star is for peers that print no line and column, a dagger for those that stop at the
# first violation of a file.
set -euo pipefail

scratch=$(realpath -m "${1:?usage: benches/peers.sh SCRATCH [CASE...]}")
shift
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p "$scratch"

# python_peer PACKAGE COMMAND: each in an environment of its own, since two of them have a command of one name.
python_peer() {
  local at=$scratch/$1
  [[ -x $at/bin/$2 ]] && return
  python3 -m venv "$at"
  "$at/bin/pip" install --quiet --disable-pip-version-check "$1"
}

install_peers() {
  python_peer sourcemeta-jsonschema jsonschema
  python_peer check-jsonschema check-jsonschema
  python_peer ryl ryl
  [[ -x $scratch/cargo/bin/jsonschema-cli ]] ||
    cargo install --quiet --locked --root "$scratch/cargo" jsonschema-cli
}

# The program itself, without the script of Python that starts it.
sourcemeta=$scratch/sourcemeta-jsonschema/lib/python3*/site-packages/sourcemeta_jsonschema/jsonschema-linux-x86_64

# peers FILE...: the name of each peer and its command, a line each.
peers() {
  local files=$*
  printf 'sourcemeta jsonschema*†\t%s validate %s %s\n' "$(echo $sourcemeta)" "$scratch/schema.json" "$files"
  # takes no folder, and minutes for what is large
  [[ -d $files || $files == */huge.yaml ]] ||
    printf 'check-jsonschema*\t%s --schemafile %s %s\n' "$scratch/check-jsonschema/bin/check-jsonschema" "$scratch/schema.json" "$files"
  # reads no JSON
  [[ $files == *.json ]] ||
    printf 'ryl (style only)\t%s check --no-cache --enable ALL %s\n' "$scratch/ryl/bin/ryl" "$files"
  # takes no folder, and as many files as a command line holds
  [[ -d $files ]] ||
    printf 'jsonschema-cli*\t%s validate %s --assert-format --errors-only --instance %s\n' \
      "$scratch/cargo/bin/jsonschema-cli" "$scratch/schema.json" "$files"
}

generate() {
  [[ -s $scratch/$1 ]] || cargo run --quiet --release --locked --example generate -- "${@:2}" >"$scratch/$1"
}

# peak COMMAND: the most memory that it takes, in MB.
peak() {
  local kilobytes
  # the commands are made above, and hold no spaces but those between words
  /usr/bin/time --format %M --output "$scratch/peak" $1 >/dev/null 2>&1 || true
  kilobytes=$(tail -1 "$scratch/peak")
  echo "$((${kilobytes:-0} / 1024))"
}

# compare CASE FILE...: a table of all programs on these files.
compare() {
  local case=$1 name command
  shift
  local names=() commands=()
  names+=('reportlint')
  commands+=("target/release/reportlint check --quiet $*")
  while IFS=$'\t' read -r name command; do
    names+=("$name")
    commands+=("$command")
  done < <(peers "$*")
  # one run of each in turn, as often as asked for, so that what else the machine does falls on all alike
  local turn index
  for index in "${!commands[@]}"; do : >"$scratch/times.$index"; done
  for ((turn = 0; turn < ${TURNS:-5}; turn++)); do
    for index in "${!commands[@]}"; do
      hyperfine --shell=none --ignore-failure --runs 1 --style none --export-json "$scratch/run.json" \
        "${commands[$index]}" >/dev/null 2>&1
      jq -r '.results[0] | "\(.median) \(.user + .system) \(.exit_codes[0])"' "$scratch/run.json" >>"$scratch/times.$index"
    done
  done
  printf '\n%s\n\n| program | time | reportlint takes of it | time of processors | peak memory | exit code |\n|---|---|---|---|---|---|\n' "$case"
  local ours
  ours=$(median 0 1)
  for index in "${!commands[@]}"; do
    printf '| %s | %.4f s | %.2f | %.4f s | %s MB | %s |\n' "${names[$index]}" "$(median "$index" 1)" \
      "$(jq -n "$ours / $(median "$index" 1)")" "$(median "$index" 2)" "$(peak "${commands[$index]}")" "$(median "$index" 3)"
  done
}

# median NTH COLUMN: of the runs of the nth program, the times on the clock (1) or of the processors (2), or what they
# ended with (3).
median() {
  cut -d ' ' -f "$2" "$scratch/times.$1" | sort -g | sed -n "$(((${TURNS:-5} + 1) / 2))p"
}

# copies COUNT BYTES: a folder of so many reports.
copies() {
  local folder=$scratch/$1-files
  [[ -d $folder ]] && return
  mkdir "$folder"
  generate one.yaml yaml "$2"
  local nth
  for ((nth = 0; nth < $1; nth++)); do
    cp "$scratch/one.yaml" "$folder/$nth.report.yaml"
  done
}

run_case() {
  case $1 in
  small) compare 'One small report of 46 KB' fixtures/vienna-forum/corrected.yaml ;;
  large)
    generate large.yaml yaml 3000000
    compare 'One report of 3 MB' "$scratch/large.yaml"
    ;;
  huge)
    generate huge.yaml yaml 100000000
    TURNS=1 compare 'One report of 100 MB' "$scratch/huge.yaml"
    ;;
  json)
    generate large.json json 3000000
    compare 'The report of 3 MB as JSON' "$scratch/large.json"
    ;;
  faulty)
    generate faulty.yaml yaml 3000000 10000
    compare 'A report with 10,000 findings' "$scratch/faulty.yaml"
    ;;
  few)
    copies 200 38000
    TURNS=3 compare '200 reports of 38 KB' "$scratch"/200-files/*
    ;;
  many)
    copies 10000 38000
    TURNS=1 compare '10,000 reports of 38 KB' "$scratch/10000-files"
    ;;
  *)
    printf 'no such case: %s\n' "$1" >&2
    exit 2
    ;;
  esac
}

install_peers
cargo build --quiet --release --locked
target/release/reportlint schema report >"$scratch/schema.json"
(($# > 0)) || set -- small large huge json faulty few many
for case in "$@"; do
  run_case "$case"
done
