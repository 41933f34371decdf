//! `cargo xtask placement`: makes and measures the model that says where links stand.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Context, Error, Result};
use crate::{command, need, paths};

/// `train [--data FOLDER]…`, `check`, or `measure`.
pub(crate) fn run(words: &[String]) -> Result {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["train", folders @ ..] => {
            make_table(folders)?;
            train(&weights(), &kinds())
        }
        ["check"] => check(),
        ["measure"] => {
            let mut measure = trainer()?;
            command::run(measure.arg("--measure"))
        }
        _ => Err(Error::new(
            "placement takes train [--data FOLDER]…, check, or measure",
        )),
    }
}

/// The table of labelled links: features, no addresses and no text.
fn table() -> PathBuf {
    paths::root().join("crate/core/data/placement/links.gz")
}

/// The table of labelled pages: what kind each is of.
fn pages() -> PathBuf {
    paths::root().join("crate/core/data/placement/pages.gz")
}

/// The weights that ship: of links, and of pages.
fn weights() -> PathBuf {
    paths::root().join("crate/core/data/placement/weights.bin")
}

fn kinds() -> PathBuf {
    paths::root().join("crate/core/data/placement/kinds.bin")
}

/// Makes the tables again from folders of labelled pages, if any are given.
fn make_table(words: &[&str]) -> Result {
    if words.is_empty() {
        return Ok(());
    }
    let here = env::current_dir().context(|| "there is no current folder".to_owned())?;
    let mut make = command::cargo();
    make.args(["run", "--release", "--package", "linkglance-core"])
        .args(["--example", "placement_table", "--"])
        .arg(table())
        .arg(pages())
        .arg(paths::tests().join("placement/held_out.txt"));
    for pair in words.chunks(2) {
        let ["--data", folder] = pair else {
            return Err(Error::new(
                "placement train takes --data FOLDER, any number of times",
            ));
        };
        make.arg(here.join(folder));
    }
    command::run(&mut make)
}

/// The script that trains, on the tables.
fn trainer() -> Result<Command> {
    let mut train = Command::new(need::trainer()?);
    train
        .arg(paths::tests().join("placement/train.py"))
        .arg(table())
        .arg(pages())
        .current_dir(paths::root());
    Ok(train)
}

fn train(weights: &Path, kinds: &Path) -> Result {
    let mut train = trainer()?;
    train.arg("--weights").arg(weights);
    command::run(train.arg("--kinds").arg(kinds))
}

/// Whether the tables give the weights that ship.
fn check() -> Result {
    let again = |name: &str| paths::target().join(name);
    let (again_weights, again_kinds) = (again("weights.bin"), again("kinds.bin"));
    train(&again_weights, &again_kinds)?;
    let read = |path: &Path| fs::read(path).context(|| format!("cannot read {}", path.display()));
    for (again, shipped) in [(again_weights, weights()), (again_kinds, kinds())] {
        if read(&again)? != read(&shipped)? {
            return Err(Error::new(
                "the tables give other weights than those that ship: run cargo xtask placement train",
            ));
        }
    }
    println!("the tables give the weights that ship");
    Ok(())
}
