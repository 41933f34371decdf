//! The command line.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Which links of a page point where, how, and from what place on the page.
#[derive(Debug, Parser)]
#[command(name = "linkglance", version)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Inspect one page: its outbound links and which of them point to your site
    Inspect(Inspect),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Inspect {
    /// The page's HTML; - reads standard input
    pub(crate) file: PathBuf,
    /// The page's address
    #[arg(long)]
    pub(crate) url: String,
    /// A site profile (JSON); may be given several times
    #[arg(long, conflicts_with = "domain")]
    pub(crate) site: Vec<PathBuf>,
    /// Your site's domain, instead of a profile; may be given several times
    #[arg(long)]
    pub(crate) domain: Vec<String>,
    /// Your site's name; proposed from the domain if left out
    #[arg(long, requires = "domain")]
    pub(crate) name: Option<String>,
    /// Another name it goes by; may be given several times
    #[arg(long, requires = "domain")]
    pub(crate) alias: Vec<String>,
    /// A response header the page came with, as 'Name: value'; may be given several times
    #[arg(long)]
    pub(crate) header: Vec<String>,
    /// How to write the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// The whole report
    Json,
    /// Backlinks, mentions and outbound links for a spreadsheet
    Csv,
    /// For a ticket or a message
    Markdown,
}
