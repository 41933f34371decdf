//! `cargo xtask bench [--data DIR] [--record]`: how fast the analysis is, natively and as it ships, beside
//! the budgets of the design. Ratios are of measurements that alternate in one run.

use std::env;
use std::process::Command;

use crate::error::{Context, Error, Result};
use crate::{command, dist, need, paths, wasm};

/// The word that asks for the figures to be kept for the next run.
const RECORD: &str = "--record";

/// Runs both benchmarks on the pages of a folder, else on the fixtures.
pub(crate) fn run(words: &[String]) -> Result {
    let (records, words): (Vec<_>, Vec<_>) = words.iter().partition(|word| *word == RECORD);
    let data = match words.as_slice() {
        [] => None,
        [flag, folder] if *flag == "--data" => {
            let here = env::current_dir().context(|| "there is no current folder".to_owned())?;
            Some(here.join(folder))
        }
        _ => return Err(Error::new("bench takes --data FOLDER and --record")),
    };
    dist::build_for_tests()?;
    let parsers = wasm::build_parsers(need::wasm_toolchain()?)?;
    need::packages()?;
    let mut native = command::cargo();
    native.args([
        "bench",
        "--package",
        "linkglance-core",
        "--bench",
        "inspect",
    ]);
    let mut shipped = Command::new(need::node()?);
    shipped
        .arg(paths::tests().join("bench/bench.mjs"))
        .env("LINKGLANCE_CHROMIUM", need::chromium()?)
        .env("LINKGLANCE_DOOR", wasm::door_folder())
        .env("LINKGLANCE_PARSERS", parsers)
        .current_dir(paths::root());
    if let Some(folder) = data {
        native.arg("--").arg("--data").arg(&folder);
        shipped.arg(folder);
    }
    shipped.args(records);
    command::run(&mut native)?;
    command::run(&mut shipped)
}
