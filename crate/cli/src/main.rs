//! `linkglance`: the extension's analysis on files and standard input.

#![forbid(unsafe_code)]

mod args;
mod decode;
mod input;

use std::io::{ErrorKind, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use clap::error::ErrorKind as UsageErrorKind;
use linkglance_core::{export, inspect_until};

use args::{Args, Command, Format, Inspect};

/// Longest time the parser may take; real pages need milliseconds.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// Exit code for input that can't be used.
const BAD_INPUT: u8 = 2;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    let Command::Inspect(command) = args.command;
    match run(&command) {
        Ok(output) => write(&output),
        Err(line) => complain(&line),
    }
}

/// Runs the command and gives what belongs on standard output, or one line on what is wrong.
fn run(command: &Inspect) -> Result<String, String> {
    let sites = input::sites(command).map_err(|error| error.to_string())?;
    let page = input::page(command).map_err(|error| error.to_string())?;
    let start = Instant::now();
    let report = inspect_until(&page, &sites, &|| start.elapsed() > TIME_LIMIT)
        .map_err(|error| error.to_string())?;
    match command.format {
        Format::Text => Ok(export::text(&report, &sites)),
        Format::Csv => Ok(export::csv(&report)),
        Format::Markdown => Ok(export::markdown(&report, &sites)),
        Format::Json => serde_json::to_string_pretty(&report)
            .map(|json| json + "\n")
            .map_err(|error| format!("the report could not be written as JSON: {error}")),
    }
}

fn write(output: &str) -> ExitCode {
    match std::io::stdout().write_all(output.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads us has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => complain(&format!("standard output: {error}")),
    }
}

fn complain(line: &str) -> ExitCode {
    let line: String = line
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    eprintln!("linkglance: {line}");
    ExitCode::from(BAD_INPUT)
}

/// Help and version are answers; anything else is bad input, in one line.
fn usage(error: &clap::Error) -> ExitCode {
    if matches!(
        error.kind(),
        UsageErrorKind::DisplayHelp | UsageErrorKind::DisplayVersion
    ) {
        return write(&error.render().to_string());
    }
    let text = error.render().to_string();
    let paragraph = text.split("\n\n").next().unwrap_or("");
    let words: Vec<&str> = paragraph.split_whitespace().collect();
    let line = words.join(" ");
    complain(&format!(
        "{} (see linkglance --help)",
        line.strip_prefix("error: ").unwrap_or(&line)
    ))
}
