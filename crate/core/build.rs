//! Compiles the Public Suffix List to an automaton.
//!
//! Key: the rule's labels from the right, in punycode, joined by dots (`uk.co`).
//! Value: a sum of the flags in `FLAGS` below, which `url::domain` reads.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;

const RULE: u64 = 1;
const WILDCARD: u64 = 2;
const EXCEPTION: u64 = 4;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data/public_suffix_list.dat");
    println!("cargo::rerun-if-changed=build.rs");
    let list = std::fs::read_to_string("data/public_suffix_list.dat")?;
    let mut rules = BTreeMap::<String, u64>::new();
    for line in list.lines() {
        let Some(rule) = line.split_whitespace().next() else {
            continue;
        };
        if rule.starts_with("//") {
            continue;
        }
        let (name, flag) = if let Some(name) = rule.strip_prefix('!') {
            (name, EXCEPTION)
        } else if let Some(name) = rule.strip_prefix("*.") {
            (name, WILDCARD)
        } else {
            (rule, RULE)
        };
        let ascii = idna::domain_to_ascii(name)?;
        let key: Vec<&str> = ascii.rsplit('.').collect();
        *rules.entry(key.join(".")).or_default() |= flag;
    }
    let map = fst::Map::from_iter(rules)?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("public_suffix_list.fst");
    std::fs::write(out, map.into_fst().into_inner())?;
    Ok(())
}
