//! `cargo xtask placement`: makes and measures the model that says where links stand.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::error::{Context, Error, Result};
use crate::{command, need, paths};

/// `train [--data FOLDER]…`, `check`, or `measure`.
pub(crate) fn run(words: &[String]) -> Result {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["train", folders @ ..] => {
            make_table(folders)?;
            train(&weights())
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

/// The weights that ship.
fn weights() -> PathBuf {
    paths::root().join("crate/core/data/placement/weights.bin")
}

/// Makes the table again from folders of labelled pages, if any are given.
fn make_table(words: &[&str]) -> Result {
    if words.is_empty() {
        return Ok(());
    }
    let here = env::current_dir().context(|| "there is no current folder".to_owned())?;
    let mut make = command::cargo();
    make.args(["run", "--release", "--package", "linkglance-core"])
        .args(["--example", "placement_table", "--"])
        .arg(table())
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

/// The script that trains, on the table.
fn trainer() -> Result<Command> {
    let mut train = Command::new(need::trainer()?);
    train
        .arg(paths::tests().join("placement/train.py"))
        .arg(table())
        .current_dir(paths::root());
    Ok(train)
}

fn train(out: &PathBuf) -> Result {
    command::run(trainer()?.arg("--weights").arg(out))
}

/// Whether the table gives the weights that ship.
fn check() -> Result {
    let again = paths::target().join("placement-weights.bin");
    train(&again)?;
    let read =
        |path: &PathBuf| fs::read(path).context(|| format!("cannot read {}", path.display()));
    if read(&again)? == read(&weights())? {
        println!("the table gives the weights that ship");
        return Ok(());
    }
    Err(Error::new(
        "the table gives other weights than those that ship: run cargo xtask placement train",
    ))
}
