#!/usr/bin/env bash
# Fetches the page rewrites of pairs.tsv from their public histories and builds a book of their change reports, to look
# at and to score. The texts stay in the folder that is named; nothing of them is committed.
#
#   tests/rewrites/fetch.sh FOLDER [MDBOOK-REDLINE]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
folder=${1:?the folder for the pages}
program=${2:-mdbook-redline}
mkdir -p "$folder"/{histories,before,book/src}

number=0
while IFS=$'\t' read -r repository commit path; do
    number=$((number + 1))
    page=$(printf 'p%03d.md' "$number")
    history="$folder/histories/${repository//\//+}"
    if [ ! -d "$history" ]; then
        git init --quiet --bare "$history"
    fi
    # Two commits, without the files that are not needed.
    git -C "$history" fetch --quiet --depth 2 --filter=blob:none "https://github.com/$repository" "$commit" || {
        echo "$repository@$commit cannot be fetched" >&2
        continue
    }
    git -C "$history" show "$commit^:$path" > "$folder/before/$page"
    git -C "$history" show "$commit:$path" > "$folder/book/src/$page"
done < "$here/pairs.tsv"

{
    printf '# Summary\n\n'
    for page in "$folder"/book/src/p*.md; do
        name=$(basename "$page")
        printf -- '- [%s](%s)\n' "${name%.md}" "$name"
    done
} > "$folder/book/src/SUMMARY.md"
cat > "$folder/book/book.toml" <<'TOML'
[book]
title = "Rewrites"

[preprocessor.redline]
normalize = false
fail-on = "never"

[preprocessor.redline.change-report]
against = "dir:../before"
show = ["diff"]

[output.html]
additional-css = ["redline.css"]
TOML
cd "$folder/book"
"$program" init --update
"$program" build
"$program" diff --format json . | python3 "$here/marked_words.py" "$folder/before" src
