//! What the command line names, read: the page, the site profiles, the agreement.

use std::io::Read;
use std::path::Path;

use linkglance_core::check::{Agreement, Agreements};
use linkglance_core::reason::Reason;
use linkglance_core::site::SiteError;
use linkglance_core::url::{Url, is_web};
use linkglance_core::watch::{Answer, Ending};
use linkglance_core::{Page, Report, Site};
use linkglance_scan::{DecodeError, decode};
use thiserror::Error;

use crate::args::{Source, Watch, Whose};

/// What is wrong with the input, in one line.
#[derive(Debug, Error)]
pub(crate) enum InputError {
    #[error("{file}: {error}")]
    File { file: String, error: std::io::Error },
    #[error("{file}: {error}")]
    Page { file: String, error: DecodeError },
    #[error("{file}: not a site profile: {error}")]
    Profile {
        file: String,
        error: serde_json::Error,
    },
    #[error("{file}: {error}")]
    Site { file: String, error: SiteError },
    #[error(transparent)]
    Domain(#[from] SiteError),
    #[error("{file}: {}", said(faults))]
    Agreement { file: String, faults: Vec<Reason> },
    #[error("{file}: no agreement in it is about {url}")]
    NoAgreement { file: String, url: String },
    #[error("{file}: {count} agreements in it are about {url}")]
    ManyAgreements {
        file: String,
        url: String,
        count: usize,
    },
    #[error("{file}: not a report: {error}")]
    Report {
        file: String,
        error: serde_json::Error,
    },
    #[error("\"{0}\" is not the address of a web page (http or https)")]
    Address(String),
    #[error("--header \"{0}\" is not of the form 'Name: value'")]
    Header(String),
}

/// The profiles: from files, or from --domain, --name and --alias.
pub(crate) fn sites(command: &Whose) -> Result<Vec<Site>, InputError> {
    let mut sites = Vec::new();
    for path in &command.site {
        sites.extend(profiles(path)?);
    }
    if command.domain.is_empty() {
        return Ok(sites);
    }
    let mut site = Site::of_domains(&command.domain)?;
    if let Some(name) = &command.name {
        site.name.clone_from(name);
    }
    site.aliases.clone_from(&command.alias);
    sites.push(site.checked()?);
    Ok(sites)
}

fn profiles(path: &Path) -> Result<Vec<Site>, InputError> {
    let file = path.display().to_string();
    let json = text(path)?;
    let profiles: OneOrMore =
        serde_json::from_str(json.trim_start_matches('\u{feff}')).map_err(|error| {
            InputError::Profile {
                file: file.clone(),
                error,
            }
        })?;
    let checked = profiles.0.into_iter().map(Site::checked);
    checked
        .collect::<Result<_, _>>()
        .map_err(|error| InputError::Site { file, error })
}

fn text(path: &Path) -> Result<String, InputError> {
    let bytes = std::fs::read(path).map_err(|error| InputError::File {
        file: path.display().to_string(),
        error,
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The agreement about a page, and a line for each row of its file that holds none.
pub(crate) fn agreement(path: &Path, url: &str) -> Result<(Agreement, Vec<String>), InputError> {
    let file = path.display().to_string();
    let read = Agreements::read(&text(path)?);
    let found = match Url::parse(url) {
        Ok(page) => Agreement::find(&read.taken, &page),
        // The code that reads the page reports what is wrong with its address.
        Err(_) => read.taken.first().into_iter().collect(),
    };
    let url = url.to_owned();
    match (found.as_slice(), read.refused.first()) {
        ([one], _) => {
            let agreement = (*one).clone();
            let rows = read.refused.iter();
            let refused = rows.map(|bad| format!("{file}, {}: {}", bad.row, said(&bad.faults)));
            Ok((agreement, refused.collect()))
        }
        ([], Some(bad)) => {
            let faults = bad.faults.clone();
            Err(InputError::Agreement { file, faults })
        }
        ([], None) => Err(InputError::NoAgreement { file, url }),
        (many, _) => Err(InputError::ManyAgreements {
            count: many.len(),
            file,
            url,
        }),
    }
}

fn said(faults: &[Reason]) -> String {
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    lines.join(" ")
}

/// A profile file holds one profile or a list of them.
struct OneOrMore(Vec<Site>);

impl<'de> serde::Deserialize<'de> for OneOrMore {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let value = serde_json::Value::deserialize(deserializer)?;
        let sites = if value.is_array() {
            serde_json::from_value(value)
        } else {
            serde_json::from_value(value).map(|site| vec![site])
        };
        sites.map(Self).map_err(D::Error::custom)
    }
}

/// The page: its file decoded, its address, and its headers where some were given.
pub(crate) fn page(command: &Source) -> Result<Page, InputError> {
    let headers = headers(&command.header)?;
    let file = command.file.display().to_string();
    let bytes = read(&command.file).map_err(|error| InputError::File {
        file: file.clone(),
        error,
    })?;
    let decoded =
        decode(&bytes, content_type(&headers)).map_err(|error| InputError::Page { file, error })?;
    Ok(Page {
        url: command.url.trim().to_owned(),
        html: decoded.text,
        encoding: Some(decoded.encoding.to_owned()),
        headers: (!headers.is_empty()).then_some(headers),
        today: command.today,
        ..Page::default()
    })
}

fn headers(written: &[String]) -> Result<Vec<(String, String)>, InputError> {
    let header = |header: &String| {
        let (name, value) = header
            .split_once(':')
            .ok_or_else(|| InputError::Header(header.clone()))?;
        Ok((name.trim().to_owned(), value.trim().to_owned()))
    };
    written.iter().map(header).collect()
}

/// An earlier report, as JSON.
pub(crate) fn earlier(path: &Path) -> Result<Report, InputError> {
    serde_json::from_str(&text(path)?).map_err(|error| InputError::Report {
        file: path.display().to_string(),
        error,
    })
}

/// What a server answered, its body from a file. A body that is no text is none that could be read.
pub(crate) fn answer(command: &Watch) -> Result<Answer, InputError> {
    let bytes = read(&command.after).map_err(|error| InputError::File {
        file: command.after.display().to_string(),
        error,
    })?;
    let headers = headers(&command.header)?;
    let decoded = decode(&bytes, content_type(&headers)).ok();
    let encoding = decoded.as_ref().map(|decoded| decoded.encoding.to_owned());
    let url = command.final_url.as_deref().unwrap_or(&command.url);
    Ok(Answer {
        status: command.status,
        url: web_address(url)?,
        body: decoded.map(|decoded| decoded.text).unwrap_or_default(),
        headers,
        encoding,
        ending: Ending::Whole,
    })
}

/// An address of the web, as URLs are written.
pub(crate) fn web_address(text: &str) -> Result<String, InputError> {
    let url = Url::parse(text.trim()).ok().filter(is_web);
    url.map(Into::into)
        .ok_or_else(|| InputError::Address(text.to_owned()))
}

fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    if file.as_os_str() != "-" {
        return std::fs::read(file);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn content_type(headers: &[(String, String)]) -> Option<&str> {
    headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("content-type"))
        .map(|(_, value)| value.as_str())
}
