//! `linkglance scan`: who on many pages links to the user's sites or names them, and from where.
//!
//! One thread reads each archive, several at once; as many as there are cores inspect pages, and this one
//! writes the rows, in the order of the input. How much is under way is bounded (`gate`), so memory does not grow
//! with the input. Once Ctrl-C is pressed nothing more is read; what was read is still inspected and
//! written.

mod gate;
mod input;
mod lines;
mod output;
mod page;
mod pool;
mod progress;
mod table;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use linkglance_core::Profiles;

use crate::args::Scan;
use crate::{INTERRUPTED, warn};
use input::Inputs;
use output::Output;
use page::Reader;
use progress::Progress;

/// Runs `scan`, or says in one line what is wrong with its input.
pub(crate) fn run(command: &Scan) -> Result<ExitCode, String> {
    let sites = crate::input::sites(&command.whose).map_err(|error| error.to_string())?;
    if sites.is_empty() && !command.all_links {
        return Err("name a site (--site or --domain), or ask for --all-links".to_owned());
    }
    let inputs = Inputs::open(command)?;
    if let Some(line) = inputs.made_up_address() {
        warn(&line);
    }
    let reader = Reader::new(Profiles::of(sites), command);
    let mut output = Output::open(command)?;
    let stop = stop_at_ctrl_c();
    let mut progress = Progress::new(command.progress);
    let stopped = pool::run(
        inputs,
        &reader,
        pool::threads(command.threads),
        &stop,
        &mut output,
        &mut progress,
    );
    let all = output.finish()?;
    // Whoever reads the rows may close the output once it has enough.
    let stopped = stopped.filter(|_| all);
    progress.end(stopped.as_deref());
    Ok(match stopped {
        Some(_) => ExitCode::from(INTERRUPTED),
        None => ExitCode::SUCCESS,
    })
}

/// A flag that Ctrl-C sets. Pressed again, it ends the program at once.
fn stop_at_ctrl_c() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&stop);
    let set = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED.into());
        }
    });
    if let Err(error) = set {
        warn(&format!("Ctrl-C will end the scan at once: {error}"));
    }
    stop
}
