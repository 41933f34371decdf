//! `linkglance watch`: an earlier report of a page and what came when it was asked for again, and what
//! is known of its links to the user's sites by both. It opens no connection.

use std::process::ExitCode;
use std::time::Instant;

use linkglance_core::Report;
use linkglance_core::check::{Match, Target};
use linkglance_core::export;
use linkglance_core::watch::{
    Observation, Response, RunFacts, State, View, Watched, look, state, watched,
};

use crate::args::{Watch, WatchFormat};
use crate::{NOT_KEPT, TIME_LIMIT, input, json};

/// Runs `watch`; the exit code says whether all links are there.
pub(crate) fn run(command: &Watch) -> Result<(String, ExitCode), String> {
    let before = input::earlier(&command.before).map_err(|error| error.to_string())?;
    let answer = input::answer(command).map_err(|error| error.to_string())?;
    let asked = input::web_address(&command.url).map_err(|error| error.to_string())?;
    let response = Response::Answer(answer);
    let links: Vec<Watched> = targets(&before)
        .into_iter()
        .filter_map(|target| {
            let state = of_target(&before, &asked, &response, &target)?;
            Some(Watched { target, state })
        })
        .collect();
    if links.is_empty() {
        let file = command.before.display();
        return Err(format!("{file}: the report has no link to a site of yours"));
    }
    let code = if links.iter().all(|link| link.state.is_there()) {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(NOT_KEPT)
    };
    let output = match command.format {
        WatchFormat::Text => export::watch_text(&asked, &links),
        WatchFormat::Json => json(&links)?,
    };
    Ok((output, code))
}

/// Where the report's backlinks lead, each address once.
fn targets(report: &Report) -> Vec<String> {
    let mut targets: Vec<String> = Vec::new();
    for backlink in &report.backlinks {
        let link = report.link(backlink.link);
        let url = link.and_then(|link| link.wraps.as_ref().or(link.url.as_ref()));
        targets.extend(url.filter(|url| !targets.contains(url)).cloned());
    }
    targets
}

/// What is known of the link to a target. The order of the two looks is all that is known of their
/// times.
fn of_target(before: &Report, asked: &str, response: &Response, target: &str) -> Option<State> {
    let agreement = watched(Target {
        url: target.to_owned(),
        mode: Match::Page,
    });
    let sites: Vec<_> = agreement.site().into_iter().collect();
    let start = Instant::now();
    let out_of_time = || start.elapsed() > TIME_LIMIT;
    let is_live = before.links.iter().any(|link| link.layout.is_some());
    let view = if is_live { View::Rendered } else { View::Raw };
    let then = Observation::of_report(0, view, before, &agreement, &sites);
    let now = look(1, asked, response, &agreement, &sites, &out_of_time);
    state(&[then, now], RunFacts::default())
}
