//! The tasks of this repository: `cargo xtask COMMAND`. The table below is all there is.

mod bench;
mod check;
mod command;
mod deny;
mod dist;
mod e2e;
mod error;
mod fuzz;
mod guide;
mod icon;
mod layers;
mod licences;
mod manifest;
mod markup;
mod messages;
mod metadata;
mod msrv;
mod mutants;
mod need;
mod optimise;
mod pack;
mod paths;
mod pictures;
mod placement;
mod pseudo;
mod release;
mod run;
mod sbom;
mod scale;
mod script;
mod shipped;
mod size;
#[cfg(test)]
mod store;
mod style;
mod unused;
mod wasm;
mod words;

use std::process::ExitCode;

use error::{Error, Result};

/// One command: what to type, what it does, and the function that does it with the words after it.
struct Task {
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result,
}

const TASKS: &[Task] = &[
    Task {
        name: "build",
        about: "build the extension into dist/chrome and dist/firefox",
        run: |words| no_more(words).and_then(|()| dist::build().map(drop)),
    },
    Task {
        name: "run",
        about: "build, then open the demonstration article in Chromium and inspect it",
        run: |words| no_more(words).and_then(|()| run::run()),
    },
    Task {
        name: "test",
        about: "run every check, or one part: test rust | js | modules | words | e2e [chromium | firefox] [NAME] | dom [--count N]",
        run: check::run,
    },
    Task {
        name: "size",
        about: "build, then print what each dependency takes of the wasm",
        run: |words| no_more(words).and_then(|()| size::run()),
    },
    Task {
        name: "bench",
        about: "measure speed, size and memory beside the design's budgets: bench [--data DIR] [--record]",
        run: bench::run,
    },
    Task {
        name: "pictures",
        about: "build, then take the pictures again, in Chromium: pictures [readme | store | guide]… [LANGUAGE…]",
        run: pictures::take,
    },
    Task {
        name: "dist",
        about: "build, then pack a zip for each store and one of the sources; --check: again from that one, and compare the bytes",
        run: |words| match words {
            [word] if word == "--check" => pack::check(),
            words => no_more(words).and_then(|()| pack::pack()),
        },
    },
    Task {
        name: "release",
        about: "set the version, date the changelog, commit and tag that, then pack it: release VERSION",
        run: release::run,
    },
    Task {
        name: "fuzz",
        about: "run the fuzz targets, or those named, a minute each: fuzz [TARGET…] [--minutes N]",
        run: fuzz::run,
    },
    Task {
        name: "mutants",
        about: "hold mutants of the core against its tests: mutants [MODULE…] [--count N | --all] [--seed N]",
        run: mutants::run,
    },
    Task {
        name: "placement",
        about: "the model that places links: placement train [--data FOLDER]… | check | measure",
        run: placement::run,
    },
    Task {
        name: "scale",
        about: "build the Python package's wheel, then run its tests and the job on Spark: scale [WORDS FOR PYTEST]",
        run: scale::run,
    },
    Task {
        name: "msrv",
        about: "check that the oldest Rust that is promised builds everything",
        run: |words| no_more(words).and_then(|()| msrv::check()),
    },
    Task {
        name: "deny",
        about: "check licences, sources, duplicates and advisories of the dependencies",
        run: |words| no_more(words).and_then(|()| deny::run()),
    },
];

/// With any task: what is missing is asked for, not installed.
const NO_INSTALL: &str = "--no-install";

fn main() -> ExitCode {
    let mut words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|word| word == NO_INSTALL) {
        words.retain(|word| word != NO_INSTALL);
        need::forbid_installing();
    }
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Result {
    let Some((name, rest)) = words.split_first() else {
        println!("{}", help());
        return Ok(());
    };
    if matches!(name.as_str(), "help" | "-h" | "--help") {
        println!("{}", help());
        return Ok(());
    }
    match TASKS.iter().find(|task| task.name == name) {
        Some(task) => (task.run)(rest),
        None => Err(Error::new(format!("there is no task {name:?}\n{}", help()))),
    }
}

fn help() -> String {
    let tasks = TASKS
        .iter()
        .map(|task| format!("  {:<7} {}", task.name, task.about));
    let lines: Vec<String> = [format!("cargo xtask COMMAND [{NO_INSTALL}]")]
        .into_iter()
        .chain(tasks)
        .collect();
    lines.join("\n")
}

fn no_more(words: &[String]) -> Result {
    match words.first() {
        None => Ok(()),
        Some(word) => Err(Error::new(format!(
            "unexpected {word:?}: this task takes no argument"
        ))),
    }
}
