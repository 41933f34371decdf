//! `linkglance`: the extension's analysis on files and standard input.

#![forbid(unsafe_code)]

mod args;
mod input;
mod scan;
mod watch;

use std::io::{ErrorKind, Write};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use clap::error::ErrorKind as UsageErrorKind;
use linkglance_core::check::Overall;
use linkglance_core::letter::Parties;
use linkglance_core::message;
use linkglance_core::{Profiles, Report, Site, export, inspect_until};
use linkglance_scan::TIME_LIMIT;

use args::{Args, Check, CheckFormat, Command, Format, Inspect, Source};

/// Exit code for an agreement that is broken, a link that is not as it was, or where that can't be
/// determined.
const NOT_KEPT: u8 = 1;
/// Exit code for input that can't be used.
const BAD_INPUT: u8 = 2;
/// Exit code for a scan that was interrupted, as shells count signals: 128 and SIGINT's number.
const INTERRUPTED: u8 = 130;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return usage(&error),
    };
    let answer = match &args.command {
        Command::Inspect(command) => inspect(command).map(|output| (output, ExitCode::SUCCESS)),
        Command::Check(command) => check(command),
        Command::Watch(command) => watch::run(command),
        // It writes while it reads.
        Command::Scan(command) => {
            return scan::run(command).unwrap_or_else(|line| complain(&line));
        }
    };
    match answer {
        Ok((output, code)) => write(&output, code),
        Err(line) => complain(&line),
    }
}

/// Runs `inspect` and gives what belongs on standard output, or one line on what is wrong.
fn inspect(command: &Inspect) -> Result<String, String> {
    let sites = input::sites(&command.source.whose).map_err(|error| error.to_string())?;
    let report = report(&command.source, &sites)?;
    match command.format {
        Format::Text => Ok(export::text(&report, &sites)),
        Format::Csv => Ok(export::csv(&report)),
        Format::Markdown => Ok(export::markdown(&report, &sites)),
        Format::Json => json(&report),
    }
}

/// Runs `check`; the exit code says whether the agreement was kept.
fn check(command: &Check) -> Result<(String, ExitCode), String> {
    let mut sites = input::sites(&command.source.whose).map_err(|error| error.to_string())?;
    let (agreement, refused) = input::agreement(&command.agreement, command.source.url.trim())
        .map_err(|error| error.to_string())?;
    if sites.is_empty() {
        sites.extend(agreement.site());
    }
    let report = report(&command.source, &sites)?;
    let check = linkglance_core::check::check(&report, &agreement, &sites);
    for line in refused {
        warn(&line);
    }
    let parties = match sites.first() {
        Some(site) => Parties::of(&report.contacts, &check, site),
        None => Parties::default(),
    };
    let letter = message::request(&check, &parties, None);
    let output = match command.format {
        CheckFormat::Text => export::check_text(&check, letter.as_ref()),
        CheckFormat::Markdown => export::check_markdown(&check, letter.as_ref()),
        CheckFormat::Json => json(&check)?,
    };
    let code = match check.overall {
        Overall::Kept => ExitCode::SUCCESS,
        Overall::Broken | Overall::Unclear => ExitCode::from(NOT_KEPT),
    };
    Ok((output, code))
}

fn report(source: &Source, sites: &[Site]) -> Result<Report, String> {
    let page = input::page(source).map_err(|error| error.to_string())?;
    let start = Instant::now();
    let profiles = Profiles::of(sites.to_vec());
    inspect_until(&page, &profiles, &|| start.elapsed() > TIME_LIMIT)
        .map_err(|error| error.to_string())
}

fn json<T: serde::Serialize>(value: &T) -> Result<String, String> {
    serde_json::to_string_pretty(value)
        .map(|json| json + "\n")
        .map_err(|error| format!("the answer could not be written as JSON: {error}"))
}

fn write(output: &str, code: ExitCode) -> ExitCode {
    match std::io::stdout().write_all(output.as_bytes()) {
        Ok(()) => code,
        // The reader of our output has closed it.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => code,
        Err(error) => complain(&format!("standard output: {error}")),
    }
}

fn complain(line: &str) -> ExitCode {
    warn(line);
    ExitCode::from(BAD_INPUT)
}

fn warn(line: &str) {
    let line: String = line
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    eprintln!("linkglance: {line}");
}

/// Help and version are answers; anything else is bad input, in one line.
fn usage(error: &clap::Error) -> ExitCode {
    if matches!(
        error.kind(),
        UsageErrorKind::DisplayHelp | UsageErrorKind::DisplayVersion
    ) {
        return write(&error.render().to_string(), ExitCode::SUCCESS);
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
