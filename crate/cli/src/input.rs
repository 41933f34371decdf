//! What the command line names, read: the page and the site profiles.

use std::io::Read;
use std::path::Path;

use linkglance_core::site::SiteError;
use linkglance_core::{Page, Site};
use thiserror::Error;

use crate::args::Inspect;
use crate::decode::{self, DecodeError};

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
    #[error("--header \"{0}\" is not of the form 'Name: value'")]
    Header(String),
}

/// The profiles: from files, or from --domain, --name and --alias.
pub(crate) fn sites(command: &Inspect) -> Result<Vec<Site>, InputError> {
    let mut sites = Vec::new();
    for path in &command.site {
        sites.extend(profiles(path)?);
    }
    let Some((first, more)) = command.domain.split_first() else {
        return Ok(sites);
    };
    let mut site = Site::from_domain(first)?;
    // The domain as it was given, not its registrable domain: `--domain blog.acme.com` means it.
    site.domains = vec![first.clone()];
    site.domains.extend_from_slice(more);
    if let Some(name) = &command.name {
        site.name.clone_from(name);
    }
    site.aliases.clone_from(&command.alias);
    sites.push(site.checked()?);
    Ok(sites)
}

fn profiles(path: &Path) -> Result<Vec<Site>, InputError> {
    let file = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| InputError::File {
        file: file.clone(),
        error,
    })?;
    let json = String::from_utf8_lossy(&bytes);
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
pub(crate) fn page(command: &Inspect) -> Result<Page, InputError> {
    let mut headers = Vec::new();
    for header in &command.header {
        let (name, value) = header
            .split_once(':')
            .ok_or_else(|| InputError::Header(header.clone()))?;
        headers.push((name.trim().to_owned(), value.trim().to_owned()));
    }
    let file = command.file.display().to_string();
    let bytes = read(&command.file).map_err(|error| InputError::File {
        file: file.clone(),
        error,
    })?;
    let html = decode::decode(&bytes, content_type(&headers))
        .map_err(|error| InputError::Page { file, error })?;
    Ok(Page {
        url: command.url.trim().to_owned(),
        html,
        headers: (!headers.is_empty()).then_some(headers),
        ..Page::default()
    })
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
