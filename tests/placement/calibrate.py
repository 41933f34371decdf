#!/usr/bin/env python3
"""Makes crate/core/src/placement/calibrated.rs: how often each ground was right.

usage: calibrate.py [--write] [--part look|held|all] DIR...

Each DIR holds pages/*.html.gz and labels.jsonl (page, url, href, nth, region, sure). A ground is a
region, the reason it was decided on, and whether the link stands in running text. Its share of
right decisions is counted with at most CAP links a page, so that one page's menu does not speak
for all menus, and drawn towards PRIOR by WEIGHT links more, so that few links promise little.
Without --write it prints the calibration of the table that is built in.
"""
import argparse, collections, gzip, json, pathlib, subprocess

CAP = 3
PRIOR, WEIGHT = 0.70, 5.0
ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = ROOT / "crate/core/src/placement/calibrated.rs"


def is_held(page):
    """Pages kept aside when rules are made: two in five, by hash (FNV-1a) of the name."""
    h = 2166136261
    for b in page.encode():
        h = (h ^ b) * 16777619 & 0xFFFFFFFF
    return (h >> 7) % 5 < 2


def decisions(binary, html, url):
    out = subprocess.run([binary, url], input=html, capture_output=True, check=True).stdout
    for line in out.decode().splitlines():
        href, nth, region, ground, prose, confidence = line.split("\t")
        yield (json.loads(href), int(nth)), (region, ground, prose == "true"), float(confidence)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--write", action="store_true")
    ap.add_argument("--part", choices=("look", "held", "all"), default="all")
    ap.add_argument("dirs", nargs="+", type=pathlib.Path)
    a = ap.parse_args()
    build = ["cargo", "build", "--release", "-q", "-p", "linkglance-core", "--example", "placement_grounds"]
    subprocess.run(build, cwd=ROOT, check=True)
    meta = subprocess.run(["cargo", "metadata", "--format-version=1", "--no-deps"], cwd=ROOT, capture_output=True, check=True)
    binary = pathlib.Path(json.loads(meta.stdout)["target_directory"]) / "release/examples/placement_grounds"
    right, seen = collections.Counter(), collections.Counter()
    bins = collections.defaultdict(lambda: [0, 0])
    for d in a.dirs:
        labels = collections.defaultdict(dict)
        urls = {}
        for line in (d / "labels.jsonl").read_text().splitlines():
            o = json.loads(line)
            if o["sure"]:
                labels[o["page"]][o["href"], o["nth"]] = o["region"]
                urls[o["page"]] = o["url"]
        for page, rows in sorted(labels.items()):
            if a.part != "all" and is_held(page) != (a.part == "held"):
                continue
            html = gzip.open(d / "pages" / f"{page}.html.gz").read()
            n, ok = collections.Counter(), collections.Counter()
            for key, ground, confidence in decisions(binary, html, urls[page]):
                if key in rows:
                    good = rows[key] == ground[0]
                    n[ground] += 1
                    ok[ground] += good
                    bins[min(int(confidence * 10), 9)][0] += good
                    bins[min(int(confidence * 10), 9)][1] += 1
            for ground in n:
                weight = min(n[ground], CAP)
                seen[ground] += weight
                right[ground] += weight * ok[ground] / n[ground]
    total = sum(n for _, n in bins.values())
    for b in sorted(bins):
        ok, n = bins[b]
        print(f"confidence {b / 10:.1f}-{(b + 1) / 10:.1f}: {ok}/{n} right = {ok / n:.3f}; {n / total:.1%} of links")
    if a.write:
        rows = []
        for (region, ground, prose), n in sorted(seen.items()):
            share = (right[region, ground, prose] + PRIOR * WEIGHT) / (n + WEIGHT)
            variant = "".join(w.capitalize() for w in region.split("_"))
            rows.append(f"    (Region::{variant}, Key::{ground}, {str(prose).lower()}, {round(100 * share)}),")
        TABLE.write_text(HEAD + "\n".join(rows) + "\n];\n")
        subprocess.run(["rustfmt", "--edition", "2024", str(TABLE)], check=True)


HEAD = """//! How often decisions were right, by region, ground and whether in running text, in hundredths.
//!
//! Made by tests/placement/calibrate.py from labelled pages; not written by hand.

use super::Region;
use crate::reason::Key;

/// Region, ground, in running text, share of right decisions in hundredths.
pub(super) const ROWS: &[(Region, Key, bool, u8)] = &[
"""

if __name__ == "__main__":
    main()
