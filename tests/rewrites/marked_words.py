"""Compares the words that a change report marks with those of `git diff --word-diff`, page by page.

mdbook-redline diff --format json BOOK | marked_words.py BEFORE AFTER
"""
import json
import pathlib
import subprocess
import sys


def words(text):
    return sum(any(c.isalnum() for c in word) for word in text.split())


def cells(body):
    if body["type"] == "text":
        yield body["runs"]
    for row in body.get("rows", []):
        yield from row["cells"]


def marked(runs, mark):
    text, is_after_same = "", False
    for run in runs:
        if run["mark"] == mark:
            side = run["before"] if mark == "deleted" else run["after"]
            is_joined = is_after_same and not (side or {}).get("spaced")
            text += run["text"] if is_joined else " " + run["text"]
        is_after_same = run["mark"] == mark
    return words(text)


def git(before, after):
    command = ["git", "diff", "--no-index", "--word-diff=porcelain", before, after]
    out = subprocess.run(command, capture_output=True, text=True).stdout
    lines = (line for line in out.splitlines() if not line.startswith(("+++", "---")))
    return sum(words(line[1:]) for line in lines if line[:1] in ("+", "-"))


before, after = map(pathlib.Path, sys.argv[1:3])
reports = {pathlib.Path(chapter["file"]).name: chapter["diff"] for chapter in json.load(sys.stdin)["chapters"]}
total = [0, 0]
for page in sorted(after.glob("p*.md")):
    rows = reports.get(page.name, {"rows": []})["rows"]
    ours = sum(marked(runs, mark) for row in rows for runs in cells(row["body"]) for mark in ("deleted", "inserted"))
    theirs = git(before / page.name, page)
    total = [total[0] + ours, total[1] + theirs]
    print(page.name, ours, theirs, "more than git" if ours > theirs else "")
print("all", *total)
