//! `cargo xtask mutants`: small changes to the core, one at a time, that its tests must notice.
//!
//! cargo-mutants makes them. A full run takes hours, so a sample is tried that a seed fixes: it is
//! the same at every run, and moving lines about does not change it. Each mutant is held against
//! the core's conformance and fixture tests, then, if it survives them, against its unit tests.
//! What each changed is below `target/mutants`.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::command;
use crate::error::{Context, Error, Result};
use crate::need;
use crate::paths;

/// The modules of the core that decide what a report says, and their files.
const MODULES: [(&str, &str); 8] = [
    ("link", "link/**"),
    ("page/robots", "page/robots.rs"),
    ("url", "url/**"),
    ("check", "check/**"),
    ("point", "point/**"),
    ("mention", "mention/**"),
    ("backlink", "backlink/**"),
    ("prospect", "prospect/**"),
];

/// The tests that a mutant is held against first: data, and whole pages.
const TABLES: [&str; 4] = [
    "--test=conformance",
    "--test=points",
    "--test=fixtures",
    "--test=check",
];
/// What then is held against those that survived: the crate is compiled a second time for them.
const UNITS: [&str; 1] = ["--lib"];

/// How many mutants are tried where not all are.
const SAMPLE: usize = 310;
/// What fixes the sample.
const SEED: u64 = 14;
/// The largest share that may survive (issue 14).
const MOST_SURVIVING: f64 = 0.05;
/// How long the tests of a mutant may take, in seconds: they take about two on an idle machine, and
/// a mutant may make a loop endless.
const TEST_LIMIT: &str = "120";

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
struct Wish {
    files: Vec<&'static str>,
    /// How many mutants; `None` is all.
    count: Option<usize>,
    seed: u64,
}

/// Tries a sample of the mutants of these modules, or of all modules.
pub(crate) fn run(words: &[String]) -> Result {
    let wish = read(words)?;
    need::mutants()?;
    fs::create_dir_all(folder()).context(|| "cannot make target/mutants".to_owned())?;
    let all = list(&wish)?;
    let chosen = sample(&all, &wish);
    println!("{} of {} mutants", chosen.len(), all.len());
    let mut outcomes = try_out(&wish, "tables", &chosen, &TABLES)?;
    let missed = named(&outcomes, MISSED);
    if !missed.is_empty() {
        println!("{} go on to the unit tests", missed.len());
        let again = try_out(&wish, "units", &missed, &UNITS)?;
        // cargo-mutants tries deletions of fields whatever is asked for: these have been tried.
        let again = again.into_iter().filter(|(name, _)| missed.contains(name));
        outcomes.extend(again.collect::<Vec<_>>());
    }
    report(&outcomes)
}

fn read(words: &[String]) -> Result<Wish> {
    let mut wish = Wish {
        files: Vec::new(),
        count: Some(SAMPLE),
        seed: SEED,
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut number = || {
            let number = words.next().and_then(|number| number.parse().ok());
            number.ok_or_else(|| Error::new(format!("{word} needs a number")))
        };
        match word.as_str() {
            "--all" => wish.count = None,
            "--count" => wish.count = Some(usize::try_from(number()?).unwrap_or(usize::MAX)),
            "--seed" => wish.seed = number()?,
            name => wish.files.push(files_of(name)?),
        }
    }
    if wish.files.is_empty() {
        wish.files.extend(MODULES.map(|(_, files)| files));
    }
    Ok(wish)
}

fn files_of(name: &str) -> Result<&'static str> {
    let module = MODULES.iter().find(|(module, _)| *module == name);
    module.map(|(_, files)| *files).ok_or_else(|| {
        let names = MODULES.map(|(module, _)| module).join(", ");
        Error::new(format!("there is no module {name:?}; there are {names}"))
    })
}

fn folder() -> PathBuf {
    paths::target().join("mutants")
}

/// `cargo mutants` on the modules that were asked for.
fn mutants(wish: &Wish) -> Command {
    let mut command = command::cargo();
    command.args(["mutants", "--package", "linkglance-core"]);
    for files in &wish.files {
        command.arg("--file").arg(format!("crate/core/src/{files}"));
    }
    command
}

/// A mutant: its name for cargo-mutants, and one that outlives a change of lines.
struct Mutant {
    name: String,
    lasting: String,
}

fn list(wish: &Wish) -> Result<Vec<Mutant>> {
    let text = command::output(mutants(wish).args(["--no-config", "--list", "--json"]))
        .ok_or_else(|| Error::new("cargo mutants cannot list the mutants"))?;
    let listed: Vec<Value> =
        serde_json::from_str(&text).context(|| "the list of mutants".to_owned())?;
    let names = listed
        .iter()
        .filter_map(|mutant| mutant.get("name")?.as_str());
    let mut met: HashMap<String, u32> = HashMap::new();
    let mutants = names.map(|name| {
        let without_place = without_place(name);
        let nth = met.entry(without_place.clone()).or_default();
        *nth += 1;
        Mutant {
            name: name.to_owned(),
            lasting: format!("{without_place} {nth}"),
        }
    });
    Ok(mutants.collect())
}

/// `file.rs:12:5: replace …` without line and column.
fn without_place(name: &str) -> String {
    match name.split_once(": ") {
        Some((place, change)) => {
            let file = place.split(':').next().unwrap_or(place);
            format!("{file}: {change}")
        }
        None => name.to_owned(),
    }
}

/// Those with the smallest hashes, in the order of the list.
fn sample(all: &[Mutant], wish: &Wish) -> Vec<String> {
    let mut ranked: Vec<(u64, usize, &str)> = all
        .iter()
        .enumerate()
        .map(|(at, mutant)| (hash(wish.seed, &mutant.lasting), at, mutant.name.as_str()))
        .collect();
    ranked.sort_unstable();
    ranked.truncate(wish.count.unwrap_or(usize::MAX));
    ranked.sort_unstable_by_key(|(_, at, _)| *at);
    ranked
        .into_iter()
        .map(|(.., name)| name.to_owned())
        .collect()
}

/// FNV-1a, 64 bits, with what mixes the bits once more at its end (`SplitMix64`): equal on every
/// machine and in every version of Rust, which the standard library does not promise of its own.
fn hash(seed: u64, text: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325 ^ seed;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// How each mutant came out, by its name.
type Outcomes = BTreeMap<String, String>;

/// What cargo-mutants calls the outcomes.
const CAUGHT: &str = "CaughtMutant";
const MISSED: &str = "MissedMutant";
const TIMEOUT: &str = "Timeout";
const UNVIABLE: &str = "Unviable";

/// Holds these mutants against these tests. That some survive is no failure of cargo-mutants.
fn try_out(wish: &Wish, name: &str, chosen: &[String], tests: &[&str]) -> Result<Outcomes> {
    let folder = folder().join(name);
    fs::create_dir_all(&folder).context(|| format!("cannot make {}", folder.display()))?;
    let config = folder.join("sample.toml");
    let patterns: Vec<String> = chosen
        .iter()
        .map(|name| Value::from(format!("^{}$", escaped(name))).to_string())
        .collect();
    let text = format!("examine_re = [\n  {}\n]\n", patterns.join(",\n  "));
    fs::write(&config, text).context(|| format!("cannot write {}", config.display()))?;
    let mut command = mutants(wish);
    command
        .arg("--config")
        .arg(&config)
        .arg("--output")
        .arg(&folder)
        .args(["--profile", "mutants", "--jobs", "1", "--timeout"])
        .args([TEST_LIMIT, "--colors", "never"])
        // To every call of cargo: what follows `--` would not spare the building of other tests.
        .args(tests.iter().map(|test| format!("--cargo-arg={test}")))
        // The dependencies are built once, and not in each copy of the tree.
        .env("CARGO_TARGET_DIR", self::folder().join("build"))
        .env("INSTA_UPDATE", "no");
    match command::exit_code(&mut command)? {
        ALL_CAUGHT | SOME_SURVIVED | SOME_TIMED_OUT => outcomes(&folder.join("mutants.out")),
        code => Err(Error::new(format!(
            "cargo mutants ended with {code}: what it printed says why"
        ))),
    }
}

fn outcomes(folder: &Path) -> Result<Outcomes> {
    let file = folder.join("outcomes.json");
    let reading = || format!("cannot read {}", file.display());
    let text = fs::read_to_string(&file).context(reading)?;
    let read: Value = serde_json::from_str(&text).context(reading)?;
    let all = read.get("outcomes").and_then(Value::as_array);
    let outcome = |one: &Value| {
        let name = one.pointer("/scenario/Mutant/name")?.as_str()?;
        let summary = one.get("summary")?.as_str()?;
        Some((name.to_owned(), summary.to_owned()))
    };
    // The unchanged tree, which is among them, has no name.
    Ok(all.into_iter().flatten().filter_map(outcome).collect())
}

fn named(outcomes: &Outcomes, summary: &str) -> Vec<String> {
    let found = outcomes.iter().filter(|(_, other)| *other == summary);
    found.map(|(name, _)| name.clone()).collect()
}

/// Exit codes of cargo-mutants (its manual, "Exit codes").
const ALL_CAUGHT: i32 = 0;
const SOME_SURVIVED: i32 = 2;
const SOME_TIMED_OUT: i32 = 3;

/// A text as a regular expression that matches only that text.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if r"\.+*?()|[]{}^$#&-~".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Prints how it went, and fails where too many survived.
fn report(outcomes: &Outcomes) -> Result {
    let count = |summary| named(outcomes, summary).len();
    let survived = named(outcomes, MISSED);
    for name in &survived {
        println!("survived: {name}");
    }
    let (caught, timeout) = (count(CAUGHT), count(TIMEOUT));
    let share = share(survived.len(), caught + timeout);
    println!(
        "caught {caught}, survived {}, timeout {timeout}, unviable {}: {:.1} % survived",
        survived.len(),
        count(UNVIABLE),
        share * 100.0
    );
    if share > MOST_SURVIVING {
        return Err(Error::new(format!(
            "more than {:.0} % survived",
            MOST_SURVIVING * 100.0
        )));
    }
    Ok(())
}

/// What survived, of those that could be built. A test that never ends is noticed, too.
#[expect(clippy::cast_precision_loss, reason = "a few thousand at most")]
fn share(missed: usize, caught: usize) -> f64 {
    missed as f64 / (missed + caught).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn modules_and_numbers_are_read() {
        let wish = read(&words("url --count 5 page/robots --seed 3")).unwrap();
        assert_eq!(wish.files, ["url/**", "page/robots.rs"]);
        assert_eq!((wish.count, wish.seed), (Some(5), 3));
        assert_eq!(read(&words("--all")).unwrap().count, None);
        assert_eq!(read(&[]).unwrap().files.len(), MODULES.len());
        assert!(read(&words("nothing")).is_err() && read(&words("--count x")).is_err());
    }

    #[test]
    fn the_sample_is_the_same_wherever_the_lines_stand() {
        let all = |line: u32| -> Vec<Mutant> {
            let names = (0..100).map(|n| format!("a.rs:{}:5: replace f{n} with 0", line + n));
            names
                .map(|name| Mutant {
                    lasting: without_place(&name),
                    name,
                })
                .collect()
        };
        let wish = read(&words("--count 7")).unwrap();
        let chosen = |line| -> Vec<String> {
            let all = all(line);
            sample(&all, &wish)
                .iter()
                .map(|name| without_place(name))
                .collect()
        };
        assert_eq!(chosen(1).len(), 7);
        assert_eq!(chosen(1), chosen(50));
        let other = read(&words("--count 7 --seed 1")).unwrap();
        let all = all(1);
        assert_ne!(sample(&all, &wish), sample(&all, &other));
    }

    #[test]
    fn a_name_is_matched_to_the_letter() {
        assert_eq!(
            escaped("a.rs:1:2: replace f -> Option<&str> with Some(\"\")"),
            r#"a\.rs:1:2: replace f \-> Option<\&str> with Some\(""\)"#
        );
    }

    #[test]
    fn a_share_of_nothing_is_none() {
        assert!(share(0, 0) < f64::EPSILON && (share(1, 3) - 0.25).abs() < f64::EPSILON);
    }
}
